import * as z from "zod";
import type { Told } from "../event.ts";
import { type Declared, type KindFault, type Naming, PLAIN, type Wording } from "../kinds.ts";
import type { Line, Moment } from "./moment.ts";
import { type Plain, plain, plainKindOf } from "./plain.ts";

/**
 * One of these conditions holds, or several. Where only some about goods do, the lines of those goods count; where another
 * holds, all do.
 */
export const terms = z.strictObject({ kind: z.literal("any"), of: z.array(plain).min(2).max(10) });
type Terms = z.infer<typeof terms>;

export const ofMember = ({ of }: Terms) => of.every((part) => plainKindOf(part).ofMember?.(part as never) ?? false);
export const names = ({ of }: Terms): Naming[] =>
  of.flatMap((part, index) => below(index, plainKindOf(part).names?.(part as never)));
export const faults = ({ of }: Terms, declared: Declared): KindFault[] =>
  of.flatMap((part, index) => below(index, plainKindOf(part).faults?.(part as never, declared)));
export const needsOf = ({ of }: Terms): Told[] => of.flatMap((part) => [...(plainKindOf(part).needs ?? [])]);
export const sentence = ({ of }: Terms, wording: Wording = PLAIN) =>
  wording.tongue.conditions.any(of.map((part) => plainKindOf(part).sentence(part as never, wording)));
export const holds = ({ of }: Terms, moment: Moment) => of.some((part) => partHolds(part, moment));

/** Whether a line counts: one of the conditions about goods counts it, or a condition about something else holds. */
export const counts = ({ of }: Terms, line: Line, moment: Moment) =>
  of.some((part) => {
    const { counts: partCounts } = plainKindOf(part);
    return partCounts ? partCounts(part as never, line, moment) : partHolds(part, moment);
  }) || !of.some((part) => plainKindOf(part).counts);

/** The smallest of the amounts by which it holds; 0 where it holds by something else. */
export function leastMinor({ of }: Terms, moment: Moment): number {
  const holding = of.filter((part) => partHolds(part, moment));
  return Math.min(...holding.map((part) => plainKindOf(part).leastMinor?.(part as never, moment) ?? 0));
}

const partHolds = (part: Plain, moment: Moment) => plainKindOf(part).holds(part as never, moment);

const below = <Found extends { path: PropertyKey[] }>(index: number, found: Found[] = []): Found[] =>
  found.map((one) => ({ ...one, path: ["of", index, ...one.path] }));
