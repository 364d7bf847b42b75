/**
 * What a programme does, said a second time and independently: written from the rules and not from the engine, in memory,
 * one request after the other. It shares types with the engine and no code. `test/model/play.ts` holds one to the other.
 */
import type { Programme } from "../../functions/programme/programme.ts";
import { isPriced } from "../../functions/programme/rewards/index.ts";
import { dateIn, monthIndex, numberOf, weekdayNameOf } from "./calendar.ts";
import { fraction, minus, plus, split } from "./fraction.ts";
import {
  ALWAYS_THERE,
  countedSince,
  countUp,
  endHold,
  endLapsed,
  FOR_EVER,
  fractionOf,
  type Gives,
  giveUp,
  hasRunOut,
  holdings,
  newPerson,
  type Person,
  pay,
  purse,
  type Redemption,
  receive,
  returnTaken,
  windowStart,
} from "./person.ts";
import { basisOfLines, type Line, leftOf, type Paid, type Refunded, total, valueOfLines } from "./worth.ts";

export interface PurchaseAsked extends Paid {
  store: string;
  member: Record<string, string>;
  order: string;
  occurredAt: number;
  currency: string;
  lines: { line: string; sku: string; category: string | null; quantity: number; unitMinor: number }[];
  paidWith: { unit: string; amountMinor: number }[];
  isImport: boolean;
}
export interface RefundAsked {
  store: string;
  order: string;
  refund: string;
  amountMinor: number;
  lines: { line?: string; sku?: string; quantity: number }[];
}
export interface EnrolAsked {
  store: string;
  identities: { kind: string; value: string }[];
}

export interface RedeemAsked {
  store: string;
  member: Record<string, string>;
  reward: string;
  amount: number | null;
  cost: number | null;
  holdMs: number | null;
}
export interface AboutAsked {
  store: string;
  redemption: string;
}

export type Asked = { store: string; key: string; now: number } & (
  | { verb: "purchase"; request: PurchaseAsked }
  | { verb: "refund"; request: RefundAsked }
  | { verb: "enrol"; request: EnrolAsked }
  | { verb: "redeem"; request: RedeemAsked }
  | { verb: "capture" | "release" | "reverse"; request: AboutAsked }
  | { verb: "lapse"; request: { redemption: string } }
  | { verb: "boundary"; request: { member: string } }
  | { verb: "freeze"; request: { member: string; isFrozen: boolean } }
);

/** What the model expects. `tells` are fields of the answer, each exactly. */
export type Expected =
  | { is: "done"; tells: Record<string, unknown>; person: Person; redemption?: Redemption }
  /** A refusal; stored under the key or not. */
  | { is: "refused"; code: string; isStored: boolean; tells: Record<string, unknown> }
  /** The exact answer of an earlier request. */
  | { is: "replay"; of: Answered }
  | { is: "key_reused" }
  | { is: "too_many_refusals" };

/** An answer that is stored for ever. The body is the engine's, bound by play.ts. */
export interface Answered {
  print: string;
  body: string | null;
  operation: string | null;
}

interface Rule {
  id: string;
  unit: string;
  /** Lines that count. */
  counts: boolean[];
  amount: number;
  percent: number;
  /** Null: a flat amount, for as long as anything is left. */
  perMinor: number | null;
  from: number;
  until: number;
  metrics: { metric: string; month: number }[];
}

export interface Order {
  store: string;
  order: string;
  person: Person;
  lines: Line[];
  totalMinor: number;
  refunds: Refunded[];
  rules: Rule[];
  counted: { metric: string; month: number; counts: "spend" | "orders" }[];
  /** Rules with the day on which they were given: not given any more when all of it goes back. */
  given: string[];
}

/** How often a rule may be given a day. */
function timesADay(caps: Programme["campaigns"][number]["caps"]): number {
  const [cap, ...more] = caps;
  if (!cap) return Number.POSITIVE_INFINITY;
  if (cap.what !== "times" || cap.per !== "day" || more.length > 0) throw new Error("the model has no such cap");
  return cap.atMost;
}

