import * as z from "zod";
import type { Grant } from "../../values/grant.ts";
import type { Wording } from "../kinds.ts";
import { priced, priceSentence } from "./priced.ts";

/**
 * Units that pay at a checkout: each step costs `cost` and takes `valueMinor` off, from `stepsMin` to `stepsMax` steps. It
 * is held for the order, captured whole or in parts, and reversed in parts as the order is refunded.
 */
export const terms = z
  .strictObject({
    ...priced,
    kind: z.literal("points-as-money"),
    valueMinor: z.int().min(1).max(1_000_000),
    stepsMin: z.int().min(1).max(1_000_000).default(1),
    stepsMax: z.int().min(1).max(1_000_000),
  })
  .refine(({ cost }) => cost !== undefined, { message: "name what a step costs", path: ["cost"] })
  .refine(({ cost }) => cost?.also === undefined, { message: "money is paid with one unit", path: ["cost", "also"] })
  .refine(({ stock }) => stock === undefined, { message: "money has no pieces", path: ["stock"] })
  .refine(({ stepsMin, stepsMax }) => stepsMin <= stepsMax, { message: "fewer than stepsMin", path: ["stepsMax"] });
export type PointsAsMoney = z.infer<typeof terms>;

export const sentence = (given: PointsAsMoney, wording: Wording) => {
  const much = (steps: number) => wording.money(given.valueMinor * steps);
  const [least, most] = [much(given.stepsMin), much(given.stepsMax)];
  const steps = given.stepsMin > 1 ? `, from ${least} to ${most} at once` : `, up to ${most} at once`;
  return `${wording.money(given.valueMinor)} off an order${priceSentence(given, wording)}${steps}`;
};
/** The store takes the money off its order: the ledger gives nothing more. */
export const gives = (): Grant[] => [];
/** So many units are so much money. */
export const paysWith = ({ cost, valueMinor }: PointsAsMoney) => ({ amount: cost?.amount ?? 1, minor: valueMinor });
