/** What a store was paid for besides orders: wallet money, memberships and gift cards, and what of a payment was taken back. */
import type { Day } from "./day.ts";

export interface TopUpFacts {
  store: string;
  unit: string;
  amountMinor: number;
  /** The store's reference of the payment. */
  payment: string;
  /** What its payment service took back, and what of it was taken from her. Absent: nothing. */
  back?: PaymentsBack;
  backMinor?: number;
  /** The operation that reversed it. */
  reversedBy: string | null;
}

/** By what was said: `refunds`, or a dispute's id; isClosed: nothing follows. */
export type PaymentsBack = Record<string, { amountMinor: number; isClosed?: true }>;

export interface MembershipFacts {
  store: string;
  /** The unit of the plan. */
  plan: string;
  /** In a row, renewals begin on the same day of the month: that of the day on which the row began. */
  anchorOn: Day;
  /** Paid periods, oldest first; both days are in it. */
  periods: MembershipPeriod[];
}

export interface MembershipPeriod {
  plan: string;
  from: Day;
  until: Day;
  /** From the day on which its row began to the day after its last. */
  months: number;
  /** What it was worth: what was paid, and what was credited of a plan before. */
  paidMinor: number;
  payment: string;
  /** Further names of its payment, by which it may be taken back. */
  also?: string[];
  /** Names of the payments of what was credited to it: with one of them it is taken back too. */
  credited?: string[];
  /** The dispute for which it was taken back; absent: another reason. */
  dispute?: string;
  /** What its payment service took back of it without ending it. Absent: nothing. */
  back?: PaymentsBack;
  /** Last day of its grace; null: its renewal did not fail. */
  graceUntil: Day | null;
  /** The operation that took it back. */
  takenBy: string | null;
}

export interface GiftCardUse {
  store: string;
  order: string;
  amountMinor: number;
  /** Its purchase named it as a payment, so that its refunds give it back; absent: a store used it by itself. */
  isNamed?: true;
}

/** What is on a gift card is its amount less what was used, claimed and taken back. */
export interface GiftCardFacts {
  store: string;
  unit: string;
  amountMinor: number;
  /** The store's reference of the payment. */
  payment: string;
  /** By store and order: what it paid and did not get back, and by itself what a purchase named (left at 0 too). */
  uses: GiftCardUse[];
  /** What went into the wallet of whoever claimed it: a top-up named after the card. */
  claimedMinor: number;
  /** What its payment service took back; absent: nothing. */
  back?: PaymentsBack;
  /** What of it was taken off the card because its payment was taken back. */
  backMinor: number;
  /** The operation that took its payment back. */
  reversedBy: string | null;
}
