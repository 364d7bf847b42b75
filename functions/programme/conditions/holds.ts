import * as z from "zod";
import { type Naming, PLAIN, type Wording } from "../kinds.ts";
import { slug } from "../words.ts";
import type { Moment } from "./moment.ts";

/** The member has at least so many of a unit available: a membership that is valid, a badge, enough stars. */
export const terms = z.strictObject({
  kind: z.literal("holds"),
  unit: slug,
  atLeast: z.int().min(1).max(1_000_000_000).default(1),
});
type Terms = z.infer<typeof terms>;

export const ofMember = () => true;
export const names = ({ unit }: Terms): Naming[] => [{ what: "unit", name: unit, path: ["unit"] }];
export const sentence = ({ unit, atLeast }: Terms, { tongue, units }: Wording = PLAIN) =>
  tongue.conditions.holds.says({ units: units(atLeast, unit), isOne: atLeast === 1 });
export const holds = ({ unit, atLeast }: Terms, { who }: Moment) => who.holds(unit) >= atLeast;
export const missing = ({ unit, atLeast }: Terms, { who }: Moment, { tongue, units }: Wording) =>
  tongue.conditions.holds.missing(units(atLeast - who.holds(unit), unit));
