import * as z from "zod";
import type { JsonObject } from "../../values/json.ts";
import { type Declared, type KindFault, type Naming, PLAIN, type Wording } from "../kinds.ts";
import { boundsOf, slug } from "../words.ts";
import type { Moment } from "./moment.ts";

const number = z.int().min(-1_000_000_000).max(1_000_000_000);

/** A number that the shop publishes (stock, season, demand) is at least, at most or both, as it is now. The why names what it saw. */
export const terms = z
  .strictObject({ kind: z.literal("input"), input: slug, atLeast: number.optional(), atMost: number.optional() })
  .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, {
    message: "say atLeast, atMost or both",
  });
export type Terms = z.infer<typeof terms>;

export const names = ({ input }: Terms): Naming[] => [{ what: "input", name: input, path: ["input"] }];
/** What can never hold: no number is above the most and below the least, or beyond what the input can be. */
export function faults({ input, atLeast, atMost }: Terms, { inputs }: Pick<Declared, "inputs">): KindFault[] {
  const limits = inputs[input];
  if (!limits) return [];
  const { min, max } = limits;
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost)
    return [{ path: ["atMost"], says: "must not be below `atLeast`" }];
  if (atLeast !== undefined && atLeast > max) return [{ path: ["atLeast"], says: `${input} is ${max} at most` }];
  if (atMost !== undefined && atMost < min) return [{ path: ["atMost"], says: `${input} is ${min} at least` }];
  return [];
}

export const sentence = ({ input, atLeast, atMost }: Terms, { name, tongue }: Wording = PLAIN) =>
  tongue.conditions.input({ name: name("input", input), ...boundsOf({ atLeast, atMost }) });

export function holds({ input, atLeast, atMost }: Terms, moment: Pick<Moment, "input">): boolean {
  const value = moment.input(input);
  if (value === null) return false;
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}

export function saw({ input }: Terms, moment: Moment): JsonObject {
  return { [input]: moment.input(input) };
}
