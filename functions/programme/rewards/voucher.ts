import * as z from "zod";
import { priced } from "./priced.ts";

/** A code worth money at a store. With `step`, the member chooses a multiple: each step costs `cost` and is worth `valueMinor`. */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("voucher"),
  valueMinor: z.int().min(1).max(1_000_000_00),
  stepsMax: z.int().min(1).max(1000).default(1),
  validDays: z.int().min(1).max(3660).default(365),
});
export type Voucher = z.infer<typeof terms>;

export const sentence = (given: Voucher) =>
  `a voucher worth ${given.valueMinor} minor units for ${given.cost.amount} ${given.cost.unit}${given.stepsMax > 1 ? `, up to ${given.stepsMax} at once` : ""}`;