/** Refusals of a member and day beyond which nothing is stored. */
const REFUSALS_MAX = 200;
const FIVE_MINUTES = 300_000;
const DAY = 86_400_000;

/** Days that the vouchers of every document are good for. */
const VOUCHER_DAYS = 30;

export interface Model {
  readonly people: Person[];
  readonly orders: Map<string, Order>;
  /** What the request shall do. Changes the model. */
  ask(asked: Asked): Expected;
  /** The latest answer that was stored, to be bound to what the engine said. */
  readonly latest: Answered | null;
}

export function newModel(versions: { effectiveAt: number; programme: Programme }[]): Model {
  const people: Person[] = [];
  const found = new Map<string, Person>();
  const orders = new Map<string, Order>();
  const keys = new Map<string, Answered>();
  const naturals = new Map<string, Answered>();
  let latest: Answered | null = null;

  const programmeAt = (instant: number): Programme => {
    const version = versions.findLast(({ effectiveAt }) => effectiveAt <= instant) ?? versions[0];
    if (!version) throw new Error("a model needs a programme");
    return version.programme;
  };
  const todayOf = (now: number) => numberOf(dateIn(programmeAt(now).zone, now));

  const tierOf = (person: Person, { tiers: [group], zone }: Programme, now: number) => {
    if (!group) return null;
    const { measure } = group;
    if (!("metric" in measure) || group.held) throw new Error("the model has floating tiers of one metric only");
    const has = countedSince(person, measure.metric, windowStart(measure.window, zone, now));
    const levels = group.levels.map(({ id, from }) => ({ id, from: Number(from) }));
    const reached = levels.filter(({ from }) => from <= has);
    const next = levels[reached.length];
    return {
      tier: reached.at(-1)?.id ?? null,
      has,
      next: next ? { tier: next.id, missing: next.from - has } : null,
    };
  };
  /** The lot that says in which tier she is; the first needs none. */
  const tierLot = (person: Person, now: number): string | null => {
    const [group] = programmeAt(now).tiers;
    const tier = tierOf(person, programmeAt(now), now)?.tier;
    return !group || !tier || tier === group.levels[0]?.id ? null : `tier:${group.id}:${tier}`;
  };
  /** Whether the window of a month that began since her tier was recorded says another. */
  const hasTurned = (person: Person, now: number): boolean => {
    const { unit, at } = person.stands;
    for (let day = at + DAY; day < now; day += DAY) if (tierLot(person, day) !== unit) return true;
    return tierLot(person, now) !== unit;
  };
  const balancesOf = (person: Person, now: number) =>
    Object.fromEntries(
      Object.keys(programmeAt(now).units).map((unit) => [unit, holdings(person, unit, now, todayOf(now))]),
    );

  const refused = (code: string, tells: Record<string, unknown> = {}): Expected => ({
    is: "refused",
    code,
    isStored: false,
    tells,
  });
  const stored = (code: string, tells: Record<string, unknown> = {}): Expected => ({
    is: "refused",
    code,
    isStored: true,
    tells,
  });

  /** Posts what a rule's worth becomes, and says what moved. */
  const change = (person: Person, rule: Rule, before: number[], after: number[], today: number): number => {
    const worth = (basis: number[]) => {
      const counted = total(basis.filter((_, index) => rule.counts[index]));
      const percent = BigInt(rule.amount) * BigInt(rule.percent);
      if (rule.perMinor !== null) return fraction(BigInt(counted) * percent, BigInt(rule.perMinor) * 100n);
      return fraction(counted > 0 ? percent : 0n, 100n);
    };
    const name = `${rule.id} ${rule.unit} ${rule.perMinor}`;
    const { whole, rest } = split(plus(fractionOf(person, name), minus(worth(after), worth(before))));
    person.fractions.set(name, rest);
    const gives: Gives = { unit: rule.unit, amount: Math.abs(whole), from: rule.from, until: rule.until };
    if (whole >= 0) receive(person, gives, today);
    else giveUp(person, gives, today);
    for (const { metric, month } of rule.metrics) countUp(person, metric, month, whole);
    return whole;
  };

  const purchase = (asked: PurchaseAsked, now: number): Expected => {
    const programme = programmeAt(asked.occurredAt);
    if (asked.occurredAt > now + FIVE_MINUTES) return refused("occurred_in_the_future");
    if (asked.currency !== programme.currency)
      return refused("currency_not_accepted", { accepted: programme.currency, sent: asked.currency });
    const [basis, values] = [basisOfLines(asked), valueOfLines(asked)];
    if (!basis) return refused("totals_do_not_add_up");
    const name = nameOf(asked.member, asked.store);
    const known = found.get(name);
    if (!known && "id" in asked.member) return refused("member_unknown");
    if (!asked.isImport && asked.occurredAt < now - programme.lateDays * DAY)
      return stored("too_late", { lateDays: programme.lateDays });
    if (known?.isFrozen) return stored("member_frozen");
    const person = known ?? newPerson();
    if (!known) {
      people.push(person);
      found.set(name, person);
    }
    settle(person, now);
    const date = dateIn(programme.zone, asked.occurredAt);
    const day = numberOf(date);
    const today = todayOf(now);
    const tier = tierOf(person, programme, now)?.tier ?? null;
    const lines = asked.lines.map(({ line, sku, category, quantity }, index) => ({
      line,
      sku,
      category,
      quantity,
      basis: basis[index] ?? 0,
      value: values[index] ?? 0,
    }));
    const order: Order = {
      store: asked.store,
      order: asked.order,
      person,
      lines,
      totalMinor: asked.totalMinor,
      refunds: [],
      rules: [],
      counted: [],
      given: [],
    };
    const earned: unknown[] = [];
    const monthOf = (metric: string) => (programme.metrics[metric]?.bucket === "month" ? monthIndex(date) : 0);
    const running = programme.campaigns.filter(
      ({ from, until }) =>
        (from === undefined || asked.occurredAt >= Date.parse(from)) &&
        (until === undefined || asked.occurredAt < Date.parse(until)),
    );
    const holding = running
      .flatMap(({ rules }) => rules)
      .filter(({ on }) => on === "purchase")
      .filter(({ when }) =>
        when.every((condition) => {
          if (condition.kind === "category")
            return lines.some(({ category }) => category !== null && condition.in.includes(category));
          if (condition.kind === "weekday") return (condition.in as string[]).includes(weekdayNameOf(date));
          if (condition.kind === "tier") return tier !== null && condition.in.includes(tier);
          return false;
        }),
      )
      .filter(({ id, caps }) => (person.given.get(`${id} ${day}`) ?? 0) < timesADay(caps));
    for (const { id, when, effects } of holding) {
      const counts = lines.map(({ category }) =>
        when.every(
          (condition) => condition.kind !== "category" || (category !== null && condition.in.includes(category)),
        ),
      );
      for (const effect of effects) {
        if (effect.kind !== "earn") throw new Error(`the model has no ${effect.kind}`);
        const terms = programme.units[effect.unit];
        if (!terms) throw new Error(`the model has no ${effect.unit}`);
        const expires = livesOf(terms);
        const waits = terms.pending.kind === "days" ? terms.pending.days : 0;
        const from = waits === 0 && expires === null ? ALWAYS_THERE : day + waits;
        const rule: Rule = {
          id,
          unit: effect.unit,
          counts,
          amount: effect.amount,
          percent: (tier === null ? undefined : effect.percentByTier?.[tier]) ?? 100,
          perMinor: effect.perMinor ?? null,
          from,
          until: expires === null ? FOR_EVER : from + expires,
          metrics: Object.entries(programme.metrics)
            .filter(([, metric]) => metric.counts === "earned" && metric.unit === effect.unit)
            .map(([metric]) => ({ metric, month: monthOf(metric) })),
        };
        order.rules.push(rule);
        const nothing = basis.map(() => 0);
        const amount = change(person, rule, nothing, basis, today);
        if (amount > 0)
          earned.push({
            unit: rule.unit,
            amount,
            rule: id,
            availableOn: from,
            expiresOn: rule.until,
            basisMinor: total(basis.filter((_, index) => counts[index])),
            percent: rule.percent,
            tier,
          });
      }
      // Nothing is given for what was wholly paid with points, and no time is used up.
      if (!lines.some(({ basis }, index) => counts[index] && basis > 0)) continue;
      person.given.set(`${id} ${day}`, (person.given.get(`${id} ${day}`) ?? 0) + 1);
      order.given.push(`${id} ${day}`);
    }
    for (const [metric, { counts, only }] of Object.entries(programme.metrics)) {
      if (only) throw new Error("the model counts every line");
      if (counts !== "spend" && counts !== "orders") continue;
      order.counted.push({ metric, month: monthOf(metric), counts });
      const all = total(basis);
      countUp(person, metric, monthOf(metric), counts === "spend" ? all : all > 0 ? 1 : 0);
    }
    orders.set(`${asked.store} ${asked.order}`, order);
    return {
      is: "done",
      person,
      tells: { order: asked.order, earned, balances: balancesOf(person, now), tier: tierOf(person, programme, now) },
    };
  };

  const refund = (asked: RefundAsked, now: number): Expected => {
    const order = orders.get(`${asked.store} ${asked.order}`);
    if (!order) return refused("order_unknown");
    const back = new Map<string, number>();
    for (const { line, sku, quantity } of asked.lines) {
      const matching = order.lines.filter((known) => (line === undefined ? known.sku === sku : known.line === line));
      const [match] = matching;
      if (!match) return refused("line_unknown");
      if (matching.length > 1) return refused("line_ambiguous", { lines: matching.map((known) => known.line) });
      back.set(match.line, (back.get(match.line) ?? 0) + quantity);
    }
    const lines = [...back].map(([line, quantity]) => ({ line, quantity }));
    const before = leftOf(order.lines, order.refunds, order.totalMinor);
    for (const { line, quantity } of lines) {
      const left = before.pieces[order.lines.findIndex((known) => known.line === line)] ?? 0;
      if (quantity > left) return stored("refund_exceeds_order", { line, asked: quantity, left });
    }
    const { money } = leftOf(order.lines, [...order.refunds, { amountMinor: 0, lines }], order.totalMinor);
    if (money < 0 || asked.amountMinor > money) {
      const ofLines = before.money - money;
      return stored("refund_exceeds_order", { askedMinor: asked.amountMinor + ofLines, leftMinor: before.money });
    }

    settle(order.person, now);
    order.refunds.push({ amountMinor: asked.amountMinor, lines });
    const after = leftOf(order.lines, order.refunds, order.totalMinor);
    const { person } = order;
    const takenBack = order.rules
      .map((rule) => ({
        unit: rule.unit,
        amount: -change(person, rule, before.basis, after.basis, todayOf(now)),
        rule: rule.id,
        forgiven: 0,
      }))
      .filter(({ amount }) => amount > 0);
    const isWhole = total(after.basis) === 0 && total(before.basis) > 0;
    if (isWhole) for (const name of order.given) person.given.set(name, (person.given.get(name) ?? 0) - 1);
    for (const { metric, month, counts } of order.counted) {
      const spend = total(after.basis) - total(before.basis);
      countUp(person, metric, month, counts === "spend" ? spend : isWhole ? -1 : 0);
    }
    return {
      is: "done",
      person,
      tells: {
        order: asked.order,
        refund: asked.refund,
        takenBack,
        balances: balancesOf(person, now),
        tier: tierOf(person, programmeAt(now), now),
      },
    };
  };

  const enrol = ({ identities }: EnrolAsked, now: number): Expected => {
    const names = identities.map(({ kind, value }) => `${kind} ${value}`);
    // She is the first whom an identity finds; the others must be hers, or nobody's.
    const known = names.map((name) => found.get(name)).find((one) => one !== undefined);
    if (known?.isFrozen) return stored("member_frozen");
    if (known?.state === "joined") return stored("already_joined");
    if (names.some((name) => found.has(name) && found.get(name) !== known)) return stored("identity_taken");
    const person = known ?? newPerson();
    if (!known) people.push(person);
    person.state = "joined";
    for (const name of names) found.set(name, person);
    return {
      is: "done",
      person,
      tells: { state: "joined", wasGuest: known !== undefined, balances: balancesOf(person, now) },
    };
  };

  const redeem = (asked: RedeemAsked, now: number): Expected => {
    const person = found.get(nameOf(asked.member, asked.store));
    if (!person) return refused("member_unknown");
    const programme = programmeAt(now);
    const reward = programme.rewards.find(({ id }) => id === asked.reward);
    if (!reward || !isPriced(reward)) return refused("reward_unknown");
    if (person.isFrozen) return stored("member_frozen");
    if (person.state === "guest") return stored("member_not_joined");
    const today = todayOf(now);
    const { unit, amount: price } = reward.cost;
    const amount = asked.amount ?? price;
    const most = price * (reward.kind === "voucher" ? reward.stepsMax : 1);
    if (amount <= 0 || amount % price !== 0 || amount > most)
      return stored("amount_not_offered", { asked: amount, step: price, max: most });
    if (asked.cost !== null && asked.cost !== price) return stored("price_changed", { costs: price, seen: asked.cost });
    const tier = tierOf(person, programme, now)?.tier ?? null;
    if (reward.tiers && !reward.tiers.includes(tier ?? ""))
      return stored("tier_too_low", { tier, tiers: reward.tiers });
    // What a hold that ran out had set aside is hers again; it is written down only if she is not refused.
    const would = structuredClone(person);
    endLapsed(would, now, today, () => {});
    const had = would.had.get(reward.id) ?? 0;
    if (reward.perMember !== undefined && had >= reward.perMember)
      return stored("limit_reached", { limit: reward.perMember, had });
    const has = total(purse(would, unit, today).map((lot) => lot.amount));
    if (has < amount) return stored("points_short", { unit, has, needs: amount });
    if (reward.stock !== undefined && piecesOf(reward.id, reward.stock, now) === 0)
      return stored("stock_exhausted", { reward: reward.id, stock: reward.stock, left: 0 });

    settle(person, now);
    if (reward.stock !== undefined) takePiece(reward.id, reward.stock, now);
    const taken = pay(person, unit, amount, today);
    const redemption: Redemption = {
      id: null,
      store: asked.store,
      reward: reward.id,
      state: asked.holdMs === null ? "captured" : "held",
      taken,
      endsAt: asked.holdMs === null ? null : now + asked.holdMs,
      hasPiece: reward.stock !== undefined,
      voucherMinor: reward.kind === "voucher" ? ((reward.valueMinor ?? 0) * amount) / price : null,
      reversal: null,
    };
    person.redemptions.push(redemption);
    person.had.set(reward.id, had + 1);
    return { is: "done", person, redemption, tells: redeemedTells(person, redemption, now) };
  };

  const redeemedTells = (person: Person, { reward, state, taken, endsAt, voucherMinor }: Redemption, now: number) => ({
    reward,
    status: state,
    spent: [{ unit: taken[0]?.unit, amount: total(taken.map(({ amount }) => amount)) }],
    endsAt: state === "held" ? endsAt : null,
    voucher:
      state === "captured" && voucherMinor !== null
        ? { valueMinor: voucherMinor, expiresOn: todayOf(now) + VOUCHER_DAYS }
        : null,
    balances: balancesOf(person, now),
  });

  /** Pieces that nobody has: a hold that ran out has none, whether it was ended or not. */
  const piecesOf = (reward: string, stock: number, now: number) =>
    stock -
    people
      .flatMap(({ redemptions }) => redemptions)
      .filter((one) => one.reward === reward && one.hasPiece)
      .filter((one) => one.state === "captured" || (one.state === "held" && !hasRunOut(one, now))).length;

  /** When only a hold that ran out has a piece left, that one is taken from it. */
  const takePiece = (reward: string, stock: number, now: number) => {
    const holding = people
      .flatMap(({ redemptions }) => redemptions)
      .filter((one) => one.reward === reward && one.hasPiece && (one.state === "captured" || one.state === "held"));
    if (holding.length < stock) return;
    const over = holding.find((one) => hasRunOut(one, now));
    if (over) over.hasPiece = false;
  };

  const settle = (person: Person, now: number) =>
    endLapsed(person, now, todayOf(now), (hold) => {
      hold.hasPiece = false;
    });

  /** Capture, release and reversal: what may be done with a redemption, once. */
  const settleRedemption = (verb: "capture" | "release" | "reverse", asked: AboutAsked, now: number): Expected => {
    const owner = people.find(({ redemptions }) => redemptions.some(({ id }) => id === asked.redemption));
    const redemption = owner?.redemptions.find(({ id }) => id === asked.redemption);
    if (!owner || !redemption || redemption.store !== asked.store) return refused("redemption_unknown");
    const today = todayOf(now);
    const { state } = redemption;
    if (verb === "reverse") {
      if (redemption.reversal) return stored("already_reversed", { operation: redemption.reversal.operation });
      if (state !== "captured") return stored("redemption_not_captured", { state });
    } else {
      if (state === "lapsed" || hasRunOut(redemption, now))
        return stored("hold_lapsed", { endsAt: new Date(redemption.endsAt ?? 0).toISOString() });
      if (state !== "held") return stored("redemption_not_held", { state });
    }
    if (verb === "capture") {
      if (owner.isFrozen) return stored("member_frozen");
      redemption.state = "captured";
      return { is: "done", person: owner, redemption, tells: redeemedTells(owner, redemption, now) };
    }
    let lapsed: Map<string, number>;
    if (verb === "reverse") {
      settle(owner, now);
      lapsed = returnTaken(owner, redemption.taken, today);
      redemption.state = "reversed";
      redemption.reversal = { operation: null };
      owner.had.set(redemption.reward, (owner.had.get(redemption.reward) ?? 0) - 1);
    } else lapsed = endHold(owner, redemption, "released", today);
    redemption.hasPiece = false;
    const unit = redemption.taken[0]?.unit ?? "";
    const amount = total(redemption.taken.map((taken) => taken.amount));
    return {
      is: "done",
      person: owner,
      redemption,
      tells: {
        reward: redemption.reward,
        status: redemption.state,
        returned: [{ unit, amount, lapsed: lapsed.get(unit) ?? 0 }],
        balances: balancesOf(owner, now),
      },
    };
  };

  const lapse = (id: string, now: number): Expected => {
    const owner = people.find(({ redemptions }) => redemptions.some((one) => one.id === id));
    const hold = owner?.redemptions.find((one) => one.id === id);
    if (!owner || !hold) return refused("redemption_unknown");
    if (!hasRunOut(hold, now)) return refused("not_due");
    endHold(owner, hold, "lapsed", todayOf(now));
    hold.hasPiece = false;
    return { is: "done", person: owner, redemption: hold, tells: {} };
  };

  const boundary = (id: string, now: number): Expected => {
    const person = found.get(`id ${id}`);
    if (!person) return refused("member_unknown");
    const today = todayOf(now);
    const hasLapsed = person.lots.some(({ until, amount }) => until < today && amount > 0);
    if (!hasLapsed && !hasTurned(person, now)) return refused("not_due");
    settle(person, now);
    const expired = person.lots.filter(({ until, amount }) => until < today && amount > 0);
    const tells = {
      expired: expired
        .map(({ unit, amount, until }) => ({ unit, amount, expiresOn: until }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    };
    for (const lot of expired) lot.amount = 0;
    return { is: "done", person, tells };
  };

  const freeze = ({ member, isFrozen }: { member: string; isFrozen: boolean }): Expected => {
    const person = found.get(`id ${member}`);
    if (!person) return refused("member_unknown");
    person.isFrozen = isFrozen;
    return { is: "done", person, tells: { state: isFrozen ? "frozen" : person.state } };
  };

  /** Whose day's refusals a stored refusal counts among: the member that the request is read to speak of. */
  const speaksOf = (asked: Asked): Person | undefined => {
    switch (asked.verb) {
      case "purchase":
        return found.get(nameOf(asked.request.member, asked.request.store));
      case "refund":
        return orders.get(`${asked.request.store} ${asked.request.order}`)?.person;
      case "enrol": {
        const ways = asked.request.identities.map(({ kind, value }) => found.get(`${kind} ${value}`));
        return ways.find((one) => one !== undefined);
      }
      case "redeem":
        return found.get(nameOf(asked.request.member, asked.request.store));
      case "capture":
      case "release":
      case "reverse":
      case "lapse": {
        const { redemption } = asked.request;
        return people.find(({ redemptions }) => redemptions.some(({ id }) => id === redemption));
      }
      case "boundary":
      case "freeze":
        return found.get(`id ${asked.request.member}`);
    }
  };

  return {
    people,
    orders,
    get latest() {
      return latest;
    },
    ask(asked) {
      for (const person of people) if (person.id !== null) found.set(`id ${person.id}`, person);
      const key = `${asked.store} ${asked.key}`;
      // What is sent to enrol somebody is her identities: a store's own names carry the store.
      const sent = asked.verb === "enrol" ? asked.request.identities : asked.request;
      const print = `${asked.verb} ${JSON.stringify(sent)}`;
      const earlier = keys.get(key);
      if (earlier) return earlier.print === print ? { is: "replay", of: earlier } : { is: "key_reused" };
      const natural = naturalOf(asked);
      const taken = natural === null ? undefined : naturals.get(natural);
      if (taken?.print === print) return { is: "replay", of: taken };
      const person = speaksOf(asked);
      const expected = taken ? stored("duplicate", { operation: taken.operation }) : decide(asked);
      // Whatever changes what she has looks at her tier as well.
      if (expected.is === "done" && asked.verb !== "freeze")
        expected.person.stands = { unit: tierLot(expected.person, asked.now), at: asked.now };
      if (expected.is === "refused" && !expected.isStored) return expected;
      if (expected.is === "refused" && person) {
        const today = todayOf(asked.now);
        const count = person.refusals.get(today) ?? 0;
        if (count >= REFUSALS_MAX) return { is: "too_many_refusals" };
        person.refusals.set(today, count + 1);
      }
      latest = { print, body: null, operation: null };
      keys.set(key, latest);
      if (expected.is === "done" && natural !== null) naturals.set(natural, latest);
      return expected;
    },
  };

  function decide(asked: Asked): Expected {
    switch (asked.verb) {
      case "purchase":
        return purchase(asked.request, asked.now);
      case "refund":
        return refund(asked.request, asked.now);
      case "enrol":
        return enrol(asked.request, asked.now);
      case "redeem":
        return redeem(asked.request, asked.now);
      case "capture":
      case "release":
      case "reverse":
        return settleRedemption(asked.verb, asked.request, asked.now);
      case "lapse":
        return lapse(asked.request.redemption, asked.now);
      case "boundary":
        return boundary(asked.request.member, asked.now);
      case "freeze":
        return freeze(asked.request);
    }
  }
}

function naturalOf(asked: Asked): string | null {
  if (asked.verb === "purchase") return `order ${asked.request.store} ${asked.request.order}`;
  if (asked.verb === "refund") return `refund ${asked.request.store} ${asked.request.order} ${asked.request.refund}`;
  return null;
}

function nameOf(member: Record<string, string>, store: string): string {
  const [kind = "", value = ""] = Object.entries(member)[0] ?? [];
  if (kind === "email") return `email ${value.toLowerCase()}`;
  if (kind === "externalId") return `external:${store} ${value}`;
  return `${kind} ${value}`;
}

/** Days that a lot lives; null: for ever. */
function livesOf({ pending, expiry }: Programme["units"][string]): number | null {
  if (pending.kind === "dates") throw new Error("the model has no dates of the year");
  if (expiry.kind === "never") return null;
  if (expiry.kind !== "rolling" || expiry.days === undefined || expiry.endOf !== undefined)
    throw new Error("the model knows lots that live for days");
  return expiry.days;
}
