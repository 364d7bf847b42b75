import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

const LEVELS = ["low", "ok", "high"] as const;
export type Trust = (typeof LEVELS)[number];

/** A check-in whose evidence is trusted at least this much. */
export const terms = z.strictObject({ kind: z.literal("trust"), atLeast: z.enum(LEVELS) });
type Terms = z.infer<typeof terms>;

export const needs = ["evidence"] as const;
export const sentence = (given: Terms, { tongue }: Wording = PLAIN) => tongue.conditions.trust[given.atLeast];
export const holds = (given: Terms, moment: Moment) =>
  moment.trust !== null && LEVELS.indexOf(moment.trust) >= LEVELS.indexOf(given.atLeast);
