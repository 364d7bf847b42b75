/**
 * Whole units of an exact worth: rounded down with the fraction carried to the next time, or rounded by themselves where
 * the unit says so.
 */
import type { Programme } from "../programme/programme.ts";
import type { UnitsGrant } from "../values/grant.ts";
import type { JsonObject } from "../values/json.ts";
import type { OrderEarned } from "../values/order-facts.ts";
import { floorDiv, type Rounding, roundDiv, toSafe } from "../values/ratio.ts";
import type { Draft } from "./draft.ts";

/**
 * The whole units that a change of an order's worth comes to, and the numbers that say how. Rounded down, the fraction is
 * carried to the next time; otherwise each state of the order is rounded by itself, and the difference moves. Fractions
 * that two members carried before they became one may be a whole unit together: where something limits what is given it
 * waits in the fraction, so that never more than the room is posted, and nothing when the change itself gives nothing.
 */
export function wholeChange(
  draft: Draft,
  member: string,
  earned: OrderEarned,
  { had, has, uncut }: { had: bigint; has: bigint; uncut: bigint },
): { amount: number; wanted: number; numbers: JsonObject } {
  const { denominator, rounding, most } = earned;
  if (denominator === 0) return { amount: toSafe(has - had), wanted: toSafe(uncut), numbers: {} };
  const divisor = BigInt(denominator);
  if (rounding !== "down") {
    const amount = toSafe(roundDiv(has, divisor, rounding) - roundDiv(had, divisor, rounding));
    return { amount, wanted: toSafe(roundDiv(uncut, divisor, rounding)), numbers: { denominator, rounding } };
  }
  const carry = carryMetric(earned);
  const carried = draft.counted(member, carry);
  const exact = BigInt(carried) + has - had;
  const whole = toSafe(floorDiv(exact, divisor));
  const amount = most === undefined ? whole : Math.min(whole, has > had ? most : 0);
  const left = toSafe(exact - BigInt(amount) * divisor);
  draft.count({ holder: member, metric: carry, bucket: 0, amount: left - carried });
  const wanted = toSafe(floorDiv(BigInt(carried) + uncut, divisor));
  return { amount, wanted, numbers: { carriedBefore: carried, carriedAfter: left, denominator } };
}

/** How a unit rounds what a rule earns. */
export function roundingOf({ units }: Programme, unit: string): Rounding {
  return units[unit]?.rounding ?? "down";
}

/** What a rule gives outside of an order, in whole units: its amount times what the tier, or a multiplier, multiplies by. */
export function wholeOf(grant: UnitsGrant, rounding: Rounding): number {
  return toSafe(roundDiv(hundredthsOf(grant, rounding), 100n, rounding));
}

/** The same in hundredths of a unit: it is whole before a multiplier takes a share of it. */
export function hundredthsOf({ why: { amount, percent, more = 100 } }: UnitsGrant, rounding: Rounding): bigint {
  return roundDiv(BigInt(amount) * BigInt(percent), 100n, rounding) * BigInt(more);
}

/**
 * The name under which a rule's worth adds up, its own for each unit, so that no unit lives on another's fractions. It
 * is the metric of the fraction that is carried, where the worth is rounded down.
 */
export function carryMetric({
  rule,
  unit,
  denominator,
  rounding,
}: Pick<OrderEarned, "rule" | "unit" | "denominator" | "rounding">): string {
  return `${rounding === "down" || denominator === 0 ? "carry" : rounding}:${rule}:${unit}:${denominator}`;
}
