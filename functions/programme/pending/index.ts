/** From when a lot can be spent, as a closed union: one file a kind, one line here. */
import * as z from "zod";
import type { Day } from "../../values/day.ts";
import * as atOnce from "./at-once.ts";
import * as dates from "./dates.ts";
import * as days from "./days.ts";

export const pending = z.discriminatedUnion("kind", [atOnce.terms, days.terms, dates.terms]);
export type Pending = z.infer<typeof pending>;

/** First good day of units that are earned on a day. */
export function firstDayOf(terms: Pending, earnedOn: Day): Day {
  switch (terms.kind) {
    case "at-once":
      return atOnce.firstDay(terms, earnedOn);
    case "days":
      return days.firstDay(terms, earnedOn);
    case "dates":
      return dates.firstDay(terms, earnedOn);
  }
}

/** The kind in words, of "Points"; null: nothing needs to be said. */
export function pendingSentence(terms: Pending, units: string): string | null {
  switch (terms.kind) {
    case "at-once":
      return atOnce.sentence();
    case "days":
      return days.sentence(terms, units);
    case "dates":
      return dates.sentence(terms, units);
  }
}
