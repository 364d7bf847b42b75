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
export const sentence = ({ unit, atLeast }: Terms, { units }: Wording = PLAIN) =>
  `for members who have ${atLeast === 1 ? "" : "at least "}${units(atLeast, unit)}`;
export const holds = ({ unit, atLeast }: Terms, { who }: Moment) => who.holds(unit) >= atLeast;
export const missing = ({ unit, atLeast }: Terms, { who }: Moment, { units }: Wording) =>
  `${units(atLeast - who.holds(unit), unit)} more and it counts.`;
