/** What a check shows when all of it agrees, by where luck comes from. What it cannot show is said where proofs are verified. */
import type { EntropyMode } from "../../values/entropy.ts";
import { type Said, said } from "../said.ts";

/** Of a contest. */
export function contestShows(mode: EntropyMode): Said[] {
  return [said("shows.entries"), said("shows.ranks"), said(`shows.contest.${mode}`)];
}

/** Of an instant win. */
export function playShows(mode: EntropyMode): Said[] {
  return [said("shows.odds"), said("shows.plays"), said(`shows.play.${mode}`)];
}

/** Of a receipt. */
export const RECEIPT_SHOWS = [said("shows.recorded"), said("shows.kept")];
