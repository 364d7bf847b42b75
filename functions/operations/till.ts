import { readStock } from "../database/stock.ts";
import type { Returned } from "../decisions/redemption.ts";
import type { RefundOutcome } from "../decisions/refund.ts";
import {
  decideLook,
  decideUndoRedemption,
  decideUndoSale,
  type Look,
  type Looked,
  type RedemptionUndone,
  type SaleUndone,
  UNDONE,
} from "../decisions/till.ts";
import { memberNamed } from "./member-named.ts";
import { refund } from "./refund.ts";
import { reverse } from "./reverse.ts";
import type { Verb } from "./verb.ts";

/** Looks at who is at a till; a code that she showed is taken by it. */
export const lookAtTill: Verb<Look, Looked> = {
  kind: "till-look",
  subjects: ({ member }) => ({ holders: [], ...memberNamed(member, null), claims: [] }),
  reads: () => readStock.steps,
  decide: (facts, look, given) => decideLook(facts, { ...look, stock: readStock.of(facts.more as never) }, given),
};

/** Undoes a till's sale: a refund of all of it. */
export const undoSale: Verb<SaleUndone, RefundOutcome> = {
  kind: "refund",
  subjects: ({ store, order }, ...rest) =>
    refund.subjects({ store, order, refund: UNDONE, amountMinor: 0, lines: [] }, ...rest),
  decide: decideUndoSale,
};

/** Undoes a till's redemption: its reversal. */
export const undoAtTill: Verb<RedemptionUndone, Returned> = {
  kind: "reverse",
  subjects: (undone, ...rest) => reverse.subjects(undone, ...rest),
  decide: decideUndoRedemption,
};
