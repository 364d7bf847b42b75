/** Units that never expire. */
import * as z from "zod";
import { type Day, NEVER } from "../../values/day.ts";
import type { Wording } from "../kinds.ts";

export const terms = z.strictObject({ kind: z.literal("never") });

export const lastDay = (): Day => NEVER;

export const sentence = (_: z.infer<typeof terms>, units: string, { tongue }: Wording): string =>
  tongue.expiry.never(units);
