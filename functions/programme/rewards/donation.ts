import * as z from "zod";
import type { DonationGrant } from "../../values/grant.ts";
import type { Wording } from "../kinds.ts";
import { slug, words } from "../words.ts";
import { priced, pricedSentence } from "./priced.ts";

/** Units that become money for a charity: it is on the charity's account in the ledger, to be paid out. */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("donation"),
  charity: z.strictObject({ id: slug, name: words }),
  valueMinor: z.int().min(1).max(1_000_000_00),
  stepsMax: z.int().min(1).max(1_000_000).default(1),
});
export type Donation = z.infer<typeof terms>;

export const sentence = (given: Donation, wording: Wording) =>
  pricedSentence(given, wording, {
    what: wording.tongue.rewards.donation({
      money: wording.money(given.valueMinor),
      charity: wording.say(given.charity.name),
    }),
  });
export const gives = ({ charity, valueMinor }: Donation, steps: number): DonationGrant[] => [
  { kind: "donation", charity: charity.id, amountMinor: valueMinor * steps },
];
