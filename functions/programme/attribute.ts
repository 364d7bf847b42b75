/** Attributes: what a member may say of herself. The values are personal data, kept with her profile and erased with it. */
import * as z from "zod";
import { slug, words } from "./words.ts";

const number = z.int().min(-1_000_000_000).max(1_000_000_000);
const choices = z
  .array(z.strictObject({ id: slug, name: words }))
  .min(1)
  .max(100)
  .refine((given) => new Set(given.map(({ id }) => id)).size === given.length, "each id once");

export const attribute = z.discriminatedUnion("kind", [
  /** One of the choices, in the order in which they are shown. */
  z.strictObject({ kind: z.literal("choice"), name: words, choices }),
  /** Any number of the choices. */
  z.strictObject({ kind: z.literal("choices"), name: words, choices }),
  z.strictObject({ kind: z.literal("number"), name: words, min: number.default(0), max: number.default(1_000_000) }),
  z.strictObject({ kind: z.literal("date"), name: words }),
  z.strictObject({ kind: z.literal("yes-no"), name: words }),
]);
export type Attribute = z.infer<typeof attribute>;

/** What a value of an attribute may be. */
export function allowedFor(given: Attribute): z.ZodType<string | string[] | number | boolean> {
  switch (given.kind) {
    case "choice":
      return z.enum(given.choices.map(({ id }) => id));
    case "choices":
      return z
        .array(z.enum(given.choices.map(({ id }) => id)))
        .max(100)
        .refine((chosen) => new Set(chosen).size === chosen.length, "each choice once");
    case "number":
      return z.int().min(given.min).max(given.max);
    case "date":
      return z.iso.date();
    case "yes-no":
      return z.boolean();
    default:
      return given satisfies never;
  }
}
