/** Every benefit kind, one file each: the shape of its terms and the sentence a merchant reads. */
import * as z from "zod";
import { finderOf, PLAIN, termsOf, type Wording } from "../kinds.ts";
import * as access from "./access.ts";
import * as birthdayGift from "./birthday-gift.ts";
import * as freeDelivery from "./free-delivery.ts";
import * as own from "./own.ts";

export const kinds = [access, birthdayGift, freeDelivery, own] as const;
export const benefit = z.discriminatedUnion("kind", termsOf(kinds));
export type Benefit = z.infer<typeof benefit>;

const find = finderOf<(typeof kinds)[number]>(kinds);

/** A benefit in words. */
export function benefitSentence(given: Benefit, wording: Wording = PLAIN): string {
  // The kind that is found is the kind of the terms.
  return find(given).sentence(given as never, wording);
}
