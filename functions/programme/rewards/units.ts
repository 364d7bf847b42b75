import * as z from "zod";
import type { UnitsGrant } from "../../values/grant.ts";
import type { Naming } from "../kinds.ts";
import { slug } from "../words.ts";
import { priced, priceSentence } from "./priced.ts";

/** Units of the programme for other units: a book for its stamps, money in the wallet for points. */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("units"),
  unit: slug,
  amount: z.int().min(1).max(1_000_000_000),
});
export type Units = z.infer<typeof terms>;

export const names = ({ unit }: Units): Naming[] => [{ what: "unit", name: unit, path: ["unit"] }];
export const sentence = (given: Units) => `${given.amount} ${given.unit}${priceSentence(given)}`;
export const gives = ({ unit, amount }: Units, steps: number): UnitsGrant[] => [
  {
    kind: "units",
    unit,
    per: "event",
    numerator: amount * steps,
    denominator: 0,
    why: { amount: amount * steps, percent: 100 },
  },
];
