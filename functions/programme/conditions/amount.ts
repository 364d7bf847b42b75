import * as z from "zod";
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
  tongue.conditions.amount.missing(money(given.atLeastMinor - worth(lines)));

const worth = (lines: Moment["lines"]) => lines.reduce((sum, { basisMinor }) => sum + basisMinor, 0);
