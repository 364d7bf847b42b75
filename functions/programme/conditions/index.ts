/**
 * Every condition kind, one file each: the shape of its terms, the sentence a merchant reads, and when it holds. A kind
 * that is about lines also says which lines count.
 */
import * as z from "zod";
import { TOLD, type Told, tellsOf } from "../event.ts";
import { finderOf, type Kind, type Naming, termsOf } from "../kinds.ts";
import * as amount from "./amount.ts";
import * as category from "./category.ts";
import type { Line, Moment } from "./moment.ts";
import * as sku from "./sku.ts";
import * as tier from "./tier.ts";
import * as trust from "./trust.ts";
import * as weekday from "./weekday.ts";

export const kinds = [amount, category, sku, tier, trust, weekday] as const;
export const condition = z.discriminatedUnion("kind", termsOf(kinds));
export type Condition = z.infer<typeof condition>;

interface ConditionKind extends Kind {
  holds(given: never, moment: Moment): boolean;
  /** Whether a line counts towards what the rule earns; absent: all do. */
  counts?(given: never, line: Line): boolean;
  /** What the counted goods must be worth at least, in minor units; absent: anything. */
  leastMinor?(given: never): number;
  /** What an event must tell for it to be asked; absent: nothing. */
  needs?: readonly Told[];
}
const kindOf = finderOf<ConditionKind>(kinds);

/** Whether all conditions hold at a moment, of which they see the lines that count. */
export function allHold(conditions: Condition[], moment: Moment): boolean {
  const counted = { ...moment, lines: moment.lines.filter((line) => lineCounts(conditions, line)) };
  return conditions.every((given) => kindOf(given).holds(given as never, counted));
}

/** A condition in words. */
export function conditionSentence(given: Condition): string {
  return kindOf(given).sentence(given as never);
}

/** What a condition names of the document. */
export function conditionNames(given: Condition): Naming[] {
  return kindOf(given).names?.(given as never) ?? [];
}

/** Why a condition can never be asked of an event, or null: it can. */
export function conditionMisfit(given: Condition, on: string): string | null {
  const missing = kindOf(given).needs?.find((told) => !tellsOf(on).includes(told));
  return missing === undefined ? null : TOLD[missing];
}

/** Whether a line of an order counts towards a rule's basis. */
export function lineCounts(conditions: Condition[], line: Line): boolean {
  return conditions.every((given) => kindOf(given).counts?.(given as never, line) ?? true);
}

/** What the goods that count must be worth at least, in minor units; 0: anything. */
export function leastMinor(conditions: Condition[]): number {
  return Math.max(0, ...conditions.map((given) => kindOf(given).leastMinor?.(given as never) ?? 0));
}
