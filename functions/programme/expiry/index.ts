/** How long a lot lives, as a closed union: one file a kind, one line here. */
import * as z from "zod";
import type { Day } from "../../values/day.ts";
import * as calendar from "./calendar.ts";
import * as never from "./never.ts";
import * as rolling from "./rolling.ts";

export const expiry = z.discriminatedUnion("kind", [never.terms, rolling.terms, calendar.terms]);
export type Expiry = z.infer<typeof expiry>;

/** Last good day of units that become available on a day. */
export function lastDayFrom(terms: Expiry, from: Day): Day {
  switch (terms.kind) {
    case "never":
      return never.lastDay();
    case "rolling":
      return rolling.lastDay(terms, from);
    case "calendar":
      return calendar.lastDay(terms, from);
  }
}

/** The kind in words, of "Points". */
export function expirySentence(terms: Expiry, units: string): string {
  switch (terms.kind) {
    case "never":
      return never.sentence(terms, units);
    case "rolling":
      return rolling.sentence(terms, units);
    case "calendar":
      return calendar.sentence(terms, units);
  }
}
