/** Budgets: how much of a unit a campaign may give in all. */
import * as z from "zod";
import { floorMulDiv } from "../values/ratio.ts";
import { PLAIN, type Wording } from "./kinds.ts";
import { type Unit, worthIn } from "./unit.ts";
import { slug } from "./words.ts";

/** In units, or in money that the unit is worth. What rules earn of the unit draws on it; what refunds take back goes back. */
export const budget = z.union([
  z.strictObject({ unit: slug, amount: z.int().min(1).max(1_000_000_000_000) }),
  z.strictObject({ unit: slug, minor: z.int().min(1).max(1_000_000_000_000) }),
]);
export type Budget = z.infer<typeof budget>;

/** The budget in whole units; money is rounded down. Throws a fault for money of a unit without worth: read before. */
export function budgetUnits(given: Budget, units: Record<string, Unit>): number {
  if ("amount" in given) return given.amount;
  const terms = units[given.unit];
  const worth = terms && worthIn(terms);
  if (!worth) throw new Error(`${given.unit} is worth no money`);
  return floorMulDiv(given.minor, worth.amount, worth.minor);
}

/** A budget in words, of its unit: what rules give of others goes on without it. */
export function budgetSentence(given: Budget, { money, name, units, tongue }: Wording = PLAIN): string {
  const says = tongue.limits.budget;
  const unit = name("unit", given.unit);
  return "amount" in given
    ? says.units({ unit, units: units(given.amount, given.unit) })
    : says.money({ unit, money: money(given.minor) });
}
