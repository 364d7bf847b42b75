/** Redeeming, capturing, releasing, reversing and adjusting, told a second time: which answer, and what she has then. */
import type { Programme } from "../../functions/programme/programme.ts";
import { WORLD } from "./draw-document.ts";
import { namedIn, type RedemptionRow, type Snapshot, whoIs } from "./snapshot.ts";
import { type Told, toldOf, Untold } from "./told.ts";
import {
  boughtOf,
  Counter,
  closedOf,
  fillCards,
  givesOf,
  giveUnits,
  hindranceOf,
  isGone,
  priceOf,
  receive,
} from "./told-catalogue.ts";
import { daysOf } from "./told-lots.ts";
import { hasRunOut, type Part, type Purse, partsOf, purseOf } from "./told-purse.ts";
import { shared } from "./worth.ts";

/** What the second telling expects: done or the code of a refusal; null: what she has is not told. */
export interface Expected {
  code: string;
  member: string | null;
  purse: Purse | null;
}

/** An operation to be told: what the ledger said before it, and what is asked under which programme. */
export interface Asking {
  programme: Programme;
  before: Snapshot;
  now: number;
  /** The id of what it opened, where it opened something. */
  opened: string | null;
  /** The gift card that was sold by it. */
  card?: string | null;
  /** Pieces of rewards that its gifts took, or gave back where it is less than none: nobody tells gifts. */
  gifted?: ReadonlyMap<string, number>;
}

const refused = (code: string, member: string | null = null): Expected => ({ code, member, purse: null });

/** A moment at which nothing happens but the operation itself. */
export function momentOf(
  { programme, before, now, gifted }: Asking,
  member: string,
  store: string | null = null,
): Told {
  const city = WORLD.cities[WORLD.stores.indexOf(store as "sto_north")] ?? null;
  const nothing = { venue: null, channel: null, city, trust: null, evidence: null, data: {}, lines: [] };
  const happening = { ...nothing, on: "", at: now, now, member, store };
  return { ...toldOf({ atEvent: programme, current: programme }, before, happening), gifted };
}

export interface RedeemAsked {
  store: string | null;
  member: Record<string, string>;
  reward: string;
  amount: number | null;
  holdMs: number | null;
}

/** A reward for units, at once or held. */
export function redeemTold(
  asking: Asking,
  { store, member: ref, reward: name, amount, holdMs }: RedeemAsked,
): Expected {
  const { programme, before, opened } = asking;
  const member = namedIn(before, ref, store);
  if (member === null) return refused("member_unknown");
  const reward = boughtOf(programme, name);
  if (!reward) return refused("reward_unknown");
  const state = before.members.get(member)?.state;
  if (state === "frozen") return refused("member_frozen", member);
  if (state !== "joined") return refused("member_not_joined", member);
  if (store === null && reward.kind === "points-as-money") return refused("pays_orders_only", member);
  const told = momentOf(asking, member);
  const purse = purseOf(before, member, told);
  const counter = new Counter();
  const price = priceOf(told, reward);
  const step = price[0]?.amount ?? 1;
  const asked = amount ?? step * ("stepsMin" in reward ? reward.stepsMin : 1);
  const gives = givesOf(reward, asked / step);
  const hindrance = hindranceOf(told, reward, { price, amount: asked, purse, counter }) ?? closedOf(told, purse, gives);
  if (hindrance !== null) return refused(hindrance, member);
  if (isGone(told, reward, counter, { withLapsed: true })) return refused("stock_exhausted", member);
  const taken = price.flatMap((each) => purse.spend(each.unit, (each.amount * asked) / step));
  counter.add(reward.id);
  if (reward.kind === "partner" || holdMs !== null) purse.held.set(opened ?? "", taken);
  else handOver(told, purse, gives);
  fillCards(told, purse, counter);
  return { code: "done", member, purse };
}

interface AboutAsked {
  store: string | null;
  redemption: string;
  amount?: number | null;
  keepsRest?: boolean;
}

