/** One random history: what its people and stores ask next, mostly sensible, often not, always the same for a seed. */
import type { Programme } from "../../functions/programme/programme.ts";
import { isPriced } from "../../functions/programme/rewards/index.ts";
import { SCARCE } from "./documents.ts";
import type { Asked, Model, PurchaseAsked, RefundAsked } from "./model.ts";
import { randomOf } from "./random.ts";
import { leftOf } from "./worth.ts";

export const STORES = ["sto_north", "sto_south"] as const;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CATEGORIES = ["coffee", "tea", "cake", "gift-card", null] as const;

/** Keeps the people of one history small in number, so that they meet their own past. */
const PEOPLE_MAX = 12;

export interface History {
  /** The next request; what was answered before is in the model. */
  next(): Asked;
}

export function historyOf({
  seed,
  name,
  begins,
  model,
  programme,
}: {
  seed: number;
  /** Prefix of everything it names, so that histories beside each other never meet. */
  name: string;
  begins: number;
  model: Model;
  programme: Programme;
}): History {
  const random = randomOf(seed);
  const past: Asked[] = [];
  let now = begins;
  let count = 0;

  const fresh = (what: string) => `${name}-${what}${count}`;
  const passTime = () => {
    const step = random.weighted({ none: 50, hours: 35, days: 12, weeks: 2.5, months: 0.5 });
    const lengths = { none: 0, hours: 20 * HOUR, days: 6 * DAY, weeks: 30 * DAY, months: 150 * DAY };
    now += random.below(lengths[step] + 1);
  };

  const someone = (store: string): Record<string, string> => {
    const person = random.below(PEOPLE_MAX);
    const id = model.people[random.below(PEOPLE_MAX)]?.id;
    switch (random.weighted({ email: 50, cased: 10, phone: 8, external: 7, id: 24, nobody: 1 })) {
      case "email":
        return { email: `${name}-${person}@example.com` };
      case "cased":
        return { email: `${name.toUpperCase()}-${person}@Example.com` };
      case "phone":
        return { phone: `+31${phoneOf(name)}${person + 100}` };
      case "external":
        return { externalId: `${name}-${person}-${store}` };
      case "id":
        return id ? { id } : { email: `${name}-${person}@example.com` };
      case "nobody":
        return { id: `mem_${String(count).padStart(26, "0")}` };
    }
  };

  const purchase = (): Asked => {
    const store = random.pick(STORES);
    const lines = Array.from(
      { length: random.weighted({ "1": 5, "2": 3, "3": 2, "7": 1 }) === "7" ? 7 : random.between(1, 3) },
      (_, index) => ({
        line: String(index + 1),
        sku: random.pick(["A", "B", "C", `S${index}`]),
        category: random.pick(CATEGORIES),
        quantity: random.chance(60) ? 1 : random.between(2, 9),
        unitMinor: random.chance(5) ? 0 : random.between(1, random.chance(20) ? 60_000 : 3_000),
      }),
    );
    const goods = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
    const discountMinor = random.chance(25) ? random.below(goods + 1) : 0;
    const shippingMinor = random.chance(25) ? random.between(1, 900) : 0;
    const taxMinor = random.chance(50) ? Math.floor((goods - discountMinor) / 6) : 0;
    const totalMinor = goods - discountMinor + shippingMinor + (random.chance(50) ? taxMinor : 0);
    const request: PurchaseAsked = {
      store,
      member: someone(store),
      order: fresh("o"),
      occurredAt: now - (random.chance(70) ? random.below(HOUR) : random.below(9 * DAY)),
      currency: programme.currency,
      lines,
      discountMinor,
      shippingMinor,
      taxMinor,
      totalMinor,
      paidWith: random.chance(10) ? [{ unit: "points", amountMinor: random.below(goods + 500) }] : [],
      isImport: false,
    };
    switch (random.weighted({ fine: 84, late: 5, imported: 3, early: 1, money: 1, sums: 1, again: 5 })) {
      case "late":
        request.occurredAt = now - (programme.lateDays + random.between(0, 3)) * DAY - random.below(2);
        break;
      case "imported":
        request.occurredAt = now - random.below(300 * DAY);
        request.isImport = true;
        break;
      case "early":
        request.occurredAt = now + random.pick([299_000, 300_000, 300_001, DAY]);
        break;
      case "money":
        request.currency = "CHF";
        break;
      case "sums":
        request.totalMinor += random.pick([-1, 1, 1000]);
        request.discountMinor += random.below(2) * (goods + 1);
        if (request.totalMinor < 0) request.totalMinor = 0;
        break;
      case "again": {
        const known = random.pick([...model.orders.values(), null]);
        if (known) Object.assign(request, { store: known.store, order: known.order });
        break;
      }
    }
    return { verb: "purchase", store: request.store, key: fresh("k"), now, request };
  };

  const refund = (): Asked => {
    const known = [...model.orders.values()];
    const recent = known.slice(-40);
    const order = known.length === 0 ? null : random.pick(random.chance(80) ? recent : known);
    const store = order?.store ?? random.pick(STORES);
    const request: RefundAsked = {
      store,
      order: order?.order ?? fresh("o"),
      refund: fresh("r"),
      amountMinor: 0,
      lines: [],
    };
    if (!order || random.chance(1)) {
      request.order = fresh("unknown");
      request.amountMinor = 100;
      return { verb: "refund", store, key: fresh("k"), now, request };
    }
    const left = leftOf(order.lines, order.refunds, order.totalMinor);
    if (random.chance(50)) {
      const most = Math.max(0, left.money);
      request.amountMinor = random.pick([1, most, most + 1, Math.ceil(most / 3), random.below(most + 1) + 1]);
      if (request.amountMinor === 0) request.amountMinor = 1;
    } else {
      const picks = order.lines.map((_, index) => index).filter(() => random.chance(50));
      for (const index of picks.length > 0 ? picks : [0]) {
        const line = order.lines[index];
        if (!line) continue;
        const pieces = left.pieces[index] ?? 0;
        const quantity = Math.max(1, random.pick([1, pieces, random.between(1, pieces + 1)]));
        request.lines.push(random.chance(70) ? { line: line.line, quantity } : { sku: line.sku, quantity });
      }
      if (random.chance(2)) request.lines.push({ sku: "unheard-of", quantity: 1 });
    }
    if (random.chance(12)) {
      const earlier = past.findLast((asked) => asked.verb === "refund" && asked.request.order === order.order);
      if (earlier?.verb === "refund") request.refund = earlier.request.refund;
    }
    return { verb: "refund", store, key: fresh("k"), now, request };
  };

  const enrol = (): Asked => {
    const store = random.pick(STORES);
    const ways = [someone(store), ...(random.chance(50) ? [someone(store)] : [])];
    const identities = ways.flatMap((way) => {
      const [kind = "", value = ""] = Object.entries(way)[0] ?? [];
      if (kind === "id") return [];
      return [
        {
          kind: kind === "externalId" ? `external:${store}` : kind,
          value: kind === "email" ? value.toLowerCase() : value,
        },
      ];
    });
    const distinct = identities.filter(
      ({ kind }, index) => identities.findIndex((other) => other.kind === kind) === index,
    );
    if (distinct.length === 0)
      distinct.push({ kind: "email", value: `${name}-${random.below(PEOPLE_MAX)}@example.com` });
    return { verb: "enrol", store, key: fresh("k"), now, request: { store, identities: distinct } };
  };

  const redeem = (): Asked => {
    const store = random.pick(STORES);
    const priced = programme.rewards.filter(isPriced);
    const own = priced.filter(({ id }) => !id.startsWith("scarce-") || id === `scarce-${seed % SCARCE}`);
    // Those that can run out are asked for more often, or they never would.
    const short = own.filter((one) => one.stock !== undefined || one.perMember !== undefined);
    const reward = random.pick(random.chance(70) ? short : own);
    const steps = reward.kind === "voucher" && random.chance(50) ? random.between(1, reward.stepsMax + 1) : 1;
    const request = {
      store,
      member: someone(store),
      reward: random.chance(1) ? "unheard-of" : reward.id,
      amount: steps === 1 && random.chance(80) ? null : reward.cost.amount * steps + (random.chance(3) ? 1 : 0),
      cost: random.chance(20) ? reward.cost.amount + (random.chance(15) ? 1 : 0) : null,
      holdMs: random.chance(45) ? random.pick([HOUR, 5 * HOUR, 3 * DAY, 30 * DAY]) : null,
    };
    return { verb: "redeem", store, key: fresh("k"), now, request };
  };

  /** Mostly one that could be; now and then another store's, or one that never was. */
  const about = (verb: "capture" | "release" | "reverse" | "lapse"): Asked => {
    const all = model.people.flatMap(({ redemptions }) => redemptions);
    const fit = all.filter(({ state }) => (verb === "reverse" ? state === "captured" : state === "held"));
    const from = random.chance(80) && fit.length > 0 ? fit.slice(-8) : all.slice(-20);
    const one = from.length > 0 ? random.pick(from) : null;
    const redemption = one?.id && random.chance(98) ? one.id : `rdm_${String(count).padStart(26, "0")}`;
    const store = one && random.chance(97) ? one.store : random.pick(STORES);
    if (verb === "lapse") return { verb, store, key: fresh("k"), now, request: { redemption } };
    return { verb, store, key: fresh("k"), now, request: { store, redemption } };
  };

  const known = (): string => model.people[random.below(PEOPLE_MAX)]?.id ?? `mem_${String(count).padStart(26, "0")}`;
  const boundary = (): Asked => ({
    verb: "boundary",
    store: random.pick(STORES),
    key: fresh("k"),
    now,
    request: { member: known() },
  });
  const freeze = (): Asked => ({
    verb: "freeze",
    store: random.pick(STORES),
    key: fresh("k"),
    now,
    request: { member: known(), isFrozen: random.chance(25) },
  });

  const makers = {
    purchase,
    refund,
    enrol,
    redeem,
    capture: () => about("capture"),
    release: () => about("release"),
    reverse: () => about("reverse"),
    lapse: () => about("lapse"),
    boundary,
    freeze,
  };
  const often = {
    purchase: 37,
    refund: 20,
    enrol: 6,
    redeem: 17,
    capture: 5,
    release: 4,
    reverse: 3,
    lapse: 3,
    boundary: 3,
    freeze: 2,
  };

  return {
    next() {
      count += 1;
      passTime();
      // Rare verbs are repeated as often as common ones.
      const verb = random.pick(Object.keys(makers));
      const alike = past.filter((asked) => asked.verb === verb);
      const recent = random.chance(70) ? alike.slice(-30) : alike;
      const earlier = recent.length > 0 ? random.pick(recent) : null;
      const how = earlier ? random.weighted({ fresh: 85, retry: 9, newKey: 3, usedKey: 3 }) : ("fresh" as const);
      const made = makers[random.weighted(often)]();
      const asked = ((): Asked => {
        if (!earlier || how === "fresh") return made;
        if (how === "retry") return { ...earlier, now };
        if (how === "newKey") return { ...earlier, key: fresh("k"), now };
        return { ...made, store: earlier.store, key: earlier.key };
      })();
      if (how !== "usedKey") past.push(asked);
      return asked;
    },
  };
}

/** Digits that tell one history's telephones from another's. */
function phoneOf(name: string): string {
  return name.replaceAll(/\D/g, "").slice(-9);
}
