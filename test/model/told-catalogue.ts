/**
 * What a reward of the catalogue costs, whether somebody may have it, and what she has after it was handed over, told a second time.
 * Pieces and limits are counted from redemptions and stock as they stand; cards fill themselves at the end of an operation.
 */
import type { Programme } from "../../functions/programme/programme.ts";
import type { PricedReward } from "../../functions/programme/rewards/index.ts";
import { monthIndex, numberOf } from "./calendar.ts";
import { whoIs } from "./snapshot.ts";
import { countedBetween, type Told, Untold } from "./told.ts";
import { allHold, inputOf } from "./told-conditions.ts";
import { daysOf, slidesTo } from "./told-lots.ts";
import { hasRunOut, type Part, type Purse, redemptionsOf } from "./told-purse.ts";
import { levelsOf } from "./told-tiers.ts";

type Reward = Programme["rewards"][number];
type Cost = PricedReward["cost"];

/** Cards that one operation fills at the most. */
const CARDS_MOST = 100;

/** A reward as it can be bought; null: it cannot. */
export function boughtOf({ rewards }: Programme, name: string): PricedReward | null {
  const reward = rewards.find(({ id }) => id === name);
  return reward && reward.kind !== "discount-level" && reward.cost !== undefined ? (reward as PricedReward) : null;
}

/** What one step costs of each unit now. */
export function priceOf(told: Told, { cost }: PricedReward): { unit: string; amount: number }[] {
  return [{ unit: cost.unit, amount: followed(told, cost) }, ...(cost.also ?? [])];
}

function followed(told: Told, { amount, follows, min = amount, max = amount }: Cost): number {
  const input = follows ? inputOf(told, follows.input) : null;
  if (!follows || input === null) return amount;
  let row: { from: number; amount: number } | null = null;
  for (const each of follows.table) if (each.from <= input && (row === null || each.from > row.from)) row = each;
  return Math.min(max, Math.max(min, row?.amount ?? amount));
}

/** What this operation took so far of what there is of rewards. */
export class Counter {
  readonly had = new Map<string, number>();
  /** Pieces that came back. */
  readonly freed = new Map<string, number>();
  add(reward: string): void {
    this.had.set(reward, this.of(reward) + 1);
  }
  of(reward: string): number {
    return this.had.get(reward) ?? 0;
  }
}

/** Why somebody may not have a reward at a price, its stock apart; null: she may. */
export function hindranceOf(
  told: Told,
  reward: PricedReward,
  {
    price,
    amount,
    purse,
    counter,
  }: { price: { unit: string; amount: number }[]; amount: number; purse: Purse; counter: Counter },
): string | null {
  const step = price[0]?.amount ?? 1;
  const least = "stepsMin" in reward ? reward.stepsMin : 1;
  const most = "stepsMax" in reward ? reward.stepsMax : 1;
  if (amount % step !== 0 || amount / step < least || amount / step > most) return "amount_not_offered";
  if (reward.from !== undefined && told.now < Date.parse(reward.from)) return "not_yet";
  if (reward.until !== undefined && told.now >= Date.parse(reward.until)) return "no_longer";
  if (reward.kind === "seat" && told.today > numberOf(reward.date)) return "no_longer";
  const isCodeOver =
    reward.kind === "voucher" && reward.goodUntil !== undefined && told.today > numberOf(reward.goodUntil);
  if (isCodeOver) return "no_longer";
  if (reward.while && !allHold(reward.while, told)) return "not_now";
  // Whom it is for is asked of what she has by now: units that the operation gave her may be what it takes.
  const now = () => ({ ...told, before: purse.writtenTo(told.before, told.member, told.now) });
  if (reward.tiers && !levelsOf(now()).some((level) => reward.tiers?.includes(level))) return "tier_too_low";
  const isIn = (name: string) => allHold(told.programme.segments[name]?.when ?? [], now());
  if (reward.segments && !reward.segments.some(isIn)) return "segment_needed";
  const { perMember, perPeriod } = reward;
  if (perMember !== undefined && hadOf(told, reward.id) + counter.of(reward.id) >= perMember) return "limit_reached";
  if (perPeriod && within(told, reward.id, perPeriod.per) + counter.of(reward.id) >= perPeriod.limit)
    return "limit_reached";
  return price.some((each) => purse.spendable(each.unit) < (each.amount * amount) / step) ? "points_short" : null;
}

