import type { AccountName } from "./account.ts";
import type { JsonObject } from "./json.ts";

/** Why units moved, in one word; the `why` beside it has the rule and the numbers. */
export type Reason =
  | "earn"
  | "refund"
  | "forgive"
  | "redeem"
  | "hold"
  | "capture"
  | "release"
  | "reverse"
  | "adjust"
  | "expire"
  | "activate"
  | "stock"
  | "budget"
  | "ticket"
  | "prize"
  | "tier"
  | "top-up"
  | "gift-card"
  | "membership"
  | "merge"
  | "transfer";

/** One movement of a positive whole amount between two accounts of one unit. */
export interface Posting {
  from: AccountName;
  to: AccountName;
  amount: number;
  reason: Reason;
  why: JsonObject;
}
