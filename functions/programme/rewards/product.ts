import * as z from "zod";
import type { Grant, VoucherGrant } from "../../values/grant.ts";
import type { Wording } from "../kinds.ts";
import type { FulfilledBy } from "./fulfilment.ts";
import { priced, pricedSentence } from "./priced.ts";

/** A thing handed over: a coffee, a bag. `sku` is the store's own number for it. */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("product"),
  sku: z.string().min(1).max(100).optional(),
  /** It is sent to her: packed, shipped, delivered, perhaps returned. */
  shipped: z.boolean().default(false),
  /** Days in which it may be collected where a rule gives it. */
  validDays: z.int().min(1).max(3660).default(365),
});
export type Product = z.infer<typeof terms>;

export const sentence = (given: Product, wording: Wording) => {
  const { product, sent, collect } = wording.tongue.rewards;
  // What is bought is handed over at once; what has no price can only be given.
  const more = given.cost === undefined ? [collect(given.validDays)] : [];
  return pricedSentence(given, wording, { what: product, aside: given.shipped ? sent : null, more });
};
/** The store hands it over: the ledger gives nothing more. */
export const gives = (): Grant[] => [];
/** A code for the thing: a store's cart takes one piece of it off, or the counter hands it over. */
export const collects = ({ sku, validDays }: Product): VoucherGrant[] => [
  { kind: "voucher", valueMinor: null, validDays, ...(sku === undefined ? {} : { only: { skus: [sku] } }) },
];
export const fulfilledBy = ({ shipped }: Product): FulfilledBy | null => (shipped ? "goods" : null);
