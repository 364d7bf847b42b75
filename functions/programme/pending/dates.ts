/** Units that become available on fixed dates of the year: the next one after they were earned. */
import * as z from "zod";
import { type Day, nextDate } from "../../values/day.ts";
import type { Wording } from "../kinds.ts";
import { datesOfYear, datesText } from "../lasts.ts";

export const terms = z.strictObject({ kind: z.literal("dates"), on: datesOfYear });
type Dates = z.infer<typeof terms>;

export const firstDay = ({ on }: Dates, earnedOn: Day): Day => nextDate(earnedOn + 1, on);

export const sentence = ({ on }: Dates, units: string, wording: Wording): string =>
  wording.tongue.pending.dates({ units, dates: datesText(on, wording) });
