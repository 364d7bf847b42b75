/**
 * The audit of tiers: in which level a member should be is computed again from her records (programme/course.ts) and
 * compared with the lots that say in which she is. A review writes both, so that they agree as of the last one, and until
 * she is due; what was in force then may be any version since something of hers last moved.
 */
import { bestOf, courseOf, type Known, stayOn } from "../programme/course.ts";
import type { Programme } from "../programme/programme.ts";
import type { TierGroup } from "../programme/tiers.ts";
import { isLot, tierOf, tierUnit } from "../values/account.ts";
import type { AuditedMember } from "../values/audited.ts";
import { dateOf, dayOf, type Instant, NEVER, SLIDES, startOf, WAITS } from "../values/day.ts";
import type { Lot } from "./lots.ts";
import { knownFrom, tierTerms } from "./tier-review.ts";

/** A version that reads, from the instant from which it is in force. */
export interface InForce {
  version: number;
  effectiveAt: Instant;
  programme: Programme;
}

/** What is wrong with a member's tiers, one sentence each. */
export function auditTiers(audited: AuditedMember, versions: InForce[]): string[] {
  const { member, state, dueAt, recordedAt, movedAt } = audited;
  if (state === "merged" || state === "erased" || recordedAt === null || movedAt === null) return [];
  const asOf = Math.max(movedAt, Math.min(recordedAt, (dueAt ?? Number.POSITIVE_INFINITY) - 1));
  const known = versions.filter(({ effectiveAt }) => effectiveAt <= recordedAt);
  // One that came into force at that very instant may not have been seen.
  const then = known.findLast(({ effectiveAt }) => effectiveAt < movedAt)?.version ?? 0;
  const since = known.filter(({ version }) => version >= then);
  const isSteady = audited.merged === 0 && new Set(known.map(({ programme }) => tierTerms(programme))).size === 1;
  const zones = [...new Set(since.map(({ programme }) => programme.zone))];
  const told = [...new Map(since.map((each) => [tierTerms(each.programme), each])).values()].map(({ programme }) =>
    programme.tiers
      .flatMap((group) => auditGroup(audited, programme, { group, asOf, isSteady, zones }))
      .concat(strangers(audited, programme)),
  );
  const fewest = told.sort((a, b) => a.length - b.length)[0] ?? [];
  return fewest.map((says) => `${member} ${says}`);
}

function auditGroup(
  audited: AuditedMember,
  programme: Programme,
  {
    group,
    asOf,
    isSteady,
    zones,
  }: {
    group: TierGroup;
    asOf: Instant;
    isSteady: boolean;
    /** Of the versions since something of hers last moved: what moves nothing, as a profile does, says by the newest when she is due. */
    zones: string[];
  },
): string[] {
  const { metrics, dueAt, facts } = audited;
  const today = dayOf(asOf, programme.zone);
  const lots = lotsIn(audited);
  const counted: Known["counted"] = (metric) =>
    new Map(metrics.filter((row) => row.metric === metric).map(({ bucket, amount }) => [bucket, amount]));
  const knows = (forgets: boolean) =>
    knownFrom(programme, { group, today, joinedAt: facts.joinedAt, lots, counted, forgets });
  const known = knows(false);
  const { level, until } = stayOn(courseOf(group, known), today);
  const nameOf = (place: number) => group.levels[place]?.id;
  const held = group.levels.flatMap(({ id }, place) =>
    lots.some(({ unit }) => unit === tierUnit(group.id, id)) ? [place] : [],
  );
  // A level that was promised until a day stays hers below a higher one.
  const isPromised = (place: number) => known.promised.some((lot) => lot.level === place && lot.until >= today);
  const found: string[] = [];
  if ((held.at(-1) ?? 0) !== level || !held.slice(0, -1).every(isPromised))
    found.push(
      `has ${held.map(nameOf).join(" and ") || "no lot"} of the tiers ${group.id}, and her records say ${nameOf(level)}.`,
    );
  const best = isSteady && group.held ? bestOf(group, knows(true)) : group.levels.length;
  for (const place of held)
    if (place > best && !group.levels[place]?.enteredBy)
      found.push(
        `holds ${nameOf(place)} of the tiers ${group.id}, and her records never reached more than ${nameOf(best)}.`,
      );
  const turns = until === NEVER ? null : Math.max(...zones.map((zone) => startOf(until + 1, zone)));
  if (turns !== null && (dueAt === null || dueAt > turns))
    found.push(`turns in the tiers ${group.id} on ${dateOf(until + 1)}, and the clock would not come by.`);
  return found;
}

/** Levels that she has of no group that there is. */
function strangers(audited: AuditedMember, { tiers }: Programme): string[] {
  const known = new Set(tiers.flatMap(({ id, levels }) => levels.map((level) => tierUnit(id, level.id))));
  return lotsIn(audited)
    .filter(({ unit }) => tierOf(unit) && !known.has(unit))
    .map(({ unit }) => `holds ${unit}, which is no tier of the programme.`);
}

function lotsIn({ accounts, facts: { slides = {} } }: AuditedMember): Lot[] {
  const dates = new Map(Object.entries(slides));
  return accounts
    .filter((account) => isLot(account) && account.availableOn !== WAITS && account.balance > 0)
    .map((lot) => ({ ...lot, lastDay: lot.expiresOn === SLIDES ? (dates.get(lot.unit) ?? NEVER) : lot.expiresOn }));
}
