/** Opening, changing and closing a venue: a place of a store where members check in. */
import { asKind, type Holder } from "../values/holder.ts";
import { cellOf, type Place } from "../values/place.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import type { VenueFacts } from "../values/visit-facts.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

/** What a merchant says of a venue. */
export type VenueTerms = Omit<VenueFacts, "cell" | "codeVersion">;

export interface VenueOpening extends VenueTerms {
  /** `ven_…` */
  venue: string;
  store: string;
}

/** Refusals, in order: store_unknown (nothing stored), duplicate (stored). */
export function decideOpenVenue(
  facts: Facts,
  { venue, store, ...terms }: VenueOpening,
  given: Given,
): Decided<{ operation: string; venue: string }> {
  const owner = facts.holders.get(store);
  if (owner?.kind !== "store") return cannotDecide("store_unknown");
  if (facts.holders.has(venue)) return refuse("duplicate", { venue });
  const draft = draftOf(facts);
  draft.expect(asKind(owner, "store"));
  draft.open<"venue">(openedVenue({ venue, store, ...terms }));
  return { written: draft.written(null), outcome: { operation: given.operation, venue } };
}

/** The row of a venue that opens. */
export function openedVenue({ venue, store, ...terms }: VenueOpening): Omit<Holder<"venue">, "version"> {
  return { publicId: venue, kind: "venue", owner: store, state: "open", dueAt: null, facts: factsOf(terms, {}) };
}

/** A venue's facts from what a merchant says of it; the key of its counter's code stays. */
export function factsOf(terms: VenueTerms, { codeVersion }: Pick<VenueFacts, "codeVersion">): VenueFacts {
  const place: Place = terms;
  return { ...terms, cell: cellOf(place), ...(codeVersion === undefined ? {} : { codeVersion }) };
}

/** What of a venue changes: what is absent stays, and null takes it away. */
export type VenueChange = {
  [Name in keyof VenueTerms]?: undefined extends VenueTerms[Name] ? VenueTerms[Name] | null : VenueTerms[Name];
} & { state?: "open" | "closed" };

export interface VenueChanged {
  operation: string;
  venue: string;
  state: string;
}

/** A closed venue takes no check-ins and is shown to nobody; it may be opened again. Refusals: venue_unknown (nothing stored). */
export function decideChangeVenue(
  facts: Facts,
  { venue: id, state, ...change }: VenueChange & { venue: string },
  given: Given,
): Decided<VenueChanged> {
  const holder = facts.holders.get(id);
  if (holder?.kind !== "venue") return cannotDecide("venue_unknown");
  const venue = asKind(holder, "venue");
  const draft = draftOf(facts);
  const next = state ?? venue.state;
  draft.change(venue, { state: next, facts: changedFacts(venue.facts, change) });
  return { written: draft.written(null), outcome: { operation: given.operation, venue: id, state: next } };
}

/** A venue's facts after a change. */
export function changedFacts(before: VenueFacts, change: Omit<VenueChange, "state">): VenueFacts {
  const { cell: _, codeVersion: __, ...terms } = before;
  const left = Object.entries({ ...terms, ...change }).filter(([, value]) => value !== null && value !== undefined);
  // What is never missing has no null in a change.
  return factsOf(Object.fromEntries(left) as unknown as VenueTerms, before);
}

export interface VenueCodeRenewed {
  operation: string;
  venue: string;
  /** Of the key from now on. */
  version: number;
}

/** Refusals: venue_unknown (nothing stored). */
export function decideRenewVenueCode(
  facts: Facts,
  { venue: id }: { venue: string },
  given: Given,
): Decided<VenueCodeRenewed> {
  const holder = facts.holders.get(id);
  if (holder?.kind !== "venue") return cannotDecide("venue_unknown");
  const venue = asKind(holder, "venue");
  const version = (venue.facts.codeVersion ?? 1) + 1;
  const draft = draftOf(facts);
  draft.change(venue, { facts: { ...venue.facts, codeVersion: version } });
  return { written: draft.written(null), outcome: { operation: given.operation, venue: id, version } };
}
