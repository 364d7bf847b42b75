import { decideFulfil, type Fulfilled, type Fulfilling } from "../decisions/fulfil.ts";
import { voucherOf } from "../decisions/voucher.ts";
import type { Verb } from "./verb.ts";

/** Says how far a redemption has come to its member. */
export const fulfil: Verb<Fulfilling, Fulfilled> = {
  kind: "fulfil",
  subjects: ({ redemption }) => ({ holders: [redemption, voucherOf(redemption)], identity: null, claims: [] }),
  decide: decideFulfil,
};
