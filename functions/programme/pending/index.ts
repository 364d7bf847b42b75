/** From when a lot can be spent, as a closed union: one file a kind, one line here. */
import * as z from "zod";
import type { Day } from "../../values/day.ts";
import { finderOf, type Kind, PLAIN, termsOf, type Wording } from "../kinds.ts";
import * as atOnce from "./at-once.ts";
import * as dates from "./dates.ts";
import * as days from "./days.ts";
import * as event from "./event.ts";

const kinds = [atOnce, days, dates, event] as const;
export const pending = z.discriminatedUnion("kind", termsOf(kinds));
export type Pending = z.infer<typeof pending>;

interface PendingKind extends Kind {
  firstDay(given: never, earnedOn: Day): Day;
  sentence(given: never, units: string, wording: Wording): string;
}
const kindOf = finderOf<PendingKind>(kinds);

/** First good day of units that are earned on a day. */
export function firstDayOf(given: Pending, earnedOn: Day): Day {
  return kindOf(given).firstDay(given as never, earnedOn);
}

/** The kind in words, of "Points"; empty: nothing needs to be said. */
export function pendingSentence(given: Pending, units: string, wording: Wording = PLAIN): string {
  return kindOf(given).sentence(given as never, units, wording);
}
