/** A random history under a random document: what its people and stores ask next, of every verb that a history can hold. */
import type { Programme } from "../../functions/programme/programme.ts";
import { isHanded } from "../../functions/programme/rewards/index.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import type { MemberRef } from "../../functions/values/member-ref.ts";
import { BEGINS } from "./documents.ts";
import { WORLD } from "./draw-document.ts";
import { type Random, randomOf } from "./random.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PEOPLE = 6;
const VERDICTS = ["accept", "accept", "reject"] as const;

/** Something that is asked at an instant; the verb is one of drawn-play.ts. */
export interface AskedOf {
  verb: string;
  now: number;
  request: JsonObject;
}

/** What was answered so far, and may be asked about. */
export interface Known {
  members: string[];
  /** Those of them who joined. */
  joined: string[];
  orders: { store: string; order: string; totalMinor: number; lines: { line: string; quantity: number }[] }[];
  redemptions: { redemption: string; store: string; isHeld?: boolean }[];
  /** What members can spend, by unit, as far as they were told. */
  purses: Map<string, Record<string, number>>;
  vouchers: { code: string; order: string | null }[];
  events: { store: string; id: string }[];
  checkIns: string[];
  memberships: { store: string; id: string }[];
  topUps: { store: string; id: string }[];
  giftCards: { store: string; card: string }[];
}

/** Nothing was answered yet. */
export function nothingKnown(): Known {
  return {
    members: [],
    joined: [],
    orders: [],
    redemptions: [],
    purses: new Map(),
    vouchers: [],
    events: [],
    checkIns: [],
    memberships: [],
    topUps: [],
    giftCards: [],
  };
}

type Maker = (
  random: Random,
  on: { programme: Programme; known: Known; now: number; fresh: string },
) => JsonObject | null;

const refOf = (random: Random, known: Known): MemberRef & JsonObject =>
  known.members.length > 0 && random.chance(30)
    ? { id: random.pick(known.members) }
    : random.chance(20)
      ? { externalId: `x${random.below(PEOPLE)}` }
      : { email: `p${random.below(PEOPLE)}@example.com` };
const storeOf = (random: Random) => random.pick(WORLD.stores);
const lastOf = <One>(random: Random, from: One[]): One | null =>
  from.length === 0 ? null : random.pick(from.slice(-12));
const aboutOf = (random: Random, from: Known["redemptions"]) => {
  const found = lastOf(random, from);
  return found && { store: found.store, redemption: found.redemption };
};
/** Mostly one that is still held. */
const heldOf = (random: Random, { redemptions }: Known) => {
  const held = redemptions.filter(({ isHeld }) => isHeld);
  return aboutOf(random, held.length > 0 && random.chance(80) ? held : redemptions);
};
const someone = (random: Random, known: Known) => lastOf(random, known.members);

const cartOf = (random: Random, currency: string) => {
  const lines = Array.from({ length: random.between(1, 3) }, (_, index) => ({
    line: String(index + 1),
    sku: random.pick([...WORLD.skus, "D"]),
    category: random.pick([...WORLD.categories, "gift-card", null]),
    quantity: random.chance(60) ? 1 : random.between(2, 6),
    unitMinor: random.chance(5) ? 0 : random.between(1, random.chance(20) ? 40_000 : 3_000),
  }));
  const goods = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
  return {
    store: storeOf(random),
    channel: random.pick([...WORLD.channels, null]),
    currency,
    lines,
    discountMinor: random.chance(20) ? random.below(goods + 1) : 0,
    shippingMinor: random.chance(20) ? random.between(1, 900) : 0,
    taxMinor: 0,
  };
};
const totalOf = ({ lines, discountMinor, shippingMinor, taxMinor }: ReturnType<typeof cartOf>) =>
  lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0) -
  discountMinor +
  shippingMinor +
  taxMinor;

