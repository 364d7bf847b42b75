/** What units were exchanged for: redemptions, what was handed over with them, and vouchers. */
import type { Day, Instant } from "./day.ts";
import type { Grant, VoucherWorth } from "./grant.ts";
import type { Returns } from "./order-facts.ts";

/** A redemption is held, then captured, released or lapsed; a captured one may be reversed. */
export interface RedemptionFacts {
  reward: string;
  /** Where it was asked for; null: by the member herself, so that any store may go on with it. */
  store: string | null;
  /** What was taken, by the lot it came from: given back to the same lots. */
  taken: { unit: string; availableOn: Day; expiresOn: Day; amount: number }[];
  /** Whether it has a piece of the reward's stock. */
  stock: boolean;
  /** What it gives when it is captured. */
  gives: Grant[];
  /** What it gave beside a voucher, by where that went: taken back from there. Absent: nothing. */
  gave?: Handed[];
  /** It redeemed itself; absent: somebody asked for it. */
  automatic?: true;
  /** What was captured of it while the rest, in `taken`, is still held; absent: nothing. */
  captured?: RedemptionFacts["taken"];
  /** Counts of a period beside the one in all, to go down where they went up. */
  counted?: { metric: string; bucket: number }[];
  /** It pays: so many units are so much money, in minor units. Absent: it does not. */
  money?: { amount: number; minor: number };
  /** The order that it paid; absent: none that was recorded with it. */
  order?: string;
  /** How far it has come where it is sent or a partner accepts it; absent: it is handed over. */
  fulfilment?: { by: "goods" | "partner"; state: string; reference: string | null };
  /** The place in line from which it was offered to her; absent: she, or a store, asked for it. */
  offer?: string;
  /** The rule that gave it and on what, where nobody bought it. */
  gift?: { rule: string; event: string };
  /** The voucher that was issued. */
  voucher: string | null;
  /** End of the hold, not included; null: it was captured at once. */
  endsAt: Instant | null;
  /** The operation that reversed it. */
  reversedBy: string | null;
}

/** Something that was handed over with a redemption. */
export type Handed =
  /** returns: what a refund takes back of a gift, as the unit said when it was given; absent: all of it. */
  | { kind: "units"; unit: string; amount: number; availableOn: Day; expiresOn: Day; returns?: Returns }
  | { kind: "tickets"; contest: string; entry: string; amount: number; rule: string }
  | { kind: "play"; id: string; pool: string }
  | { kind: "donation"; charity: string; amountMinor: number };

/**
 * A voucher is issued, used or cancelled; whether it is good on a day is a question of the day. One that is used in parts
 * is issued until nothing is left: what is left is the balance of its account.
 */
export interface VoucherFacts extends VoucherWorth {
  reward: string;
  /** SHA-256 hex of its code (values/voucher-code.ts), or the digest of one that was brought along. */
  codeHash: string;
  /** The code that was brought along, encrypted (edge/sealed-code.ts); absent: it is made of the voucher's id. */
  sealed?: string;
  /** First good day; absent: the day it was issued on. */
  goodFrom?: Day;
  /** Last good day. */
  expiresOn: Day;
  /** On it, the end, not included; absent: the end of the day. */
  expiresAt?: Instant;
  redemption: string | null;
  /** What it was used on and not given back; one at the most, but for a voucher in parts. */
  uses: VoucherUse[];
}

export interface VoucherUse {
  /** Public name of the order: order:{store}:{order}. */
  order: string;
  /** What it took off; null: it was exchanged for a thing. */
  amountMinor: number | null;
  /** Of it, from each line of the cart that it counted for. */
  lines: { line: string; amountMinor: number }[];
}
