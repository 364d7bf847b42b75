import * as z from "zod";
import type { PriceGrant } from "../../values/grant.ts";
import { floorMulDiv } from "../../values/ratio.ts";
import { PLAIN, type Wording } from "../kinds.ts";

/**
 * A price for this member: a piece of the goods that count costs her so much, or so many percent less (what is taken off is
 * rounded down), and never more than others. Quotes take it off the cart; the answer to a purchase says it of what was sent.
 * A time is counted where a line was sent at more, or at the very price; of a percentage, where it was sent at more.
 */
export const terms = z
  .strictObject({
    kind: z.literal("member-price"),
    priceMinor: z.int().min(0).max(1_000_000_000).optional(),
    percent: z.int().min(1).max(100).optional(),
  })
  .refine(({ priceMinor, percent }) => (priceMinor === undefined) !== (percent === undefined), {
    message: "say priceMinor or percent",
  });
type MemberPrice = z.infer<typeof terms>;

export const needs = ["lines"] as const;
export const sentence = ({ priceMinor, percent = 0 }: MemberPrice, { count, money, tongue }: Wording = PLAIN) =>
  priceMinor === undefined
    ? tongue.effects["member-price"].percent(count(percent))
    : tongue.effects["member-price"].money(money(priceMinor));
export const gives = ({ priceMinor, percent }: MemberPrice): PriceGrant[] => [
  { kind: "price", priceMinor: priceMinor ?? null, percent: percent ?? null },
];

/** What a piece that costs so much costs her, in minor units: never more. */
export function priceFor({ priceMinor, percent }: Omit<PriceGrant, "kind">, unitMinor: number): number {
  return Math.min(unitMinor, priceMinor ?? unitMinor - floorMulDiv(unitMinor, percent ?? 0, 100));
}
