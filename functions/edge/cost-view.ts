/** What a reward costs, as contracts show it. */
import * as z from "zod";
import type { PricedReward } from "../programme/rewards/index.ts";
import type { JsonObject } from "../values/json.ts";

const price = { unit: z.string(), amount: z.int() };

export const costShape = z.strictObject({
  ...price,
  also: z.array(z.strictObject(price)).describe("what it costs besides, of other units").optional(),
});

/** What one step of it costs. */
export function costView({ cost: { unit, amount, also } }: PricedReward): JsonObject {
  return { unit, amount, ...(also === undefined ? {} : { also: also.map((each) => ({ ...each })) }) };
}
