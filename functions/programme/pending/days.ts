/** Units that become available some days after they were earned. */
import * as z from "zod";
import type { Day } from "../../values/day.ts";
import type { Wording } from "../kinds.ts";

export const terms = z.strictObject({ kind: z.literal("days"), days: z.int().min(1).max(366) });
type Days = z.infer<typeof terms>;

export const firstDay = ({ days }: Days, earnedOn: Day): Day => earnedOn + days;

export const sentence = ({ days }: Days, units: string, { tongue }: Wording): string =>
  tongue.pending.days({ units, days });
