import * as z from "zod";
import { roundDiv, toSafe } from "../../values/ratio.ts";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

/**
 * The goods of the order that count are worth at least this much, in minor units, after discounts. A refund that brings
 * the rest below it takes back all that the rule gave.
 */
export const terms = z.strictObject({ kind: z.literal("amount"), atLeastMinor: z.int().min(1).max(1_000_000_000) });
type Terms = z.infer<typeof terms>;

export const needs = ["money"] as const;
export const sentence = (given: Terms, { money, tongue }: Wording = PLAIN) =>
  tongue.conditions.amount.says(money(given.atLeastMinor));
export const leastMinor = (given: Terms) => given.atLeastMinor;
export const holds = (given: Terms, { lines }: Moment) => worth(lines) >= given.atLeastMinor;
export const missing = (given: Terms, { lines }: Moment, { money, tongue }: Wording) =>
  tongue.conditions.amount.missing(money(goodsMissing(given, lines)));

/**
 * What further goods that count have to cost, in minor units: of each as much counts as of those that are there, since a
 * discount or an included tax takes its share of them too. A minor unit for each line and for the whole is added for what
 * was rounded, so that who follows it is there; while nothing counts, nothing is known of shares.
 */
function goodsMissing({ atLeastMinor }: Terms, lines: Moment["lines"]): number {
  const counting = lines.filter(({ basisMinor }) => basisMinor > 0);
  const basis = worth(counting);
  const goods = counting.reduce((sum, { quantity, unitMinor, basisMinor }) => {
    return sum + (unitMinor === undefined ? basisMinor : quantity * unitMinor);
  }, 0);
  const rounded = counting.length + 1;
  if (goods <= basis || basis <= rounded) return atLeastMinor - basis;
  return toSafe(roundDiv(BigInt(atLeastMinor + rounded) * BigInt(goods), BigInt(basis - rounded), "up")) - goods;
}

const worth = (lines: Moment["lines"]) => lines.reduce((sum, { basisMinor }) => sum + basisMinor, 0);
