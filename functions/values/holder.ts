/**
 * Holders: everything that two requests may change at once, each with a version. `facts` is what decisions need of a
 * holder, by kind, and never personal data.
 */
import type { Day, Instant } from "./day.ts";

export interface HolderFacts {
  /** programme: what is paused, with the sentence that members see. */
  programme: { paused: { earning?: string; redemption?: string } };
  /** account: a shared account's holder (issued, redeemed, expired, adjusted). */
  account: Record<string, never>;
  store: { name: string };
  key: { hash: string; scopes: string[]; environment: "test" | "live"; hint: string };
  staff: { role: Role; adjustLimit: number | null };
  /** link: a one-time sign-in link of a staff member, by the hash of its secret. */
  link: { hash: string; staff: string; expiresAt: Instant };
  venue: VenueFacts;
  member: { joinedAt: Instant | null };
  order: OrderFacts;
  reward: { issued: number };
  redemption: RedemptionFacts;
  voucher: VoucherFacts;
  pool: PoolFacts;
  contest: ContestFacts;
  /** entry: a member's tickets in one contest; its public id ends in her tag. */
  entry: { contest: string };
  "check-in": { venue: string; evidence: string; trust: string; day: Day };
  /** parked: what a store said of an order that it has not told of yet. */
  parked: { refunds: Record<string, StatedRefund>; isCancelled: boolean };
}
export type HolderKind = keyof HolderFacts;
export type Role = "owner" | "marketer" | "cashier" | "support" | "read-only";

export interface Holder<K extends HolderKind = HolderKind> {
  publicId: string;
  kind: K;
  /** Public id of whose it is; null: nobody's. */
  owner: string | null;
  version: number;
  state: string;
  dueAt: Instant | null;
  facts: HolderFacts[K];
}

export interface VenueFacts {
  name: string;
  latitudeE7: number;
  longitudeE7: number;
  radiusMetres: number;
  /** Morton cell of the coordinates, for the index of venues nearby. */
  cell: number;
}

/** What an order was worth when it was recorded, so that refunds change the basis and nothing else. */
export interface OrderFacts {
  version: number;
  occurredAt: Instant;
  currency: string;
  totalMinor: number;
  lines: { line: string; sku: string; category: string | null; quantity: number; basisMinor: number }[];
  /** By refund id: money given back, or pieces of lines. */
  refunds: Record<string, OrderRefund>;
  earned: OrderEarned[];
  /** Tickets that the order gave, to be taken back while their round is open. */
  tickets: { contest: string; entry: string; amount: number; rule: string }[];
  /** Metric, bucket and what it counts of the order, to go down where it went up. */
  counted: { metric: string; bucket: number; counts: "spend" | "orders" }[];
}
export interface OrderRefund {
  amountMinor: number;
  lines: { line: string; quantity: number }[];
}
/** A refund as a platform states it: pieces of lines and loose money, whatever of it is new. */
export interface StatedRefund {
  amountMinor: number;
  lines: { line: string; quantity: number }[];
}
export interface OrderEarned {
  rule: string;
  unit: string;
  /** The lines that count; null: all of them. */
  lines: string[] | null;
  /** worth = basis × numerator ÷ denominator; a flat amount has denominator 0 and is worth its numerator while any basis remains. */
  numerator: number;
  denominator: number;
  lot: { availableOn: Day; expiresOn: Day };
  /** The metrics that count what this rule earned, with their bucket. */
  counted: { metric: string; bucket: number }[];
}

export interface RedemptionFacts {
  reward: string;
  store: string | null;
  /** What was taken, by the lot it came from: given back to the same lots. */
  taken: { unit: string; availableOn: Day; expiresOn: Day; amount: number }[];
  stock: boolean;
  voucher: string | null;
  endsAt: Instant | null;
}

export interface VoucherFacts {
  reward: string;
  codeHash: string;
  valueMinor: number | null;
  expiresOn: Day;
  redemption: string | null;
  usedOn: string | null;
}

export interface PoolFacts {
  /** Its name in the programme document. */
  pool: string;
  version: number;
  /** The published configuration, as its canonical JSON. */
  configuration: string;
  configurationHash: string;
  /** Plays are settled in order; this is the last one that was. */
  settledSeq: number;
  opensAt: Instant;
  closesAt: Instant;
}

export interface ContestFacts {
  /** Its name in the programme document. */
  contest: string;
  version: number;
  opensAt: Instant;
  closesAt: Instant;
  commit: string;
  rulesHash: string;
  winners: number;
  alternates: number;
  manifest: string | null;
  ranking: { rank: number; tag: string; ticket: number; of: number; word: number }[];
}

/** A holder as of one kind. Throws a fault when the database holds another kind under that name. */
export function asKind<K extends HolderKind>(holder: Holder, kind: K): Holder<K> {
  if (holder.kind !== kind) throw new Error(`${holder.publicId} is a ${holder.kind}, not a ${kind}`);
  return holder as Holder<K>;
}
