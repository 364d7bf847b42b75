/** Units that live for a length of time from when they become available, optionally to the end of the period they then reach. */
import * as z from "zod";
import { type Day, endOf } from "../../values/day.ts";
import type { Wording } from "../kinds.ts";
import { isOneLength, lasting, length, lengthAfter, ONE_LENGTH } from "../lasts.ts";

export const terms = z
  .strictObject({
    kind: z.literal("rolling"),
    ...length,
    /** The last good day is the last of the month, quarter, half-year or year that the length ends in; absent: to the day. */
    endOf: z.enum(["month", "quarter", "half-year", "year"]).optional(),
  })
  .refine(isOneLength, ONE_LENGTH);
type Rolling = z.infer<typeof terms>;

export const lastDay = (rolling: Rolling, from: Day): Day => {
  const day = lengthAfter(from, rolling);
  return rolling.endOf === undefined ? day : endOf(rolling.endOf, day);
};

export const sentence = (rolling: Rolling, units: string, { tongue }: Wording): string =>
  tongue.expiry.rolling({ units, ...lasting(rolling), endOf: rolling.endOf ?? null });
