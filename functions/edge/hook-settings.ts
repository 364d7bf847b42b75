/** Which platform may speak for which store, and the secrets it signs with: two while one replaces the other. */
import * as z from "zod";

const settings = z.record(
  z.string(),
  z.strictObject({
    shopify: z
      .strictObject({
        shop: z.string().describe("the shop's permanent domain"),
        secrets: z.array(z.string().min(1)).min(1).max(2),
        taxesIncluded: z.boolean().default(false).describe("whether the shop's prices include tax"),
      })
      .optional(),
    stripe: z
      .strictObject({
        secrets: z.array(z.string().min(1)).min(1).max(2).describe("signing secrets of the endpoint: whsec_…"),
        plans: z.record(z.string(), z.string()).describe("by price (price_…): the unit of the plan"),
      })
      .optional(),
  }),
);
export type Hooks = z.infer<typeof settings>;

const read = new Map<string, Hooks>();

/** The hooks of the HOOKS secret. Throws a fault when it is not what it should be. */
export function hooksOf(text: string | undefined): Hooks {
  if (text === undefined) return {};
  const known = read.get(text) ?? settings.parse(JSON.parse(text));
  read.set(text, known);
  return known;
}
