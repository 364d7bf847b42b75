import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

/** Days that are looked back on, the day of the visit included. */
export const MAYOR_DAYS = 60;

/**
 * Whoever was at the venue on the most days of the last 60. It passes at a check-in, to whoever has more days than the
 * mayor until then; `days` are needed at least.
 */
export const terms = z.strictObject({ kind: z.literal("mayor"), days: z.int().min(1).max(MAYOR_DAYS).default(2) });
type Terms = z.infer<typeof terms>;

export const needs = ["evidence"] as const;
export const ofOthers = true;
export const sentence = ({ days }: Terms, { tongue }: Wording = PLAIN) =>
  tongue.conditions.mayor({ days, of: MAYOR_DAYS });
export const holds = ({ days }: Terms, { here }: Moment) => here?.isMayor === true && here.days >= days;
