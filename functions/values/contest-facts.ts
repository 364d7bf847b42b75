/** What is kept of a contest's round: its terms, how far its draw has come, and where each prize is. */
import type { Instant } from "./day.ts";
import type { Entropy, Material } from "./entropy.ts";
import type { Json } from "./json.ts";

/** One round of a contest. States: open, frozen, awaiting (sealed, until what decides is known), drawn, claiming, settled, or void. */
export interface ContestFacts {
  /** Its name in the programme document, and the version whose terms it has. */
  contest: string;
  version: number;
  opensAt: Instant;
  closesAt: Instant;
  /** Where its luck comes from, fixed when it opened. */
  entropy: Entropy;
  rulesHash: string;
  terms: ContestTerms;
  winners: number;
  alternates: number;
  /** Prizes that surprises had left over, after the contest's own; absent: none. They come until the close, and `winners` counts them. */
  secondChance?: SecondChance[];
  /** Its entries file as far as it was written; `last` is the last tag in it, null in an empty one. Null: not frozen. */
  file: { parts: number; entrants: number; tickets: number; last: string | null; isWhole: boolean } | null;
  /** As canonical JSON, from when the entries file is whole. */
  manifest: string | null;
  /** What became known after the freeze: typed by staff in mode manual, else with the draw. */
  material: Material | null;
  /** From the first rank down, fixed by the draw; empty before. */
  prizes: ContestPrize[];
  ranking: { rank: number; tag: string; ticket: number; of: number; word: number }[];
  /** Where each prize has come to, from the first; empty before prizes are offered. */
  places: ContestPlace[];
  voidReason: "no_entries" | "staff" | null;
  /** The staff's reason, in words; absent: they did not call it off. */
  voidSays?: string;
}
/** Prize items of one tier that a surprise had left over when it ended: each is a further prize of the round. */
export interface SecondChance {
  /** `pool:…`, with the hash of the configuration that promised them. */
  pool: string;
  configHash: string;
  tier: string;
  items: string[];
  prize: ContestPrize;
}
/** Who may enter and how winners claim, as the round's rules say. */
export interface ContestTerms {
  minAge: number;
  regions: string[];
  voidIn: string[];
  staffExcluded: boolean;
  /** Tickets of a free entry; null: there is none. */
  freeTickets: number | null;
  claimDays: number;
  skillQuestionIn: string[];
}
/** A prize on its way. The ranking never changes: a prize passes on to the next rank that had none. */
export interface ContestPlace {
  /** From 1. */
  prize: number;
  /** The rank whose it is; null: nobody is left who could have it. */
  rank: number | null;
  /**
   * owed: the clock delivers it · offered: it has to be claimed · held: it was claimed, and a tax form is missing ·
   * delivered · vacant: the clock passes it on · left: nobody is left.
   */
  state: "owed" | "offered" | "held" | "delivered" | "vacant" | "left";
  /** The instant before which it has to be claimed, or the form be in; null: nothing runs. */
  until: Instant | null;
  /** Whom it passed by, oldest first. */
  passed: { rank: number; reason: PassReason; at: Instant }[];
}
/** Why a prize passes its winner by. */
export const PASS_REASONS = [
  "unclaimed",
  "ineligible_age",
  "ineligible_region",
  "staff",
  "declined",
  "tax_form_missing",
  "erased",
] as const;
export type PassReason = (typeof PASS_REASONS)[number];
/** A prize as the document words it: units that the programme posts, a reward of the catalogue, or goods that staff hand over. */
export type ContestPrize = (
  | { kind: "units"; unit: string; amount: number }
  | { kind: "reward"; reward: string }
  | { kind: "goods" }
) & {
  name: Json;
  valueMinor: number;
  valueUsdMinor?: number | undefined;
  minAge?: number | undefined;
  delivery: "claimed" | "at-once";
};
