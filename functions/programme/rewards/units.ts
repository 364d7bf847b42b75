import * as z from "zod";
import type { UnitsGrant } from "../../values/grant.ts";
import type { Naming, Wording } from "../kinds.ts";
import { slug } from "../words.ts";
import { priced, pricedSentence } from "./priced.ts";

/** Units of another sort for the ones spent: wallet money, stars, a status credit. They live as long as that unit says, from today. */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("units"),
  gives: z.strictObject({ unit: slug, amount: z.int().min(1).max(1_000_000_000) }),
  stepsMax: z.int().min(1).max(1000).default(1),
});
export type Units = z.infer<typeof terms>;

export const names = ({ gives: { unit } }: Units): Naming[] => [{ what: "unit", name: unit, path: ["gives", "unit"] }];
export const sentence = (given: Units, wording: Wording) =>
  pricedSentence(given, wording, { what: wording.units(given.gives.amount, given.gives.unit) });

export const gives = ({ gives: { unit, amount } }: Units, steps: number): UnitsGrant[] => [
  {
    kind: "units",
    unit,
    per: "event",
    numerator: amount * steps,
    denominator: 0,
    why: { amount: amount * steps, percent: 100 },
  },
];
