import * as z from "zod";
import type { VoucherGrant } from "../../values/grant.ts";
import type { Wording } from "../kinds.ts";
import { priced, pricedSentence } from "./priced.ts";

/** Delivery that costs nothing, once: a code that a store's checkout takes instead of charging for it. */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("free-delivery"),
  validDays: z.int().min(1).max(3660).default(365),
});
export type FreeDelivery = z.infer<typeof terms>;

export const sentence = (given: FreeDelivery, wording: Wording) =>
  pricedSentence(given, wording, {
    what: wording.tongue.rewards["free-delivery"],
    more: [wording.tongue.rewards.good(given.validDays)],
  });
export const gives = ({ validDays }: FreeDelivery): VoucherGrant[] => [
  { kind: "voucher", valueMinor: null, validDays },
];
