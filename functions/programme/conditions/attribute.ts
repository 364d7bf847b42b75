import * as z from "zod";
import { type Declared, type KindFault, type Naming, PLAIN, type Wording } from "../kinds.ts";
import { boundsOf, slug } from "../words.ts";
import type { Moment } from "./moment.ts";

const number = z.int().min(-1_000_000_000).max(1_000_000_000);
const date = z.iso.date();

/**
 * What the member says of herself: one of these choices, yes or no, a number or a date (at least, at most or both). Who has
 * not said it is not meant.
 */
export const terms = z
  .strictObject({
    kind: z.literal("attribute"),
    attribute: slug,
    in: z.array(slug).min(1).max(100).optional(),
    is: z.boolean().optional(),
    atLeast: z.union([number, date]).optional(),
    atMost: z.union([number, date]).optional(),
  })
  .refine(
    ({ in: choices, is, atLeast, atMost }) =>
      [choices, is, atLeast ?? atMost].filter((given) => given !== undefined).length === 1,
    { message: "say in, is, or atLeast and atMost" },
  );
type Terms = z.infer<typeof terms>;

export const ofMember = () => true;
export const names = ({ attribute, in: choices = [] }: Terms): Naming[] => [
  { what: "attribute", name: attribute, path: ["attribute"] },
  ...choices.map((choice, index): Naming => ({ what: "choice", name: `${attribute}: ${choice}`, path: ["in", index] })),
];

export function faults({ attribute, is, atLeast, atMost }: Terms, { attributes }: Declared): KindFault[] {
  const kind = attributes[attribute]?.kind;
  if (kind === undefined) return [];
  const found: KindFault[] = [];
  if (is !== undefined && kind !== "yes-no") found.push({ path: ["is"], says: `${attribute} is no yes or no` });
  for (const [path, bound] of [
    ["atLeast", atLeast],
    ["atMost", atMost],
  ] as const) {
    if (bound !== undefined && kind !== (typeof bound === "number" ? "number" : "date"))
      found.push({ path: [path], says: `${attribute} is no ${typeof bound === "number" ? "number" : "date"}` });
  }
  return found;
}

export function sentence(
  { attribute, in: choices, is, atLeast, atMost }: Terms,
  { name: called, tongue }: Wording = PLAIN,
): string {
  const says = tongue.conditions.attribute;
  const name = called("attribute", attribute);
  if (choices) return says.choices({ choices: choices.map((one) => called("choice", `${attribute}: ${one}`)), name });
  return is === undefined
    ? says.bounds({ name, ...boundsOf({ atLeast, atMost }) })
    : says["yes-no"]({ isYes: is, name });
}

export function holds({ attribute, in: choices, is, atLeast, atMost }: Terms, { who }: Moment): boolean {
  const value = Object.hasOwn(who.attributes, attribute) ? who.attributes[attribute] : undefined;
  if (value === undefined) return false;
  if (choices) return [value].flat().some((chosen) => typeof chosen === "string" && choices.includes(chosen));
  if (is !== undefined) return value === is;
  // Dates are written year first, so that their order is that of their texts.
  return (
    (atLeast === undefined || (typeof value === typeof atLeast && value >= atLeast)) &&
    (atMost === undefined || (typeof value === typeof atMost && value <= atMost))
  );
}
