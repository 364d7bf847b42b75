import * as z from "zod";
import type { Told } from "../event.ts";
import { type Declared, type KindFault, type Naming, PLAIN, type Wording } from "../kinds.ts";
import type { Line, Moment } from "./moment.ts";
import { plain, plainKindOf } from "./plain.ts";

/** A condition does not hold. Of one about goods: only the other lines count, and there is at least one. */
export const terms = z.strictObject({ kind: z.literal("not"), of: plain });
type Terms = z.infer<typeof terms>;

export const ofMember = ({ of }: Terms) => plainKindOf(of).ofMember?.(of as never) ?? false;
export const names = ({ of }: Terms): Naming[] => (plainKindOf(of).names?.(of as never) ?? []).map(below);
export const faults = ({ of }: Terms, declared: Declared): KindFault[] =>
  (plainKindOf(of).faults?.(of as never, declared) ?? []).map(below);
export const needsOf = ({ of }: Terms): Told[] => [...(plainKindOf(of).needs ?? [])];
export const sentence = ({ of }: Terms, wording: Wording = PLAIN) =>
  wording.tongue.conditions.not(plainKindOf(of).sentence(of as never, wording));
export const counts = ({ of }: Terms, line: Line, moment: Moment) => {
  const { counts: partCounts } = plainKindOf(of);
  return partCounts ? !partCounts(of as never, line, moment) : true;
};
export const holds = ({ of }: Terms, moment: Moment) =>
  plainKindOf(of).counts
    ? moment.lines.some((line) => counts({ kind: "not", of }, line, moment))
    : !plainKindOf(of).holds(of as never, moment);

const below = <Found extends { path: PropertyKey[] }>(found: Found): Found => ({
  ...found,
  path: ["of", ...found.path],
});
