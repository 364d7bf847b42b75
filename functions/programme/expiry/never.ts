/** Units that never expire. */
import * as z from "zod";
import { type Day, NEVER } from "../../values/day.ts";

export const terms = z.strictObject({ kind: z.literal("never") });

export const lastDay = (): Day => NEVER;

export const sentence = (_: z.infer<typeof terms>, units: string): string => `${units} never expire.`;
