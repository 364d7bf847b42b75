/**
 * A merge: a store found that two of its customers are one person. What one member has moves to the other in a single
 * operation, and from then on whoever is found as the first is the second. Orders, redemptions, vouchers, plays and tickets keep
 * the owner they were written with, so that they are finished, reversed and proved as they were recorded.
 */
import { debtOf, expiredOf, lotOf } from "../values/account.ts";
import { DEBT, WAITS } from "../values/day.ts";
import { asKind, type Holder, type HolderFacts } from "../values/holder.ts";
import { externalIdentity } from "../values/member-ref.ts";
import { REFUSALS } from "../values/own-metrics.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { MetricRow } from "../values/written.ts";
import { settle } from "./automatic.ts";
import { carryOffers } from "./carry-offers.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { leave, offeredTo, placesIn } from "./line.ts";
import { lotsOf } from "./lots.ts";
import { expectProgramme } from "./paused.ts";
import { slide } from "./slide.ts";
import { give, releaseLapsed, takeBack } from "./units.ts";

export interface Merging {
  store: string;
  /** The store's own names: who is no more, and who she became. */
  from: string;
  into: string;
}

/** What is read of the member who is no more: all her counts. */
export interface AllCounts {
  counts: MetricRow[];
}

export interface Merged {
  operation: string;
  member: string;
  /** merged: two members became one · named: one was known, and has both names now · unchanged: they were one already. */
  effect: "merged" | "named" | "unchanged";
}

/** Refusals, in order: store_unknown (a closed one too), member_unknown (neither is known; nothing stored). */
export function decideMerge(
  facts: Facts,
  { store, from: fromName, into: intoName, counts }: Merging & AllCounts,
  given: Given,
): Decided<Merged> {
  const shop = facts.holders.get(store);
  if (shop?.state !== "open") return cannotDecide("store_unknown");
  const [into, from] = facts.identified.map((found) => memberIn(facts, found));
  const known = into ?? from;
  if (!known) return cannotDecide("member_unknown");
  const draft = draftOf({ ...facts, metrics: withAll(facts.metrics, counts) });
  draft.expect(shop);
  expectProgramme(draft, facts);
  const answer = (effect: Merged["effect"]) => ({
    written: draft.written(known.publicId),
    outcome: { operation: given.operation, member: known.publicId, effect },
  });
  if (!into || !from) {
    draft.records.identities = [{ ...externalIdentity(store, into ? fromName : intoName), holder: known.publicId }];
    draft.change(known);
    return answer("named");
  }
  if (into.publicId === from.publicId) return answer("unchanged");

  // What is held stays held, under its id: whoever finishes it finds whom she became.
  for (const { publicId } of [from, into]) releaseLapsed(draft, facts, publicId);
  const offers = offeredTo(draft, facts, from.publicId);
  // One place in a line is hers: the older one.
  const places = placesIn(draft).sort((one, other) => (one.publicId < other.publicId ? -1 : 1));
  for (const [index, place] of places.entries())
    if (places.slice(0, index).some(({ facts: older }) => older.reward === place.facts.reward))
      leave(draft, place, { state: "left" });
  for (const [unit, to] of Object.entries(from.facts.slides ?? {}))
    slide(draft, facts, { member: into.publicId, unit, to });
  moveUnits(draft, facts, { from: from.publicId, into: into.publicId });
  moveCounts(draft, { from: from.publicId, into: into.publicId, counts });
  draft.records.linked = { member: from.publicId, into: into.publicId };
  // Whoever became her before becomes whom she becomes, so that nobody has to be followed twice.
  for (const gone of [from, ...becameOf(facts, from.publicId)])
    draft.change(gone, { state: "merged", dueAt: null, facts: { ...gone.facts, mergedInto: into.publicId } });
  carryOffers(draft, facts, { offers, into: into.publicId });
  const joinedAt = earliest(into.facts.joinedAt, from.facts.joinedAt);
  settle(draft, facts, given, into, {
    state: stateOf([into, from], joinedAt !== null),
    facts: { ...livedAs(asKind(draft.holder(into.publicId) ?? into, "member").facts, from.facts), joinedAt },
  });
  return answer("merged");
}