/** What is held is spent, or a part of it. */
export function captureTold(asking: Asking, asked: AboutAsked): Expected {
  const found = heldIn(asking, asked);
  if (!("redemption" in found)) return found;
  const { redemption, member, told, purse } = found;
  if (asking.before.members.get(member)?.state !== "joined") return refused("member_frozen", member);
  const all = sum(partsOf(redemption.taken));
  const amount = asked.amount ?? all;
  if (amount < 1 || amount > all || amount % (redemption.money?.amount ?? all) !== 0)
    return refused("amount_not_offered", member);
  const closed = closedOf(told, purse, redemption.gives);
  if (closed !== null) return refused(closed, member);
  const later: Part[] = [];
  let missing = amount;
  for (const part of partsOf(redemption.taken)) {
    const now = Math.min(part.amount, missing);
    missing -= now;
    if (part.amount > now) later.push({ ...part, amount: part.amount - now });
  }
  purse.held.delete(redemption.id);
  if (asked.keepsRest === true && later.length > 0) purse.held.set(redemption.id, later);
  else {
    purse.comeBack(later);
    handOver(told, purse, unitsIn(redemption.gives));
  }
  fillCards(told, purse);
  return { code: "done", member, purse };
}

/** What is held comes back. */
export function releaseTold(asking: Asking, asked: AboutAsked): Expected {
  const found = heldIn(asking, asked);
  if (!("redemption" in found)) return found;
  const { redemption, member, told, purse } = found;
  purse.held.delete(redemption.id);
  purse.comeBack(partsOf(redemption.taken));
  fillCards({ ...told, before: without(told.before, redemption) }, purse, freedBy(redemption));
  return { code: "done", member, purse };
}

/** What was captured comes back, all of it or a part. */
export function reverseTold(asking: Asking, asked: AboutAsked): Expected {
  const named = redemptionIn(asking, asked);
  if (!("redemption" in named)) return named;
  const { redemption, member } = named;
  const { before, programme } = asking;
  if (redemption.reversedBy !== null) return refused("already_reversed", member);
  if (redemption.state !== "captured") return refused("redemption_not_captured", member);
  const { fulfilment, money } = redemption;
  if (fulfilment && !(fulfilment.by === "goods" && ["requested", "packed"].includes(fulfilment.state)))
    return refused("fulfilment_refused", member);
  const taken = partsOf(redemption.taken);
  const all = sum(taken);
  const amount = asked.amount ?? all;
  if (amount !== all && (amount < 1 || amount > all || amount % (money?.amount ?? all) !== 0))
    return refused("amount_not_offered", member);
  const told = momentOf(asking, member);
  const purse = purseOf(before, member, told);
  const graceDays = (unit: string) => programme.units[unit]?.graceDays ?? 0;
  if (amount < all) {
    const shares = shared(
      amount,
      taken.map((part) => part.amount),
    );
    purse.comeBack(
      taken.map((part, index) => ({ ...part, amount: shares[index] ?? 0 })),
      graceDays,
    );
    fillCards(told, purse);
    return { code: "done", member, purse };
  }
  return allBack(asking, redemption, purse);
}

/** What was handed over comes back as a whole, unless it was used. */
function allBack(asking: Asking, redemption: RedemptionRow, purse: Purse): Expected {
  const { before, programme } = asking;
  const { gave, voucher, owner } = redemption;
  const member = whoIs(before, owner);
  const taken = partsOf(redemption.taken);
  const told = momentOf(asking, member);
  if (voucher !== null && isUsed(before, voucher)) return refused("voucher_used", member);
  if (gave.some(({ kind }) => kind === "play")) return refused("not_reversible", member);
  if (gave.some(({ kind }) => kind === "tickets")) throw new Untold("tickets that may be drawn");
  if (redemption.isGift && taken.length > 0) throw new Error("a gift has no price");
  for (const part of partsOf(gave.flatMap((each) => (each.kind === "units" ? [each as never] : []))))
    purse.giveUp(part, "debt");
  purse.comeBack(taken, (unit) => programme.units[unit]?.graceDays ?? 0);
  fillCards({ ...told, before: without(before, redemption) }, purse, freedBy(redemption));
  return { code: "done", member, purse };
}

/** What may be said of a redemption that is sent, or asked of a partner, after what. */
const SAID_NEXT: Record<string, Record<string, string[]>> = {
  goods: {
    requested: ["packed"],
    packed: ["shipped"],
    shipped: ["delivered", "returned"],
    delivered: ["returned"],
  },
  partner: { requested: ["accepted", "rejected"] },
};

