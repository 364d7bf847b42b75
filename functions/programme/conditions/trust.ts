import * as z from "zod";
import type { Moment } from "./moment.ts";

const LEVELS = ["low", "ok", "high"] as const;
export type Trust = (typeof LEVELS)[number];

/** A check-in whose evidence is trusted at least this much. */
export const terms = z.strictObject({ kind: z.literal("trust"), atLeast: z.enum(LEVELS) });
type Terms = z.infer<typeof terms>;

export const needs = ["evidence"] as const;
const SAYS: Record<Trust, string> = {
  low: "however little shows that you are there",
  ok: "when it is likely that you are there",
  high: "when it is as good as certain that you are there",
};

export const sentence = (given: Terms) => SAYS[given.atLeast];
export const holds = (given: Terms, moment: Moment) =>
  moment.trust !== null && LEVELS.indexOf(moment.trust) >= LEVELS.indexOf(given.atLeast);
