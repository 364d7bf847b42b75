/** Every effect kind, one file each: the shape of its terms and the sentence a merchant reads. */
import * as z from "zod";
import * as earn from "./earn.ts";
import * as surprise from "./surprise.ts";
import * as tickets from "./tickets.ts";

export const kinds = { earn, surprise, tickets };
export const effect = z.discriminatedUnion("kind", [earn.terms, surprise.terms, tickets.terms]);
export type Effect = z.infer<typeof effect>;

/** An effect in words. */
export function effectSentence(given: Effect): string {
  switch (given.kind) {
    case "earn":
      return earn.sentence(given);
    case "surprise":
      return surprise.sentence(given);
    case "tickets":
      return tickets.sentence(given);
    default:
      return given satisfies never;
  }
}
