/** Importing venues: each row of a file opens one, changes what it says differently, or finds it as it is. All of them, or none. */
import { asKind } from "../values/holder.ts";
import type { Place } from "../values/place.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { VenueFacts } from "../values/visit-facts.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { changedFacts, openedVenue, type VenueChange } from "./venue.ts";

export interface RowFault {
  field: string;
  says: string;
}

/** A row that reads, or why it does not. */
export type VenueRow =
  | {
      line: number;
      venue: string;
      /** It names a venue by our id, which has to be there. */
      isOurs: boolean;
      store: string;
      state: "open" | "closed" | null;
      /** What it says; what it does not stays, or is missing of a new one. */
      terms: Place & { name: string } & Omit<VenueChange, "state">;
    }
  | { line: number; faults: RowFault[] };

export interface VenueImport {
  rows: VenueRow[];
  /** Nothing will be written: say of every row what is wrong with it, too. */
  isTrial: boolean;
}

/** What becomes of a row. */
export interface RowReport {
  line: number;
  what: "new" | "changed" | "same" | "wrong";
  venue: string | null;
  name: string | null;
  /** The fields that change. */
  changes: string[];
  faults: RowFault[];
}

export interface VenuesImported {
  operation: string;
  opened: number;
  changed: number;
  same: number;
  wrong: number;
  rows: RowReport[];
}

/** Metres, where no row ever said: what a phone in a shop needs. */
const RADIUS_USUAL = 75;

/** Lines that a refusal names. */
const LINES_MAX = 20;

/** Refusals: rows_wrong (nothing stored), unless it is a trial, which says what is wrong with each row. */
export function decideImportVenues(
  facts: Facts,
  { rows, isTrial }: VenueImport,
  given: Given,
): Decided<VenuesImported> {
  const draft = draftOf(facts);
  const seen = new Map<string, number>();
  const reports = rows.map((row): RowReport => {
    const { line } = row;
    if ("faults" in row) return { line, what: "wrong", venue: null, name: null, changes: [], faults: row.faults };
    const { venue, store, state, terms } = row;
    const wrong = faultsOf(facts, row, seen.get(venue));
    seen.set(venue, line);
    const report = { line, venue, name: terms.name, changes: [], faults: [] };
    if (wrong.length > 0) return { ...report, what: "wrong", faults: wrong };
    const known = facts.holders.get(venue);
    if (!known) {
      const { cell: _, ...said } = changedFacts({ ...terms, radiusMetres: RADIUS_USUAL, cell: 0 } as VenueFacts, terms);
      const opened = openedVenue({ venue, store, ...said });
      draft.open<"venue">(state === null ? opened : { ...opened, state });
      return { ...report, what: "new" };
    }
    const before = asKind(known, "venue");
    const next = changedFacts(before.facts, terms);
    const changes = changedBetween(before.facts, next);
    if (state !== null && state !== before.state) changes.push("state");
    if (changes.length === 0) return { ...report, what: "same" };
    draft.change(before, { facts: next, state: state ?? before.state });
    return { ...report, what: "changed", changes };
  });
  const wrong = reports.filter(({ what }) => what === "wrong");
  if (wrong.length > 0 && !isTrial)
    return cannotDecide("rows_wrong", {
      wrong: wrong.length,
      lines: wrong.slice(0, LINES_MAX).map(({ line }) => line),
    });
  const stores = new Set(rows.flatMap((row) => ("faults" in row ? [] : [row.store])));
  for (const store of stores) {
    const holder = facts.holders.get(store);
    if (holder) draft.expect(holder);
  }
  const count = (what: RowReport["what"]) => reports.filter((each) => each.what === what).length;
  return {
    written: draft.written(null),
    outcome: {
      operation: given.operation,
      opened: count("new"),
      changed: count("changed"),
      same: count("same"),
      wrong: wrong.length,
      rows: reports,
    },
  };
}

function faultsOf(
  { holders }: Facts,
  { venue, isOurs, store }: Extract<VenueRow, { venue: string }>,
  earlier: number | undefined,
): RowFault[] {
  const faults: RowFault[] = [];
  const known = holders.get(venue);
  if (holders.get(store)?.kind !== "store") faults.push({ field: "store", says: "there is no such store" });
  if (earlier !== undefined) faults.push({ field: "id", says: `is on line ${earlier} too` });
  if (known ? known.kind !== "venue" : isOurs) faults.push({ field: "id", says: "there is no such venue" });
  else if (known && known.owner !== store)
    faults.push({ field: "store", says: `the venue belongs to ${known.owner}, and stays there` });
  return faults;
}

function changedBetween(before: VenueFacts, next: VenueFacts): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(next)]) as Set<keyof VenueFacts>;
  names.delete("cell");
  const changed = [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(next[name]));
  return changed.map((name) => name.replace("E7", "")).sort();
}
