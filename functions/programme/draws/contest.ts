/** Contests: a prize draw over tickets, on a schedule. Rounds open and close by the clock; each is drawn once. */
import * as z from "zod";
import { slug, words } from "../words.ts";
import { contestEntropy } from "./entropy.ts";
import { prize } from "./prize.ts";

export const contest = z.strictObject({
  id: slug,
  name: words,
  /** weekly: closes each week on `closes` in the programme's zone · once: opens and closes at given instants. */
  schedule: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("weekly"),
      weekday: z.enum(["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]),
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "24-hour time, as 23:59 or 23:59:59"),
    }),
    z.strictObject({ kind: z.literal("once"), opens: z.iso.datetime(), closes: z.iso.datetime() }),
  ]),
  /** Prizes from the first rank down; as many winners as prizes. */
  prizes: z.array(prize).min(1).max(100),
  alternates: z.int().min(0).max(100).default(3),
  entropy: contestEntropy,
  rules: words,
});
export type Contest = z.infer<typeof contest>;
