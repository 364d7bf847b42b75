/**
 * Grants: the few things that effects of rules and rewards of the catalogue come down to. A kind says what it gives in
 * these words; decisions know how each is posted.
 */
import type { JsonObject } from "./json.ts";

export type Grant =
  | UnitsGrant
  | MultiplyGrant
  | VoucherGrant
  | RewardGrant
  | PlayGrant
  | TicketsGrant
  | DonationGrant
  | MessageGrant
  | PriceGrant;

/** Units by a worth: measure × numerator ÷ denominator, whole units rounded down and the fraction carried. */
export interface UnitsGrant {
  kind: "units";
  unit: string;
  /** What is counted: money in minor units, pieces of goods, or the event itself, which counts 1. */
  per: "money" | "pieces" | "event";
  numerator: number;
  /** 0: the numerator counts whole units, and nothing is carried. Per event only. */
  denominator: number;
  /**
   * The numbers as the document has them, for the why; `inputs` are the published numbers that the rule saw. `more` is
   * what a multiplier adds to what the rule `of` earns, in percent.
   */
  why: {
    amount: number;
    percent: number;
    /** The tier by which the rule has its percent. */
    tier?: string;
    perMinor?: number;
    perPieces?: number;
    inputs?: JsonObject;
    of?: string;
    more?: number;
  };
}

/** More of what other rules earn of a unit on the same event: percent of it in all. */
export interface MultiplyGrant {
  kind: "multiply";
  unit: string;
  percent: number;
  /** The rules that are multiplied; null: all. */
  of: string[] | null;
}

/** A voucher, good from today for a number of days, within its dates. */
export interface VoucherGrant extends VoucherWorth {
  kind: "voucher";
  validDays: number;
  /** So many minutes instead of days. */
  validMinutes?: number | undefined;
  /** Only at the venue where it is given. */
  here?: true | undefined;
  /** Its code is one of those that the merchant brought along; absent: one is made. */
  codes?: "imported" | undefined;
  /** First and last good date (YYYY-MM-DD) whatever the days say; absent: from today, to the last of its days. */
  from?: string | undefined;
  until?: string | undefined;
}

/** What a voucher is worth at a store, and where: money, a percentage, a piece of the goods, or (none of them) a thing. */
export interface VoucherWorth {
  /** Money that it takes off, in minor units; null: another worth. */
  valueMinor: number | null;
  /** Whole percent off the goods, rounded down, at most so much. */
  percent?: { percent: number; atMostMinor: number } | undefined;
  /** One piece of the goods for nothing, or for less where it costs more than the most; null: it has no most. */
  free?: { which: "cheapest" | "dearest"; atMostMinor: number | null } | undefined;
  /** Its money may be used on several orders, a part on each. */
  isInParts?: boolean | undefined;
  /** Where and for what it may be used; absent: anywhere, for all goods. */
  only?: VoucherOnly | undefined;
}
export interface VoucherOnly {
  channels?: string[] | undefined;
  stores?: string[] | undefined;
  venues?: string[] | undefined;
  /** Keyed, where it is good at the venue of a check-in only: nobody without the secret finds that by the hashes of rows. */
  salt?: string | undefined;
  categories?: string[] | undefined;
  skus?: string[] | undefined;
  /** The least that the goods it is for must cost, in minor units. */
  leastMinor?: number | undefined;
}

/** A reward of the catalogue, without its price. */
export interface RewardGrant {
  kind: "reward";
  reward: string;
}

/** One play of a surprise pool. */
export interface PlayGrant {
  kind: "play";
  pool: string;
}

/** Money for a charity, in minor units. */
export interface DonationGrant {
  kind: "donation";
  charity: string;
  amountMinor: number;
}

/** A price of a piece of goods for the member: so many minor units, or so many percent less; one is null. */
export interface PriceGrant {
  kind: "price";
  priceMinor: number | null;
  percent: number | null;
}

/** Words for the member, one text or one per language, with numbers still to be filled in. */
export interface MessageGrant {
  kind: "message";
  message: string;
  says: string | Record<string, string>;
}

/** Tickets in the open round of a contest. */
export interface TicketsGrant {
  kind: "tickets";
  contest: string;
  amount: number;
}
