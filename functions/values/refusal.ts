/**
 * Refusals: expected noes. A code with the numbers that explain it; a status and words are the problem table's
 * (edge/problems.ts), nobody else's.
 */
import type { Json } from "./json.ts";
import type { Written } from "./written.ts";

export type RefusalCode =
  // could not be decided: nothing is stored and the key stays free
  | "unauthenticated"
  | "link_used"
  | "too_many_codes"
  | "terms_needed"
  | "session_unknown"
  | "passkey_unknown"
  | "passkey_refused"
  | "member_code_refused"
  | "member_code_used"
  | "forbidden"
  | "member_unknown"
  | "order_unknown"
  | "reward_unknown"
  | "redemption_unknown"
  | "voucher_unknown"
  | "venue_unknown"
  | "rows_wrong"
  | "contest_unknown"
  | "prize_unknown"
  | "rules_changed"
  | "declaration_needed"
  | "email_not_verified"
  | "play_unknown"
  | "operation_unknown"
  | "event_unknown"
  | "event_type_unknown"
  | "store_unknown"
  | "source_unknown"
  | "version_unknown"
  | "draft_unknown"
  | "version_not_scheduled"
  | "not_found"
  | "top_up_unknown"
  | "gift_card_unknown"
  | "membership_unknown"
  | "plan_unknown"
  | "no_wallet"
  | "earning_paused"
  | "redemption_paused"
  | "invalid"
  | "occurred_in_the_future"
  | "currency_not_accepted"
  | "totals_do_not_add_up"
  | "line_unknown"
  | "line_ambiguous"
  | "programme_faulty"
  | "version_changed"
  | "not_due"
  | "not_awaiting"
  | "attribute_unknown"
  | "attribute_invalid"
  | "input_unknown"
  | "invitation_unknown"
  | "friend_unknown"
  // decided: stored under the key
  | "code_wrong"
  | "duplicate"
  | "too_late"
  | "member_frozen"
  | "member_not_joined"
  | "refund_exceeds_order"
  | "pays_orders_only"
  | "pays_no_order"
  | "to_herself"
  | "recipient_unavailable"
  | "not_transferable"
  | "points_short"
  | "stock_exhausted"
  | "stock_left"
  | "already_in_line"
  | "limit_reached"
  | "price_changed"
  | "amount_not_offered"
  | "tier_too_low"
  | "not_yet"
  | "no_longer"
  | "not_now"
  | "segment_needed"
  | "input_outside_limits"
  | "redemption_not_held"
  | "fulfilment_refused"
  | "hold_lapsed"
  | "redemption_not_captured"
  | "voucher_used"
  | "voucher_expired"
  | "voucher_cancelled"
  | "voucher_not_in_channel"
  | "voucher_not_for_goods"
  | "voucher_not_here"
  | "voucher_not_yet"
  | "voucher_short"
  | "basket_too_small"
  | "voucher_not_used"
  | "gift_card_empty"
  | "membership_ended"
  | "identity_taken"
  | "already_joined"
  | "adjustment_above_limit"
  | "already_reversed"
  | "undo_over"
  | "not_reversible"
  | "not_awaited"
  | "demo_position_refused"
  | "tap_used"
  | "contest_closed"
  | "surprise_closed"
  | "play_not_settled"
  | "already_revealed"
  | "duplicate_content"
  | "not_waiting"
  | "prize_not_offered"
  | "skill_answer_wrong"
  | "not_eligible"
  | "no_free_entry"
  | "already_entered"
  | "already_drawn"
  | "already_friends"
  | "too_young";

export interface Refusal {
  refused: RefusalCode;
  /** True when it was decided and is stored under its key, so that a late duplicate can never succeed. */
  isDecided: boolean;
  numbers: Record<string, Json>;
  pointer?: string;
  /** What is written with it; absent: that the member was refused, and nothing else. */
  written?: Written;
}

/** A refusal that was decided: stored, without postings. */
export function refuse(refused: RefusalCode, numbers: Record<string, Json> = {}): Refusal {
  return { refused, isDecided: true, numbers };
}

/** A refusal that leaves something behind: a wrong code is counted. */
export function refuseAndWrite(
  refused: RefusalCode,
  { numbers, written }: { numbers: Record<string, Json>; written: Written },
): Refusal {
  return { ...refuse(refused, numbers), written };
}

/** A request that could not be decided: nothing is stored, the key stays free. */
export function cannotDecide(refused: RefusalCode, numbers: Record<string, Json> = {}, pointer?: string): Refusal {
  return { refused, isDecided: false, numbers, ...(pointer === undefined ? {} : { pointer }) };
}

/** Tells a refusal from a decision. */
export function isRefusal(value: object): value is Refusal {
  return "refused" in value;
}
