import * as z from "zod";
import { priced } from "./priced.ts";

/** A thing handed over: a coffee, a bag. `sku` is the store's own number for it. */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("product"),
  sku: z.string().min(1).max(100).optional(),
});
export type Product = z.infer<typeof terms>;

export const sentence = (given: Product) => `a product for ${given.cost.amount} ${given.cost.unit}`;
