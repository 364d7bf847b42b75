/** Every benefit kind, one file each: the shape of its terms and the sentence a merchant reads. */
import * as z from "zod";
import { finderOf, type Kind, type Naming, PLAIN, termsOf, type Wording } from "../kinds.ts";
import * as access from "./access.ts";
import * as birthdayGift from "./birthday-gift.ts";
import * as freeDelivery from "./free-delivery.ts";
import * as own from "./own.ts";
import * as rate from "./rate.ts";

export const kinds = [access, birthdayGift, freeDelivery, own, rate] as const;
export const benefit = z.discriminatedUnion("kind", termsOf(kinds));
export type Benefit = z.infer<typeof benefit>;

const find = finderOf<Kind>(kinds);

/** A benefit in words. */
export function benefitSentence(given: Benefit, wording: Wording = PLAIN): string {
  // The kind that is found is the kind of the terms.
  return find(given).sentence(given as never, wording as never);
}

/** What a benefit names of the document. */
export function benefitNames(given: Benefit): Naming[] {
  return find(given).names?.(given as never) ?? [];
}

/** What benefits make of what rules earn of a unit, in percent: 100 where none says anything, and what they add to or take from it. */
export function rateOf(benefits: Benefit[], unit: string): number {
  return benefits.reduce(
    (percent, given) => (given.kind === "rate" && given.unit === unit ? percent + given.percent - 100 : percent),
    100,
  );
}
