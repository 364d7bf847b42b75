/**
 * An event as it is told a second time: what the ledger said before it, in plain rows, and what happened. It shares the
 * document's types with the engine and no code.
 */
import type { Programme } from "../../functions/programme/programme.ts";
import { dateIn, numberOf } from "./calendar.ts";
import type { Snapshot } from "./snapshot.ts";

/** A line of an order: what it earns on, in minor units. */
export interface ToldLine {
  sku: string;
  category: string | null;
  quantity: number;
  basis: number;
  /** What goes back to whoever returns all of it. */
  value: number;
}

/** What happened to whom, where and when. */
export interface Happening {
  on: string;
  at: number;
  now: number;
  member: string;
  store: string | null;
  venue: string | null;
  channel: string | null;
  city: string | null;
  trust: string | null;
  evidence: string | null;
  data: Record<string, unknown>;
  lines: ToldLine[];
}

/** All that a condition may be asked of. */
export interface Told extends Happening {
  programme: Programme;
  before: Snapshot;
  /** Of the event, in the programme's zone. */
  date: string;
  /** Of the ledger's clock. */
  today: number;
  /** Pieces of rewards that the operation's gifts took, or gave back where it is less than none. */
  gifted?: ReadonlyMap<string, number> | undefined;
}

/** The second telling does not know: nothing is held against anybody. */
export class Untold extends Error {}

/** An event told under the programme that was in force when it happened; today is that of the one in force now. */
export function toldOf(
  { atEvent, current }: { atEvent: Programme; current: Programme },
  before: Snapshot,
  happening: Happening,
): Told {
  return {
    ...happening,
    programme: atEvent,
    before,
    date: dateIn(atEvent.zone, happening.at),
    today: numberOf(dateIn(current.zone, happening.now)),
  };
}

/** Counts of a metric that a member has, in the buckets from one to another. */
export function countedBetween({ before, member }: Told, metric: string, first: number, last: number): number {
  let sum = 0;
  for (const [bucket, amount] of before.counts.get(`${member} ${metric}`) ?? [])
    if (bucket >= first && bucket <= last) sum += amount;
  return sum;
}

/** Counts of a metric for ever and up to a month. Days, which a version before may have counted, are no part of either. */
export function countedUpTo(told: Told, metric: string, month: number): number {
  return countedBetween(told, metric, 0, 0) + countedBetween(told, metric, 100_000, month);
}

/** The day on which she joined, null for a guest. */
export function joinedOn({ before, member, programme: { zone } }: Told): number | null {
  const at = before.members.get(member)?.joinedAt ?? null;
  return at === null ? null : numberOf(dateIn(zone, at));
}