/** How many of a reward she bought and kept: a hold that ran out counts as far as a part of it was captured. */
function hadOf({ before, member, now }: Told, reward: string): number {
  return redemptionsOf(before, member).filter(
    (one) =>
      one.reward === reward &&
      !one.isGift &&
      (one.state === "captured" || (one.state === "held" && (!hasRunOut(one, now) || one.captured.length > 0))),
  ).length;
}

/** How many the ledger counted in the day, the month or the year. */
function within(told: Told, reward: string, per: "day" | "month" | "year"): number {
  if (redemptionsOf(told.before, told.member).some((one) => one.reward === reward && hasRunOut(one, told.now)))
    throw new Untold("a hold that ran out counts no more in its period");
  const date = new Date(told.today * 86_400_000).toISOString();
  if (per === "day") return countedBetween(told, `redeemed-in-day:${reward}`, told.today, 9_999_999);
  const month = monthIndex(date);
  const first = per === "year" ? month - (month % 12) : month;
  return countedBetween(
    told,
    `redeemed-in-month:${reward}`,
    Math.floor(first / 12) * 100 + (first % 12) + 1,
    9_999_999,
  );
}

/** Why what a reward gives cannot be had now; null: it can. */
export function closedOf(
  told: Told,
  purse: Purse,
  gives: { kind: string; pool?: string; contest?: string; unit?: string }[],
): string | null {
  const { before, now, member, today, programme } = told;
  const openOf = (kind: "pool" | "contest", name: string | undefined) =>
    before.open.find((one) => one.kind === kind && one.name === name && one.opensAt <= now && now < one.closesAt);
  for (const grant of gives) {
    if (grant.kind === "tickets") {
      // Where a law forbids to sell tickets for points is told in test/http/law.test.ts.
      if (openOf("contest", grant.contest)) throw new Untold("tickets for points");
      return "contest_closed";
    }
    // Nobody buys a badge that she wears.
    if (grant.unit !== undefined && programme.units[grant.unit]?.badge && purse.has(grant.unit)) return "limit_reached";
    if (grant.kind !== "play") continue;
    const pool = openOf("pool", grant.pool);
    if (!pool) return "surprise_closed";
    if (countedBetween({ ...told, member }, `plays:${pool.id}`, today, today) >= pool.playsPerDay)
      return "limit_reached";
  }
  return null;
}

/** What a reward gives besides itself: plays and tickets, by their names, and units. */
export function givesOf(
  reward: Reward,
  steps: number,
): { kind: string; pool?: string; contest?: string; unit?: string; amount?: number }[] {
  if (reward.kind === "surprise") return [{ kind: "play", pool: reward.pool }];
  if (reward.kind === "tickets") return [{ kind: "tickets", contest: reward.contest }];
  if (reward.kind === "units") return [{ kind: "units", unit: reward.gives.unit, amount: reward.gives.amount * steps }];
  return [];
}

/** Whether for whom a reward is follows from counts: of a tier, or of a segment that asks for one. */
function isByCounts({ segments }: Told["programme"], { tiers, segments: names }: PricedReward): boolean {
  const asksForCount = (when: unknown) => JSON.stringify(when).includes('"kind":"metric"');
  return tiers !== undefined || (names ?? []).some((name) => asksForCount(segments[name]?.when));
}

