/** At a till: who is there and what she has, and taking back what was just done. */

import { asKind, type Holder } from "../values/holder.ts";
import { instantOf } from "../values/id.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { cannotDecide, type Refusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { type Reach, reachOf } from "./reach.ts";
import { orderName } from "./record-order.ts";
import type { Returned } from "./redemption.ts";
import { decideRefund, type RefundOutcome } from "./refund.ts";
import { decideReverse } from "./reverse.ts";

/** For how long a till takes back what it did, in milliseconds: she is still standing there. */
const TILL_UNDO_MS = 60_000;
/** The one refund of a till's sale. */
export const UNDONE = "undo";

export interface Look {
  member: MemberRef;
}
export interface Looked {
  operation: string;
  facts: Facts;
  member: Holder<"member">;
  reaches: Reach[];
}

/** Takes the code that a member showed, and says what she has. Refusals: member_unknown (nothing stored). */
export function decideLook(
  facts: Facts,
  { stock }: Look & { stock: Map<string, number> },
  given: Given,
): Decided<Looked> {
  const { member } = facts;
  if (!member || member.state === "erased") return cannotDecide("member_unknown");
  const reaches = reachOf(facts, member.publicId, stock);
  return {
    written: draftOf(facts).written(member.publicId),
    outcome: { operation: given.operation, facts, member, reaches },
  };
}

export interface SaleUndone {
  store: string;
  order: string;
}

/** Refunds all of a sale. Refusals, in order: order_unknown (nothing stored), undo_over (stored), then those of decideRefund. */
export function decideUndoSale(facts: Facts, { store, order }: SaleUndone, given: Given): Decided<RefundOutcome> {
  const found = facts.holders.get(orderName(store, order));
  if (found?.kind !== "order") return cannotDecide("order_unknown");
  const { occurredAt, totalMinor } = asKind(found, "order").facts;
  const undo = { store, order, refund: UNDONE, amountMinor: totalMinor, lines: [] };
  return judgeUndo(facts, occurredAt) ?? decideRefund(facts, undo, given);
}

export interface RedemptionUndone {
  store: string;
  redemption: string;
}

/** Reverses a redemption. Refusals, in order: redemption_unknown (nothing stored), undo_over (stored), then those of decideReverse. */
export function decideUndoRedemption(facts: Facts, undone: RedemptionUndone, given: Given): Decided<Returned> {
  if (!facts.holders.has(undone.redemption)) return cannotDecide("redemption_unknown");
  return judgeUndo(facts, instantOf(undone.redemption)) ?? decideReverse(facts, undone, given);
}

function judgeUndo({ now }: Facts, at: number): Refusal | null {
  const until = at + TILL_UNDO_MS;
  return now >= until ? refuse("undo_over", { until: new Date(until).toISOString() }) : null;
}
