import * as z from "zod";
import { type Naming, PLAIN, type Wording } from "../kinds.ts";
import { slug } from "../words.ts";
import { benefitId } from "./named.ts";

/**
 * Whatever rules earn of a unit is so many percent of it: 150 is one and a half times. It acts by itself, no rule repeats it;
 * with a rule's own percent for a tier, and with other rates, it adds up and does not compound.
 */
export const terms = z.strictObject({
  kind: z.literal("rate"),
  ...benefitId,
  unit: slug,
  percent: z.int().min(0).max(10_000),
});
export type Rate = z.infer<typeof terms>;

export const names = ({ unit }: Rate): Naming[] => [{ what: "unit", name: unit, path: ["unit"] }];
export const sentence = ({ unit, percent }: Rate, { count, name, tongue }: Wording = PLAIN) =>
  tongue.benefits.rate({ percent: count(percent), unit: name("unit", unit) });
