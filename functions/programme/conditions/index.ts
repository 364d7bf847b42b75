/** Every condition kind, one file each: the shape of its terms, the sentence a merchant reads, and when it holds. */
import * as z from "zod";
import * as category from "./category.ts";
import type { Moment } from "./moment.ts";
import * as tier from "./tier.ts";
import * as trust from "./trust.ts";
import * as weekday from "./weekday.ts";

export const kinds = { category, tier, trust, weekday };
export const condition = z.discriminatedUnion("kind", [category.terms, tier.terms, trust.terms, weekday.terms]);
export type Condition = z.infer<typeof condition>;

/** Whether a condition holds at a moment. */
export function holds(given: Condition, moment: Moment): boolean {
  switch (given.kind) {
    case "category":
      return category.holds(given, moment);
    case "tier":
      return tier.holds(given, moment);
    case "trust":
      return trust.holds(given, moment);
    case "weekday":
      return weekday.holds(given, moment);
    default:
      return given satisfies never;
  }
}

/** A condition in words. */
export function conditionSentence(given: Condition): string {
  switch (given.kind) {
    case "category":
      return category.sentence(given);
    case "tier":
      return tier.sentence(given);
    case "trust":
      return trust.sentence(given);
    case "weekday":
      return weekday.sentence(given);
    default:
      return given satisfies never;
  }
}

/** Whether a line of this category counts towards a rule's basis. */
export function lineCounts(conditions: Condition[], lineCategory: string | null): boolean {
  return conditions.every((given) => given.kind !== "category" || category.counts(given, lineCategory));
}