/** Whether nothing is left of a reward, pieces that holds which ran out give back counted in: of seats, others' come free with the clock. */
export function isGone(told: Told, reward: Reward, counter: Counter, { withLapsed }: { withLapsed: boolean }): boolean {
  if (reward.kind === "discount-level") return false;
  // Histories bring no codes along.
  if (reward.kind === "voucher" && reward.codes === "imported") return true;
  if (reward.stock === undefined) return false;
  const { before, now, member } = told;
  const [account] = before.accounts.get(`reward:${reward.id}`) ?? [];
  const stock = (account?.balance ?? 0) - (told.gifted?.get(reward.id) ?? 0);
  const free = [...before.redemptions.values()].filter(
    (one) =>
      one.reward === reward.id &&
      one.stock &&
      one.captured.length === 0 &&
      hasRunOut(one, now) &&
      ((withLapsed && reward.kind !== "seat") || whoIs(before, one.owner) === member),
  );
  return stock + free.length + (counter.freed.get(reward.id) ?? 0) - counter.of(reward.id) <= 0;
}

/** Gives units by the terms of their unit, from today: bought, so that nothing of them waits. */
export function giveUnits(told: Told, purse: Purse, { unit, amount }: { unit: string; amount: number }): void {
  const terms = told.programme.units[unit];
  // A unit that the document has no more is always good.
  const { from, until } = terms
    ? daysOf({ ...terms, pending: { kind: "at-once" } }, told.today, purse.ends(unit))
    : { from: 0, until: 2_932_896 };
  receive(told, purse, { unit, amount, from, until });
}

/** Receives units on a lot, of which null is the end that slides; `day` is when they were earned, where that was not today. */
export function receive(
  { programme, day }: Pick<Told, "programme"> & { day?: number },
  purse: Purse,
  { unit, amount, from, until }: Omit<Part, "until"> & { until: number | null },
): void {
  const terms = programme.units[unit];
  if (until !== null || !terms) purse.receive({ unit, amount, from, until: until ?? 2_932_896 });
  else purse.slide(unit, slidesTo(terms, from === 0 ? (day ?? purse.today) : from), { unit, amount, from });
}

/** Fills every card that is full, as an operation does at its end. Returns the rewards. Untold: a debt may undo one. */
export function fillCards(told: Told, purse: Purse, counter = new Counter()): string[] {
  const { programme, before, member } = told;
  const made = redemptionsOf(before, member).filter(({ isAutomatic, state }) => isAutomatic && state === "captured");
  if (made.some(({ taken }) => taken.some(({ unit }) => purse.debt(unit) > 0)))
    throw new Untold("a card may be undone");
  const filled: string[] = [];
  for (const reward of programme.rewards) {
    if (reward.kind === "discount-level" || !reward.automatic || !reward.cost) continue;
    const price = priceOf(told, reward as PricedReward);
    const isFull = () => price.every(({ unit, amount }) => purse.spendable(unit) - purse.debt(unit) >= amount);
    const mayHave = () => {
      const asked = { price, amount: price[0]?.amount ?? 1, purse, counter };
      const hindrance = hindranceOf(told, reward as PricedReward, asked);
      const closed = closedOf(told, purse, givesOf(reward, 1));
      return hindrance === null && closed === null && !isGone(told, reward, counter, { withLapsed: false });
    };
    if (before.members.get(member)?.state !== "joined") continue;
    // Counts are known as they were before the operation, and it may have changed them.
    if (isFull() && isByCounts(programme, reward as PricedReward))
      throw new Untold("a card that is for whom counts say");
    while (isFull() && mayHave()) {
      if (filled.length >= CARDS_MOST) throw new Untold("more cards than one operation fills");
      if (givesOf(reward, 1).some(({ kind }) => kind === "play")) throw new Untold("plays of a card");
      const taken = price.flatMap(({ unit, amount }) => purse.spend(unit, amount));
      // What a partner has to accept is set aside until it does.
      if (reward.kind === "partner") purse.held.set(`card ${filled.length}`, taken);
      for (const grant of givesOf(reward, 1))
        if (grant.unit !== undefined) giveUnits(told, purse, { unit: grant.unit, amount: grant.amount ?? 0 });
      counter.add(reward.id);
      filled.push(reward.id);
    }
  }
  return filled;
}
