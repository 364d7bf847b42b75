import * as z from "zod";
import type { Grant } from "../../values/grant.ts";
import type { Wording } from "../kinds.ts";
import { words } from "../words.ts";
import type { FulfilledBy } from "./fulfilment.ts";
import { priced, pricedSentence } from "./priced.ts";

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
  pricedSentence(given, wording, {
    what: wording.tongue.rewards.partner({
      count: wording.count(given.gives.amount),
      points: wording.say(given.gives.name),
      partner: wording.say(given.partner),
    }),
  });
/** The partner gives its own points: the ledger gives nothing more. */
export const gives = (): Grant[] => [];
export const fulfilledBy = (): FulfilledBy => "partner";
