/**
 * Grants: the few things that effects of rules and rewards of the catalogue come down to. A kind says what it gives in
 * these words; decisions know how each is posted.
 */
import type { JsonObject } from "./json.ts";

export type Grant = UnitsGrant | VoucherGrant | RewardGrant | PlayGrant | TicketsGrant;

/** Units by a worth: measure × numerator ÷ denominator, whole units rounded down and the fraction carried. */
export interface UnitsGrant {
  kind: "units";
  unit: string;
  /** What is counted: money in minor units, pieces of goods, or the event itself, which counts 1 and carries nothing. */
  per: "money" | "pieces" | "event";
  numerator: number;
  /** 0 where it is per event. */
  denominator: number;
  /** The numbers as the document has them, for the why; `inputs` are the published numbers that the rule saw. */
  why: { amount: number; percent: number; perMinor?: number; perPieces?: number; inputs?: JsonObject };
}

/** A voucher worth money at a store. */
export interface VoucherGrant {
  kind: "voucher";
  valueMinor: number;
  validDays: number;
  only?: { channels?: string[] | undefined; categories?: string[] | undefined };
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

/** Tickets in the open round of a contest. */
export interface TicketsGrant {
  kind: "tickets";
  contest: string;
  amount: number;
}