/** How a redemption came to her: what is accepted is spent, what is rejected or returned comes back. */
export function fulfilTold(asking: Asking, asked: AboutAsked & { state: string }): Expected {
  const named = redemptionIn(asking, asked);
  if (!("redemption" in named)) return named;
  const { redemption, member } = named;
  const { fulfilment: was } = redemption;
  const isOpen = redemption.state === (was?.by === "partner" ? "held" : "captured");
  if (!was || !isOpen || !SAID_NEXT[was.by]?.[was.state]?.includes(asked.state))
    return refused("fulfilment_refused", member);
  const told = momentOf(asking, member);
  const purse = purseOf(asking.before, member, told);
  if (asked.state === "returned") return allBack(asking, redemption, purse);
  if (asked.state === "accepted") {
    const closed = closedOf(told, purse, redemption.gives);
    if (closed !== null) return refused(closed, member);
    purse.held.delete(redemption.id);
    handOver(told, purse, unitsIn(redemption.gives));
    fillCards(told, purse);
  } else if (asked.state === "rejected") {
    purse.held.delete(redemption.id);
    purse.comeBack(partsOf(redemption.taken));
    fillCards({ ...told, before: without(told.before, redemption) }, purse, freedBy(redemption));
  }
  return { code: "done", member, purse };
}

/** Units by the hand of staff. */
export function adjustTold(asking: Asking, asked: { member: string; unit: string; amount: number }): Expected {
  const { before, programme } = asking;
  if (!before.members.has(asked.member)) return refused("member_unknown");
  const member = whoIs(before, asked.member);
  const terms = programme.units[asked.unit];
  if (!terms) return refused("invalid", member);
  const told = momentOf(asking, member);
  const purse = purseOf(before, member, told);
  const { unit, amount } = asked;
  const isWorn = terms.badge === true && purse.has(unit);
  if ((terms.badge || terms.membership) && amount > 0 && amount - purse.debt(unit) > (isWorn ? 0 : 1))
    return refused("limit_reached", member);
  if (amount < 0) purse.takeByHand(unit, -amount);
  else {
    const days = daysOf({ ...terms, pending: { kind: "at-once" } }, told.today, purse.ends(unit));
    receive(told, purse, { unit, amount, ...days });
  }
  fillCards(told, purse);
  return { code: "done", member, purse };
}

function handOver(told: Told, purse: Purse, gives: { unit?: string; amount?: number }[]): void {
  for (const { unit, amount } of gives) if (unit !== undefined) giveUnits(told, purse, { unit, amount: amount ?? 0 });
}

/** Grants as a redemption keeps them. */
function unitsIn(gives: { kind: string }[]): { unit: string; amount: number }[] {
  return gives.flatMap((grant) => {
    const { unit, numerator } = grant as unknown as { unit: string; numerator: number };
    return grant.kind === "units" ? [{ unit, amount: numerator }] : [];
  });
}

const sum = (parts: Part[]) => parts.reduce((all, { amount }) => all + amount, 0);
const isUsed = ({ vouchers }: Snapshot, voucher: string) => vouchers.get(voucher) !== "issued";

/** The piece that a redemption gives back when it ends. */
function freedBy({ reward, stock }: RedemptionRow): Counter {
  const counter = new Counter();
  if (stock) counter.freed.set(reward, 1);
  return counter;
}

/** The ledger without a redemption that the operation ends: in its period she has one less. */
function without(before: Snapshot, { id, owner, counted, isGift }: RedemptionRow): Snapshot {
  const counts = new Map(before.counts);
  for (const { metric, bucket } of isGift ? [] : counted) {
    const name = `${whoIs(before, owner)} ${metric}`;
    const buckets = counts.get(name) ?? new Map<number, number>();
    counts.set(name, new Map([...buckets, [bucket, (buckets.get(bucket) ?? 0) - 1]]));
  }
  return { ...before, counts, redemptions: new Map([...before.redemptions].filter(([known]) => known !== id)) };
}

function redemptionIn({ before }: Asking, { store, redemption: id }: AboutAsked) {
  const redemption = before.redemptions.get(id);
  if (!redemption || (store !== null && redemption.store !== null && redemption.store !== store))
    return refused("redemption_unknown");
  return { redemption, member: whoIs(before, redemption.owner) };
}

function heldIn(asking: Asking, asked: AboutAsked) {
  const named = redemptionIn(asking, asked);
  if (!("redemption" in named)) return named;
  const { redemption, member } = named;
  const { state, fulfilment } = redemption;
  if (state === "lapsed" || hasRunOut(redemption, asking.now)) return refused("hold_lapsed", member);
  if (state === "held" && fulfilment?.by === "partner") return refused("fulfilment_refused", member);
  if (state !== "held") return refused("redemption_not_held", member);
  const told = momentOf(asking, member);
  return { redemption, member, told, purse: purseOf(asking.before, member, told) };
}
