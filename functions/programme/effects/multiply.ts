import * as z from "zod";
import type { MultiplyGrant } from "../../values/grant.ts";
import { type Naming, PLAIN, type Wording } from "../kinds.ts";
import { slug } from "../words.ts";

/**
 * Multiply what other rules earn of a unit on the same event: 200 is twice as much. What it adds is a line of its own for
 * each earning that it multiplies, of goods that count for both rules, before caps and budgets cut either; several
 * multipliers add up and do not compound. Fractions are carried; outside of an order whole units are given, rounded down.
 */
export const terms = z.strictObject({
  kind: z.literal("multiply"),
  unit: slug,
  percent: z.int().min(101).max(10_000),
  /** The rules that it multiplies; absent: all. */
  of: z.array(slug).min(1).max(50).optional(),
});
type Multiply = z.infer<typeof terms>;

export const names = ({ unit, of = [] }: Multiply): Naming[] => [
  { what: "unit", name: unit, path: ["unit"] },
  ...of.map((name, index): Naming => ({ what: "rule", name, path: ["of", index] })),
];
export const sentence = ({ unit, percent, of }: Multiply, { count, name, tongue }: Wording = PLAIN) =>
  tongue.effects.multiply({
    percent: count(percent),
    unit: name("unit", unit),
    rules: of ? of.map((rule) => name("rule", rule)) : null,
  });
export const gives = ({ unit, percent, of }: Multiply): MultiplyGrant[] => [
  { kind: "multiply", unit, percent, of: of ?? null },
];
