/** Surprise pools: integer odds out of a million, and prize items that are claimed once. */
import * as z from "zod";
import { slug, words } from "../words.ts";
import { poolEntropy } from "./entropy.ts";
import { prize } from "./prize.ts";

export const ODDS_DENOMINATOR = 1_000_000;

export const pool = z
  .strictObject({
    id: slug,
    name: words,
    from: z.iso.datetime(),
    /** How many days it runs; each day has a secret of its own. */
    days: z.int().min(1).max(1000),
    table: z
      .array(
        z.strictObject({
          id: slug,
          /** Chances in a million per play. */
          odds: z.int().min(1).max(ODDS_DENOMINATOR),
          prize,
          /** Items in all, released evenly over the days: the hard budget. */
          items: z.int().min(1).max(10_000),
        }),
      )
      .min(1)
      .max(20),
    /** What a play without a prize gives; absent: nothing. */
    consolation: prize.optional(),
    entropy: poolEntropy,
    /** Plays that one member may have on one day. */
    playsPerDay: z.int().min(1).max(1000).default(10),
    /** Prizes that one member may win on one day of the pool; a hit beyond them gives the consolation. Absent: any number. */
    winsPerDay: z.int().min(1).max(1000).optional(),
    /** A way to play for who buys nothing, one play a person and day; absent: none. `how` says it to people. */
    freeEntry: z.strictObject({ how: words }).optional(),
    /** The contest whose next round has, as further prizes, what is left over when the surprise ends; absent: nobody has it. */
    secondChance: slug.optional(),
  })
  .refine(({ table }) => table.reduce((sum, { odds }) => sum + odds, 0) <= ODDS_DENOMINATOR, {
    path: ["table"],
    message: "odds add up to more than a million",
  });
export type Pool = z.infer<typeof pool>;
