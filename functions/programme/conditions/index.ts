/**
 * Every condition kind, one file each: the shape of its terms, the sentence a merchant reads, and when it holds. A kind
 * that is about lines also says which lines count. Most are listed in plain.ts; here are those that combine them.
 */
import * as z from "zod";
import type { JsonObject } from "../../values/json.ts";
import { TOLD, tellsOf } from "../event.ts";
import { type Declared, finderOf, type KindFault, type Naming, termsOf, type Wording } from "../kinds.ts";
import * as anyOf from "./any.ts";
import type { Line, Moment } from "./moment.ts";
import * as not from "./not.ts";
import { type ConditionKind, kinds as plainKinds } from "./plain.ts";

export const kinds = [...plainKinds, anyOf, not] as const;
export const condition = z.discriminatedUnion("kind", termsOf(kinds));
export type Condition = z.infer<typeof condition>;

const kindOf = finderOf<ConditionKind>(kinds);

/** Whether all conditions hold at a moment, of which they see the lines that count. */
export function allHold(conditions: Condition[], moment: Moment): boolean {
  const counted = counting(conditions, moment);
  return conditions.every((given) => kindOf(given).holds(given as never, counted));
}

/** What would make all conditions hold that do not, in sentences: first those that nothing helps, as they are asked. Empty: all hold. */
export function allMissing(conditions: Condition[], moment: Moment, wording: Wording): string[] {
  const counted = counting(conditions, moment);
  const unmet = conditions
    .filter((given) => !kindOf(given).holds(given as never, counted))
    .map((given) => ({ given, helps: kindOf(given).missing?.(given as never, counted, wording) ?? null }));
  const asked = unmet.flatMap(({ given, helps }) => (helps === null ? [conditionSentence(given, wording)] : []));
  return [
    ...(asked.length === 0 ? [] : [wording.tongue.conditions.applies(asked)]),
    ...unmet.flatMap(({ helps }) => helps ?? []),
  ];
}

/** The published numbers that conditions saw, by name. */
export function allSaw(conditions: Condition[], moment: Moment): JsonObject {
  return Object.assign({}, ...conditions.map((given) => kindOf(given).saw?.(given as never, moment) ?? {}));
}

/** A condition in words: as a merchant reads it, or with the programme's wording as a member does. */
export function conditionSentence(given: Condition, wording?: Wording): string {
  return kindOf(given).sentence(given as never, wording);
}

/** What a condition names of the document. */
export function conditionNames(given: Condition): Naming[] {
  return kindOf(given).names?.(given as never) ?? [];
}

/** What of a condition does not fit with what the document declares. */
export function conditionFaults(given: Condition, declared: Declared): KindFault[] {
  return kindOf(given).faults?.(given as never, declared) ?? [];
}

/** Whether a condition asks about the member alone, whatever happened. */
export function isOfMember(given: Condition): boolean {
  return kindOf(given).ofMember?.(given as never) ?? false;
}

/** The conditions that a condition is made of: itself, or those that it combines. */
export function partsOf(given: Condition): Condition[] {
  return "of" in given ? [given.of].flat() : [given];
}

/** Whether a condition asks who else is at a venue. */
export function isOfOthers(given: Condition): boolean {
  return partsOf(given).some((part) => kindOf(part).ofOthers === true);
}

/** Why a condition can never be asked of an event, or never hold on it; or null: it can. */
export function conditionMisfit(given: Condition, on: string, declared: Pick<Declared, "metrics">): string | null {
  const { needs = [], needsOf } = kindOf(given);
  const missing = [...needs, ...(needsOf?.(given as never) ?? [])].find((told) => !tellsOf(on).includes(told));
  if (missing !== undefined) return TOLD[missing];
  const misfits = partsOf(given).map((part) => kindOf(part).misfit?.(part as never, on, declared) ?? null);
  return misfits.find((misfit) => misfit !== null) ?? null;
}

/** Whether a line of an order counts towards a rule's basis. */
export function lineCounts(conditions: Condition[], line: Line, moment: Moment): boolean {
  return conditions.every((given) => kindOf(given).counts?.(given as never, line, moment) ?? true);
}

/** What the goods that count must be worth at least, in minor units, for the conditions that hold; 0: anything. */
export function leastMinor(conditions: Condition[], moment: Moment): number {
  const counted = counting(conditions, moment);
  return Math.max(0, ...conditions.map((given) => kindOf(given).leastMinor?.(given as never, counted) ?? 0));
}

function counting(conditions: Condition[], moment: Moment): Moment {
  return { ...moment, lines: moment.lines.filter((line) => lineCounts(conditions, line, moment)) };
}
