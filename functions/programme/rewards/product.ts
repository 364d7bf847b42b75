import * as z from "zod";
import type { Grant } from "../../values/grant.ts";
import { priced, priceSentence } from "./priced.ts";

/** A thing handed over: a coffee, a bag. `sku` is the store's own number for it. */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("product"),
  sku: z.string().min(1).max(100).optional(),
});
export type Product = z.infer<typeof terms>;

export const sentence = (given: Product) => `a product${priceSentence(given)}`;
/** The store hands it over: the ledger gives nothing more. */
export const gives = (): Grant[] => [];
