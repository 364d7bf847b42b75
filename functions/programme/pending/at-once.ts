/** Units that can be spent as soon as they are earned. */
import * as z from "zod";
import type { Day } from "../../values/day.ts";

export const terms = z.strictObject({ kind: z.literal("at-once") });

export const firstDay = (_: z.infer<typeof terms>, earnedOn: Day): Day => earnedOn;

/** Nothing needs to be said of it. */
export const sentence = (): string => "";
