import * as z from "zod";
import type { Grant } from "../../values/grant.ts";
import type { Wording } from "../kinds.ts";
import { priced, pricedSentence } from "./priced.ts";

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

export const sentence = ({ valueMinor, stepsMin, stepsMax, ...given }: PointsAsMoney, wording: Wording) => {
  const says = wording.tongue.rewards["points-as-money"];
  const [least, most] = [wording.money(valueMinor * stepsMin), wording.money(valueMinor * stepsMax)];
  const steps = stepsMin > 1 ? says.between({ least, most }) : says.upTo(most);
  return pricedSentence(given, wording, { what: says.says(wording.money(valueMinor)), more: [steps] });
};
/** The store takes the money off its order: the ledger gives nothing more. */
export const gives = (): Grant[] => [];
/** So many units are so much money. */
export const paysWith = ({ cost, valueMinor }: PointsAsMoney) => ({ amount: cost?.amount ?? 1, minor: valueMinor });
