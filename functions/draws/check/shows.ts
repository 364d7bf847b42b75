/** What a check shows when all of it agrees, by where luck comes from. What it cannot show is said where proofs are verified. */
import type { EntropyMode } from "../../values/entropy.ts";

/** Of a contest. */
export function contestShows(mode: EntropyMode): string[] {
  return [
    "Since the entries were closed, nobody was added, left out or given other tickets",
    "The ranks follow from those entries and from what decided, by a published rule, and from nothing else",
    CONTEST_LUCK[mode],
  ];
}

const CONTEST_LUCK: Record<EntropyMode, string> = {
  commit: "What decided was fixed before the first ticket: no other secret could be chosen once the entries were known",
  drand: "What decided is a public beacon, which nobody could know when the entries were closed",
  manual: "What decided is numbers of the public draw that was named before the first ticket",
  fixed: "What decided was open to everybody beforehand: this is a test",
};

/** Of an instant win. */
export function playShows(mode: EntropyMode): string[] {
  return [
    "Odds, prizes and rules are the ones that were published, and nobody changed them for anybody",
    "No play is missing between two others, and no prize item was given twice",
    PLAY_LUCK[mode],
  ];
}

const PLAY_LUCK: Record<EntropyMode, string> = {
  commit: "Each outcome follows from the play and from its day’s secret, which was fixed before the first play",
  drand:
    "Each outcome follows from the play, its day’s secret and a beacon that nobody could know when it was recorded",
  manual: "Each outcome follows from the play and from its day’s secret, which was fixed before the first play",
  fixed: "Each outcome could be known beforehand: this is a test",
};

/** Of a receipt. */
export const RECEIPT_SHOWS = [
  "This was recorded, with these numbers, and the operator’s key has signed a log that has it",
  "Whoever changes it later can no longer show a log that goes on from this head",
];
