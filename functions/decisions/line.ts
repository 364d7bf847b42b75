/**
 * The line for a reward whose pieces are gone. A place in it is a holder (`standby`), in the order in which places were
 * opened; it holds nothing. A piece that comes free begins a turn: until everybody in line was asked, in order, it is theirs.
 *
 * Nobody is passed over by a race: whatever lets a piece come free or shortens the line steps the reward's version, and whoever
 * takes a piece or joins expects it. So one who saw a free piece and no line, and one who saw no piece, cannot both be right.
 */
import { type HandedReward, lastDateOf } from "../programme/rewards/index.ts";
import { type AccountName, rewardHolder, stockOf } from "../values/account.ts";
import { dayOfDate, type Instant, startOf } from "../values/day.ts";
import { asKind, type Holder, type StandbyFacts } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { stockLeft } from "./left.ts";
import { hasLapsed, heldBy } from "./standing.ts";

/** The count of places in line, on the reward. */
export const IN_LINE = "in-line";

/** The reward for which there is a line; null: there is none. */
export function lineFor(draft: Draft, reward: string): Holder<"reward"> | null {
  const found = draft.holder(rewardHolder(reward));
  if (!found) return null;
  const known = asKind(found, "reward");
  return known.facts.line ? known : null;
}

/** How many are in line for a reward. */
export function lengthOf(draft: Draft, reward: string): number {
  return draft.counted(rewardHolder(reward), IN_LINE);
}

/** Whether what is free of a reward is for those in line. */
export function isForLine(draft: Draft, reward: string): boolean {
  const line = lineFor(draft, reward)?.facts.line;
  return line !== undefined && line.turn !== line.through && lengthOf(draft, reward) > 0;
}

/** What anybody can have of a reward's stock. */
export function leftFor(draft: Draft, facts: Pick<Facts, "current">, reward: string): number {
  return isForLine(draft, reward) ? 0 : stockLeft(draft, facts, reward);
}

/** A piece comes back to its stock; with a line, a turn begins. Throws a fault when the reward was not read: those in line would be passed over. */
export function comesFree(
  draft: Draft,
  { reward, from, reason, why }: { reward: string; from: AccountName; reason: "release" | "reverse"; why: JsonObject },
): void {
  if (!draft.holder(rewardHolder(reward))) throw new Error(`a piece of ${reward} comes free, and it was not read`);
  draft.post({ from, to: stockOf(reward), amount: 1, reason, why });
  const line = lineFor(draft, reward);
  if (line) draft.change(line, { facts: turned(line.facts) });
}

/** A reward's facts when a turn begins. */
export function turned<Facts extends Holder<"reward">["facts"]>(facts: Facts): Facts {
  return facts.line ? { ...facts, line: { ...facts.line, turn: facts.line.turn + 1 } } : facts;
}

/** The places in lines that were read: those of the members whom a request names, and of whoever became them. */
export function placesIn(draft: Draft): Holder<"standby">[] {
  return draft
    .holders()
    .filter(({ kind, state }) => kind === "standby" && state === "waiting")
    .map((holder) => asKind(holder, "standby"));
}

/** What a member is offered from lines and may still take. */
export function offeredTo(draft: Draft, { now }: Pick<Facts, "now">, member: string): Holder<"redemption">[] {
  return heldBy(draft, member).filter((held) => held.facts.offer !== undefined && !hasLapsed(held, now));
}

/** A place is given up: the line is one shorter. */
export function leave(
  draft: Draft,
  place: Holder<"standby">,
  { state, facts = place.facts }: { state: "offered" | "left" | "over"; facts?: StandbyFacts },
): void {
  const { reward } = place.facts;
  draft.count({ holder: rewardHolder(reward), metric: IN_LINE, bucket: 0, amount: -1 });
  const line = lineFor(draft, reward);
  if (!line) throw new Error(`${place.publicId} is in a line that was not read`);
  draft.change(line);
  draft.change(place, { state, dueAt: null, facts });
}

/** When a reward can be had no more; null: always. */
export function endOf(reward: HandedReward, zone: string): Instant | null {
  const date = lastDateOf(reward);
  const ends = [
    ...(reward.until === undefined ? [] : [Date.parse(reward.until)]),
    ...(date === null ? [] : [startOf(dayOfDate(date) + 1, zone)]),
  ];
  return ends.length === 0 ? null : Math.min(...ends);
}
