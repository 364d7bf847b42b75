/** Every benefit kind, one file each: the shape of its terms and the sentence a merchant reads. */
import * as z from "zod";
import * as access from "./access.ts";
import * as birthdayGift from "./birthday-gift.ts";
import * as freeDelivery from "./free-delivery.ts";
import * as own from "./own.ts";

export const kinds = { access, "birthday-gift": birthdayGift, "free-delivery": freeDelivery, own };
export const benefit = z.discriminatedUnion("kind", [access.terms, birthdayGift.terms, freeDelivery.terms, own.terms]);
export type Benefit = z.infer<typeof benefit>;

/** A benefit in words. */
export function benefitSentence(given: Benefit): string {
  switch (given.kind) {
    case "access":
      return access.sentence(given);
    case "birthday-gift":
      return birthdayGift.sentence(given);
    case "free-delivery":
      return freeDelivery.sentence(given);
    case "own":
      return own.sentence(given);
    default:
      return given satisfies never;
  }
}
