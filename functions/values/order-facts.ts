/** An order as the ledger knows it, and an event, which is an order of one thing: what it was worth, what it earned, what came back of it. */
import type { Day, Instant } from "./day.ts";
import type { Grant } from "./grant.ts";
import type { Rounding } from "./ratio.ts";
import type { WorthTerms } from "./worth.ts";

/** What an order was worth when it was recorded, so that refunds change the basis and nothing else. */
export interface OrderFacts {
  version: number;
  occurredAt: Instant;
  currency: string;
  totalMinor: number;
  /** The venue at which it was sold; absent: not told. */
  venue?: string;
  /** valueMinor is what it is worth of the total: a refund of it gives so much back; absent: its basis. */
  lines: {
    line: string;
    sku: string;
    category: string | null;
    quantity: number;
    basisMinor: number;
    valueMinor?: number;
  }[];
  /** What paid it besides money: given back as it is refunded. Absent: nothing. */
  paid?: OrderPayment[];
  /** By refund id: money given back, or pieces of lines. */
  refunds: Record<string, OrderRefund>;
  earned: OrderEarned[];
  /** Tickets that the order gave, to be taken back while their round is open. */
  tickets: ({ contest: string; entry: string; amount: number; rule: string } & OrderGained)[];
  /** Rewards that the order gave, by their redemptions: taken back as far as they were not used. */
  gifts: ({ redemption: string } & OrderGained)[];
  /**
   * Metric, bucket and what it counts of the order, to go down where it went up; `lines` where only some count. Times
   * count once, until all of it is refunded.
   */
  counted: { metric: string; bucket: number; counts: "spend" | "orders" | "events" | "times"; lines?: string[] }[];
}

/**
 * An event that a store reported: an order of one thing worth 1, so that undoing it is a refund of all of it. States:
 * recorded, waiting (for its content to be accepted), rejected, reversed.
 */
export interface EventFacts extends OrderFacts {
  type: string;
  /** What its rules give besides units once its content was accepted. */
  waits: { rule: string; index: number; grant: Exclude<Grant, { kind: "units" | "multiply" | "price" }> }[];
}

/** A redemption, a voucher or a gift card that paid a part of an order. */
export interface OrderPayment {
  by: "redemption" | "voucher" | "gift-card";
  /** Its public id. */
  id: string;
  /** What it paid, in minor units. */
  amountMinor: number;
  /** The units that a redemption paid with. */
  units?: number;
}

/** What a refund takes back: only what is still pending of the order · no more than she has · all of it, as a debt if need be. */
export type Returns = "only-pending" | "within-balance" | "debt";

export interface OrderRefund {
  amountMinor: number;
  lines: { line: string; quantity: number }[];
}

/** A refund as a platform states it: pieces of lines and loose money, whatever of it is new. */
export interface StatedRefund {
  amountMinor: number;
  lines: { line: string; quantity: number }[];
}

/** What has to be left of an order so that what a rule gave for it, as a whole, is kept. */
export interface OrderGained {
  /** The lines that count; null: all of them. */
  lines: string[] | null;
  /** What they are worth at least, in minor units; 0: anything. */
  leastMinor: number;
}

export interface OrderEarned extends OrderGained {
  rule: string;
  unit: string;
  /** worth = what is counted × numerator ÷ denominator; an event counts 1, and with a denominator of 0 it is worth its numerator. */
  per: WorthTerms["per"];
  numerator: number;
  denominator: number;
  lot: { availableOn: Day; expiresOn: Day; slidesTo?: Day };
  earnedOn: Day;
  /** How its worth becomes whole; down carries the fraction. */
  rounding: Rounding;
  /** Whether it waits for staff to accept what it was earned for. */
  moderated?: boolean;
  /** What a refund takes back, as the unit said when it was earned. */
  returns: Returns;
  /** The room that caps and the budget left when it earned, in whole units: it is worth no more. Absent: nothing limits it. */
  most?: number;
  /** The campaign whose budget it draws on. */
  budget?: string;
  /** The rule whose earning this one multiplies. */
  of?: string;
  /** The metrics that count what this rule earned, with their bucket. */
  counted: { metric: string; bucket: number }[];
}
