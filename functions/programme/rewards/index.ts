/** Every reward kind, one file each: the shape of its terms and the sentence a merchant reads. */
import * as z from "zod";
import * as discountLevel from "./discount-level.ts";
import * as product from "./product.ts";
import * as voucher from "./voucher.ts";

export const kinds = { "discount-level": discountLevel, product, voucher };
export const reward = z.discriminatedUnion("kind", [discountLevel.terms, product.terms, voucher.terms]);
export type Reward = z.infer<typeof reward>;
/** A reward that is bought with units; a discount level is not. */
export type PricedReward = product.Product | voucher.Voucher;

/** A reward in words. */
export function rewardSentence(given: Reward): string {
  switch (given.kind) {
    case "discount-level":
      return discountLevel.sentence(given);
    case "product":
      return product.sentence(given);
    case "voucher":
      return voucher.sentence(given);
    default:
      return given satisfies never;
  }
}
