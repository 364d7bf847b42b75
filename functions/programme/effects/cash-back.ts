import * as z from "zod";
import type { UnitsGrant } from "../../values/grant.ts";
import type { Moment } from "../conditions/moment.ts";
import { type Naming, PLAIN, type Wording } from "../kinds.ts";
import { slug } from "../words.ts";

/** Hundredths of what is paid: a unit is a minor unit of money here, so a wallet's unit is money itself. */
const WHOLE_PERCENT = 100;

/** A percentage of what is paid comes back in a unit, times the rate of her benefits; fractions are carried, and a refund takes its share back. */
export const terms = z.strictObject({
  kind: z.literal("cash-back"),
  unit: slug,
  percent: z.int().min(1).max(WHOLE_PERCENT),
});
type CashBack = z.infer<typeof terms>;

export const earns = true;
export const names = ({ unit }: CashBack): Naming[] => [{ what: "unit", name: unit, path: ["unit"] }];
export const needs = ["money"] as const;
export const sentence = ({ unit, percent }: CashBack, { name, tongue }: Wording = PLAIN) =>
  tongue.effects["cash-back"]({ percent, unit: name("unit", unit) });
export function gives({ unit, percent: amount }: CashBack, { rate }: Moment): UnitsGrant[] {
  const percent = Math.max(0, rate(unit));
  const worth = { numerator: amount * percent, denominator: WHOLE_PERCENT * WHOLE_PERCENT };
  return [{ kind: "units", unit, per: "money", ...worth, why: { amount, percent, perMinor: WHOLE_PERCENT } }];
}