/** How each verb's request is made; null: there is nothing yet of which it could be asked. */
export const MAKERS: Record<string, { often: number; make: Maker }> = {
  enrol: {
    often: 6,
    make: (random) => ({
      identity: random.chance(75)
        ? { kind: "email", value: `p${random.below(PEOPLE)}@example.com` }
        : { kind: `external:${storeOf(random)}`, value: `x${random.below(PEOPLE)}` },
      others: [],
      profile: random.chance(50)
        ? { birthDate: `19${random.between(60, 99)}-0${random.between(1, 9)}-1${random.below(9)}` }
        : {},
    }),
  },
  purchase: {
    often: 30,
    make: (random, { programme, known, now, fresh }) => {
      const cart = cartOf(random, programme.currency);
      return {
        ...cart,
        member: refOf(random, known),
        order: fresh,
        occurredAt: random.chance(75) ? now : now - random.below(12 * DAY),
        totalMinor: totalOf(cart),
        paidWith: random.chance(8) ? [{ unit: "unit-1", amountMinor: random.below(2_000) }] : [],
        isImport: false,
        venue: cart.store === "sto_north" && random.chance(50) ? random.pick(WORLD.venues) : null,
      };
    },
  },
  /** A purchase that is given back at once: it must leave her as she was. */
  regret: {
    often: 4,
    make: (random, { programme, known, now, fresh }) => {
      const cart = cartOf(random, programme.currency);
      return {
        ...cart,
        member: refOf(random, known),
        order: fresh,
        occurredAt: now,
        totalMinor: totalOf(cart),
        paidWith: [],
        isImport: false,
      };
    },
  },
  refund: {
    often: 16,
    make: (random, { known, fresh }) => {
      const order = lastOf(random, known.orders);
      if (!order) return null;
      const { store, order: name, lines, totalMinor } = order;
      const byAmount = random.chance(45);
      const most = random.pick([totalMinor, Math.ceil(totalMinor / 3), 1]);
      return {
        store,
        order: name,
        refund: fresh,
        amountMinor: byAmount ? Math.max(1, most) : 0,
        lines: byAmount
          ? []
          : lines
              .filter((_, index) => index === 0 || random.chance(50))
              .map(({ line, quantity }) => ({
                line,
                quantity: random.chance(50) ? quantity : random.between(1, quantity),
              })),
      };
    },
  },
  redeem: {
    often: 14,
    make: (random, { programme, known }) => {
      const handed = programme.rewards.filter(isHanded);
      if (handed.length === 0) return null;
      // Mostly somebody who can pay for it: what is refused says little.
      const able = handed.flatMap((one) =>
        [...known.purses].flatMap(([id, has]) => {
          const isRich = one.cost !== undefined && (has[one.cost.unit] ?? 0) >= one.cost.amount;
          return isRich ? [{ one, id }] : [];
        }),
      );
      const picked = able.length > 0 && random.chance(75) ? random.pick(able) : null;
      const reward = picked?.one ?? random.pick(handed);
      const price = reward.cost?.amount ?? 1;
      return {
        store: random.chance(90) ? storeOf(random) : null,
        member: picked ? { id: picked.id } : refOf(random, known),
        reward: reward.id,
        amount: random.chance(70) ? null : price * random.between(1, 3),
        cost: null,
        holdMs: random.chance(45) ? random.pick([HOUR, 5 * HOUR, 3 * DAY]) : null,
      };
    },
  },
  capture: {
    often: 5,
    make: (random, { known }) => {
      const about = heldOf(random, known);
      return (
        about && { ...about, amount: random.chance(80) ? null : random.between(1, 200), keepsRest: random.chance(30) }
      );
    },
  },
  release: { often: 3, make: (random, { known }) => heldOf(random, known) },
  reverse: {
    often: 5,
    make: (random, { known }) => {
      const about = aboutOf(random, known.redemptions);
      return about && { ...about, amount: random.chance(80) ? null : random.between(1, 200) };
    },
  },
  fulfil: {
    often: 2,
    make: (random, { known }) => {
      const about = aboutOf(random, known.redemptions);
      return (
        about && {
          ...about,
          reference: null,
          state: random.pick(["packed", "shipped", "delivered", "returned", "accepted", "rejected"]),
        }
      );
    },
  },
  "use-voucher": {
    often: 5,
    make: (random, { programme, known, fresh }) => {
      const voucher = lastOf(random, known.vouchers);
      if (!voucher) return null;
      const { lines, channel } = cartOf(random, programme.currency);
      const cart = {
        channel,
        venue: null,
        lines: lines.map(({ line, sku, category, quantity, unitMinor }) => ({
          line,
          sku,
          category,
          quantity,
          amountMinor: quantity * unitMinor,
        })),
      };
      return { store: storeOf(random), code: voucher.code, order: fresh, amountMinor: null, cart };
    },
  },
  "reverse-voucher": {
    often: 2,
    make: (random, { known }) => {
      const voucher = lastOf(random, known.vouchers);
      return voucher && { store: storeOf(random), code: voucher.code, order: null };
    },
  },
  report: {
    often: 12,
    make: (random, { programme, known, now, fresh }) => {
      const own = Object.keys(programme.events);
      const heard = programme.campaigns.flatMap(({ rules }) => rules.map(({ on }) => on));
      const reported = ["review", "photo", "referral", "survey", "custom", "device", "late-delivery"];
      return {
        store: storeOf(random),
        member: refOf(random, known),
        type: random.pick([...own, ...(random.chance(50) ? heard : reported), "review"]),
        id: fresh,
        occurredAt: random.chance(75) ? now : now - random.below(5 * DAY),
        data: {
          ...(random.chance(50) ? { stars: random.pick([1, 3, 5, 40, "good"]) } : {}),
          ...(random.chance(20) ? { contentHash: `hash-${random.below(20)}` } : {}),
        },
      };
    },
  },
  "undo-event": {
    often: 4,
    make: (random, { known }) => {
      const event = lastOf(random, known.events);
      return event && { store: event.store, event: event.id };
    },
  },
  moderate: {
    often: 5,
    make: (random, { known }) => {
      const event = lastOf(random, known.events);
      return event && { event: `event:${event.store}:${event.id}`, verdict: random.pick(VERDICTS) };
    },
  },
  activate: {
    often: 4,
    make: (random, { programme, known }) => {
      const says = Object.values(programme.units).flatMap(({ pending }) =>
        pending.kind === "event" ? [pending.on, pending.cancelOn ?? pending.on] : [],
      );
      const sources = [
        ...known.orders.slice(-8).map(({ store, order }) => ({ store, source: `order:${store}:${order}` })),
        ...known.events.slice(-8).map(({ store, id }) => ({ store, source: `event:${store}:${id}` })),
        ...known.checkIns.slice(-8).map((source) => ({ store: "sto_north", source })),
      ];
      if (says.length === 0 || sources.length === 0) return null;
      return { ...random.pick(sources), event: random.pick(says) };
    },
  },
  "check-in": {
    often: 9,
    make: (random, { known, now }) => {
      const member = someone(random, known);
      if (member === null) return null;
      const fix = {
        latitudeE7: 521_000_000,
        longitudeE7: 43_000_000,
        accuracyMetres: random.pick([5, 60, 400]),
        at: now,
      };
      return {
        member,
        venue: random.pick(WORLD.venues),
        fix: random.chance(80) ? fix : null,
        qr: null,
        tap: null,
        isDemo: false,
      };
    },
  },
  adjust: {
    often: 5,
    make: (random, { programme, known }) => {
      const member = someone(random, known);
      const amount = random.pick([1, 5, 40, 500, 2_000]) * (random.chance(75) ? 1 : -1);
      return member === null
        ? null
        : { member, unit: random.pick(Object.keys(programme.units)), amount, code: "goodwill" };
    },
  },
  profile: {
    often: 4,
    make: (random, { programme, known }) => {
      const member = someone(random, known);
      if (member === null) return null;
      const attributes = Object.fromEntries(
        Object.entries(programme.attributes).map(([name, terms]) => {
          if (random.chance(20)) return [name, null];
          if (terms.kind === "choice") return [name, random.pick(terms.choices).id];
          if (terms.kind === "choices") return [name, [random.pick(terms.choices).id]];
          if (terms.kind === "number") return [name, random.between(terms.min, Math.min(terms.max, terms.min + 50))];
          return [name, terms.kind === "date" ? `20${random.between(10, 24)}-05-05` : random.chance(50)];
        }),
      );
      return {
        member,
        attributes,
        ...(random.chance(40) ? { birthDate: `19${random.between(50, 99)}-06-1${random.below(9)}` } : {}),
      };
    },
  },
  freeze: {
    often: 1,
    make: (random, { known }) => {
      const member = someone(random, known);
      return member === null ? null : { member, isFrozen: random.chance(30) };
    },
  },
  input: {
    often: 3,
    make: (random, { programme }) => {
      const names = Object.keys(programme.inputs);
      if (names.length === 0) return null;
      const input = random.pick(names);
      const { min = 0, max = 0 } = programme.inputs[input] ?? {};
      return {
        input,
        value: random.between(min, Math.min(max, min + 100)),
        store: random.chance(50) ? storeOf(random) : null,
      };
    },
  },
  "pay-membership": {
    often: 4,
    make: (random, { programme, known, fresh }) => {
      const plans = Object.entries(programme.units).flatMap(([unit, { membership }]) =>
        membership ? [{ unit, membership }] : [],
      );
      if (plans.length === 0) return null;
      const { unit, membership } = random.pick(plans);
      const known_ = lastOf(random, known.memberships);
      const about = known_ && random.chance(60) ? known_ : { store: storeOf(random), id: fresh };
      const payment = { amountMinor: membership.priceMinor, currency: programme.currency, reference: fresh };
      return { ...about, member: refOf(random, known), plan: unit, payment };
    },
  },
  "cancel-membership": {
    often: 1,
    make: (random, { known }) => {
      const about = lastOf(random, known.memberships);
      return about && { ...about, at: random.pick(["end", "now"]) };
    },
  },
  "fail-membership": { often: 1, make: (random, { known }) => lastOf(random, known.memberships) },
  "top-up": {
    often: 3,
    make: (random, { programme, known, fresh }) => ({
      store: storeOf(random),
      member: refOf(random, known),
      id: fresh,
      payment: { amountMinor: random.between(1, 5_000), currency: programme.currency, reference: fresh },
    }),
  },
  "reverse-top-up": {
    often: 1,
    make: (random, { known }) => {
      const about = lastOf(random, known.topUps);
      return about && { ...about };
    },
  },
  "sell-gift-card": {
    often: 2,
    make: (random, { programme, known, fresh }) => ({
      store: storeOf(random),
      id: fresh,
      payment: { amountMinor: random.between(1, 5_000), currency: programme.currency, reference: fresh },
      recipient: random.chance(50) ? refOf(random, known) : null,
    }),
  },
  "use-gift-card": {
    often: 2,
    make: (random, { known, fresh }) => {
      const about = lastOf(random, known.giftCards);
      return about && { ...about, order: fresh, amountMinor: random.between(1, 2_000) };
    },
  },
  "claim-gift-card": {
    often: 1,
    make: (random, { known }) => {
      const about = lastOf(random, known.giftCards);
      const member = someone(random, known);
      return about && member !== null ? { member, card: about.card } : null;
    },
  },
  "reverse-gift-card": { often: 1, make: (random, { known }) => lastOf(random, known.giftCards) },
  merge: {
    often: 1,
    make: (random) => {
      const [from, into] = [random.below(PEOPLE), random.below(PEOPLE)];
      return from === into ? null : { store: storeOf(random), from: `x${from}`, into: `x${into}` };
    },
  },
  transfer: {
    often: 5,
    make: (random, { programme, known }) => {
      const giver = someone(random, known);
      const to = random.chance(80) ? lastOf(random, known.joined) : someone(random, known);
      if (to === null || giver === null) return null;
      // Mostly somebody who joined and has some of what may be given.
      const units = Object.keys(programme.units).filter((unit) => programme.units[unit]?.transferable);
      const able = [...known.purses].flatMap(([member, has]) =>
        !known.joined.includes(member)
          ? []
          : units.flatMap((unit) =>
              (has[unit] ?? 0) > 0 && member !== to ? [{ member, unit, has: has[unit] ?? 0 }] : [],
            ),
      );
      if (able.length === 0 && random.chance(80)) return null;
      if (able.length === 0 || random.chance(15))
        return { member: giver, to, unit: random.pick([...Object.keys(programme.units), "none"]), amount: 1 };
      const { member, unit, has } = random.pick(able);
      return { member, to, unit, amount: random.chance(40) ? has : random.between(1, has + 1) };
    },
  },
  /** Time passes as the clock has it: what is due is done. */
  tick: { often: 8, make: () => ({}) },
  /** Another document, drawn with this seed. */
  publish: { often: 1.5, make: (random) => ({ seed: random.below(1_000_000_000) }) },
};

export interface DrawnHistory {
  /** What is asked next, under the programme in force. */
  next(programme: Programme, known: Known): AskedOf;
}

/** A history, always the same for a seed and what it is answered. */
export function drawnHistoryOf(seed: number): DrawnHistory {
  const random = randomOf(seed);
  const often = Object.fromEntries(Object.entries(MAKERS).map(([verb, { often: weight }]) => [verb, weight]));
  let now = BEGINS;
  let count = 0;
  return {
    next(programme, known) {
      count += 1;
      const step = random.weighted({ none: 50, hours: 35, days: 13, weeks: 2 });
      now += random.below({ none: 0, hours: 20 * HOUR, days: 6 * DAY, weeks: 40 * DAY }[step] + 1);
      for (;;) {
        // Most of her people join first: guests may have little of what a programme gives.
        const verb = count <= PEOPLE && random.chance(60) ? "enrol" : random.weighted(often);
        const request = MAKERS[verb]?.make(random, { programme, known, now, fresh: `f${count}` });
        if (request) return { verb, now, request };
      }
    },
  };
}
