/** Units that expire on fixed dates of the year, the first that leaves them a stated time. */
import * as z from "zod";
import { type Day, nextDate } from "../../values/day.ts";
import type { Wording } from "../kinds.ts";
import { datesOfYear, datesText } from "../lasts.ts";

export const terms = z.strictObject({
  kind: z.literal("calendar"),
  /** Last good days. */
  on: datesOfYear,
  /** Days that a lot lives at the least after it became available: a nearer date is passed over. */
  atLeastDays: z.int().min(0).max(366).default(0),
});
type Calendar = z.infer<typeof terms>;

export const lastDay = ({ on, atLeastDays }: Calendar, from: Day): Day => nextDate(from + atLeastDays, on);

export const sentence = ({ on, atLeastDays }: Calendar, units: string, wording: Wording): string =>
  wording.tongue.expiry.calendar({ units, dates: datesText(on, wording), atLeastDays });
