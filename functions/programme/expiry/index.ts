/** How long a lot lives, as a closed union: one file a kind, one line here. */
import * as z from "zod";
import type { Day } from "../../values/day.ts";
import { finderOf, type Kind, PLAIN, termsOf, type Wording } from "../kinds.ts";
import * as calendar from "./calendar.ts";
import * as never from "./never.ts";
import * as rolling from "./rolling.ts";
import * as sliding from "./sliding.ts";

const kinds = [never, rolling, calendar, sliding] as const;
export const expiry = z.discriminatedUnion("kind", termsOf(kinds));
export type Expiry = z.infer<typeof expiry>;

interface ExpiryKind extends Kind {
  lastDay(given: never, from: Day): Day;
  sentence(given: never, units: string, wording: Wording): string;
}
const kindOf = finderOf<ExpiryKind>(kinds);

/** Last good day of units that become available on a day. */
export function lastDayFrom(given: Expiry, from: Day): Day {
  return kindOf(given).lastDay(given as never, from);
}

/** The kind in words, of "Points". */
export function expirySentence(given: Expiry, units: string, wording: Wording = PLAIN): string {
  return kindOf(given).sentence(given as never, units, wording);
}
