import * as z from "zod";
import type { Grant } from "../../values/grant.ts";
import type { Wording } from "../kinds.ts";
import { words } from "../words.ts";
import type { FulfilledBy } from "./fulfilment.ts";
import { priced, priceSentence, stepsSentence } from "./priced.ts";

/**
 * Points of a partner at a ratio: a step costs `cost` and is worth `amount` of the partner's. It is requested, and accepted or
 * rejected by the partner; until then the units are held, and rejected they go back to the lots they came from.
 */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("partner"),
  partner: words,
  /** What the partner calls its points. */
  gives: z.strictObject({ name: words, amount: z.int().min(1).max(1_000_000_000) }),
  stepsMax: z.int().min(1).max(1_000_000).default(1),
});
export type Partner = z.infer<typeof terms>;

export const sentence = (given: Partner, wording: Wording) =>
  `${wording.count(given.gives.amount)} ${wording.say(given.gives.name)} with ${wording.say(given.partner)}${priceSentence(given, wording)}${stepsSentence(given, wording)}`;
/** The partner gives its own points: the ledger gives nothing more. */
export const gives = (): Grant[] => [];
export const fulfilledBy = (): FulfilledBy => "partner";