/** What time brought either was brought to her, she was last active when either was, and their tiers are judged as before. */
function livedAs(
  { isQuiet, ...into }: HolderFacts["member"],
  { raised: theirs = {}, activeOn: theirDay = 0, needs: theirNeeds }: HolderFacts["member"],
): HolderFacts["member"] {
  const { raised = {}, activeOn = 0, needs } = into;
  const waits = [...(raised.waits ?? []), ...(theirs.waits ?? [])];
  const once = [...new Set([...(raised.once ?? []), ...(theirs.once ?? [])])];
  const latest = (one = 0, other = 0) => Math.max(one, other);
  return {
    ...into,
    raised: {
      birthday: latest(raised.birthday, theirs.birthday),
      anniversary: latest(raised.anniversary, theirs.anniversary),
      renewals: { ...theirs.renewals, ...raised.renewals },
      ...(waits.length > 0 ? { waits } : {}),
      ...(once.length > 0 ? { once } : {}),
    },
    ...(needs || theirNeeds ? { needs: { ...theirNeeds, ...needs } } : {}),
    ...(latest(activeOn, theirDay) === 0 ? {} : { activeOn: latest(activeOn, theirDay) }),
    ...(isQuiet && theirDay <= activeOn ? { isQuiet } : {}),
  };
}

/** A freeze goes along, or it could be shaken off; one who has joined stays joined. */
function stateOf(members: Holder<"member">[], hasJoined: boolean): string {
  if (members.some(({ state }) => state === "frozen")) return "frozen";
  return hasJoined ? "joined" : "guest";
}

/** Lots keep their days; what either owes is repaid by what the other has. Lots that have run out lapse and repay nothing. */
function moveUnits(draft: Draft, facts: Facts, { from, into }: { from: string; into: string }): void {
  const why = { merged: true };
  for (const lot of lotsOf(draft, from)) {
    const { unit, balance: amount, lastDay } = lot;
    if (lastDay >= facts.today)
      give(draft, facts, { member: into, unit, amount, from: lot, lot, reason: "merge", why });
    else draft.post({ from: lot, to: expiredOf(unit), amount, reason: "expire", why: { expiredOn: lastDay } });
  }
  for (const { balance: amount, ...lot } of draft.accountsOf(from)) {
    // What waits goes on waiting, and repays nothing meanwhile.
    if (lot.availableOn !== WAITS) continue;
    draft.post({ from: lot, to: lotOf(into, lot.unit, lot), amount, reason: "merge", why });
  }
  for (const { unit, balance, expiresOn } of draft.accountsOf(from)) {
    if (expiresOn !== DEBT) continue;
    // No lot is meant more than another: the newest go first, as for whatever is taken back.
    const lot = { availableOn: DEBT, expiresOn: DEBT };
    takeBack(draft, facts, { member: into, unit, amount: -balance, to: debtOf(from, unit), lot, reason: "merge", why });
  }
}

/**
 * Counts add up, carried fractions among them: together they may be more than a whole unit, which the next change of an
 * order gives. Refusals stay hers who was refused, and the numbers of her plays with the plays.
 */
function moveCounts(draft: Draft, { from, into, counts }: { from: string; into: string; counts: MetricRow[] }): void {
  for (const { metric, bucket } of counts) {
    if (metric === REFUSALS || metric.startsWith("nonce:")) continue;
    const amount = draft.counted(from, metric, bucket) - draft.counted(from, metric, bucket + 1);
    draft.count({ holder: from, metric, bucket, amount: -amount });
    draft.count({ holder: into, metric, bucket, amount });
  }
}

/** The facts' counts, and those of other days that a merge reads besides. */
function withAll(metrics: MetricRow[], more: MetricRow[]): MetricRow[] {
  const keyOf = ({ holder, metric, bucket }: MetricRow) => `${holder}\n${metric}\n${bucket}`;
  return [...new Map([...metrics, ...more].map((row) => [keyOf(row), row])).values()];
}

/** The members who became one before. */
function becameOf({ holders }: Facts, member: string): Holder<"member">[] {
  return [...holders.values()]
    .flatMap((holder) => (holder.kind === "member" ? [asKind(holder, "member")] : []))
    .filter(({ facts: { mergedInto } }) => mergedInto === member);
}

function memberIn({ holders }: Facts, publicId: string | null): Holder<"member"> | undefined {
  const found = publicId === null ? undefined : holders.get(publicId);
  return found && asKind(found, "member");
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
