import type { Returned } from "../decisions/redemption.ts";
import { decideUndoOwn, type Undoing } from "../decisions/undo-own.ts";
import { voucherOf } from "../decisions/voucher.ts";
import type { Verb } from "./verb.ts";

/** A member undoes what she redeemed a moment ago. */
export const undoOwn: Verb<Undoing, Returned> = {
  kind: "reverse",
  subjects: ({ redemption }) => ({ holders: [redemption, voucherOf(redemption)], identity: null, claims: [] }),
  decide: decideUndoOwn,
};
