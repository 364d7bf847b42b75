import * as z from "zod";
import type { VoucherGrant } from "../../values/grant.ts";
import { priced, priceSentence, stepsSentence } from "./priced.ts";

/** A code worth money at a store. With steps, the member chooses a multiple: each step costs `cost` and is worth `valueMinor`. */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("voucher"),
  valueMinor: z.int().min(1).max(1_000_000_00),
  stepsMax: z.int().min(1).max(1000).default(1),
  /** Where and for what it may be used; absent: at every store, for all goods. */
  only: z
    .strictObject({
      channels: z.array(z.string().min(1).max(40)).min(1).max(20).optional(),
      categories: z.array(z.string().min(1).max(100)).min(1).max(100).optional(),
    })
    .optional(),
  validDays: z.int().min(1).max(3660).default(365),
});
export type Voucher = z.infer<typeof terms>;

export const sentence = (given: Voucher) => {
  const goods = given.only?.categories === undefined ? "" : `, for ${given.only.categories.join(" or ")}`;
  const where = given.only?.channels === undefined ? "" : `, in ${given.only.channels.join(" or ")} only`;
  return `a voucher worth ${given.valueMinor} minor units${priceSentence(given)}${stepsSentence(given)}${goods}${where}`;
};

export const gives = ({ valueMinor, validDays, only }: Voucher, steps: number): VoucherGrant[] => [
  { kind: "voucher", valueMinor: valueMinor * steps, validDays, ...(only === undefined ? {} : { only }) },
];
