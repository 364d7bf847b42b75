import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import { boundsOf, calledEither } from "../words.ts";
import type { Moment } from "./moment.ts";

const number = z.int().min(-1_000_000_000).max(1_000_000_000);

/** A field that the event itself tells: it is one of these values, or a number that is at least, at most or both. */
export const terms = z
  .strictObject({
    kind: z.literal("data"),
    field: z.string().min(1).max(100),
    in: z
      .array(z.union([z.string().max(200), number, z.boolean()]))
      .min(1)
      .max(100)
      .optional(),
    atLeast: number.optional(),
    atMost: number.optional(),
  })
  .refine(({ in: values, atLeast, atMost }) => (values === undefined) !== ((atLeast ?? atMost) === undefined), {
    message: "say in, or atLeast and atMost",
  });
type Terms = z.infer<typeof terms>;

export const needs = ["data"] as const;
export function sentence({ field: given, in: values, atLeast, atMost }: Terms, wording: Wording = PLAIN): string {
  const says = wording.tongue.conditions.data;
  const field = calledEither([given], wording, "told");
  return values
    ? says.values({ field, values: calledEither(values.map(String), wording, "values") })
    : says.bounds({ field, ...boundsOf({ atLeast, atMost }) });
}

export function holds({ field, in: values, atLeast, atMost }: Terms, { data }: Moment): boolean {
  const value = Object.hasOwn(data, field) ? data[field] : undefined;
  if (values) return values.some((wanted) => wanted === value);
  if (typeof value !== "number") return false;
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}
