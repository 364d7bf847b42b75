/** What an audit reads back from the tables, as values: the ledger as it stands, to be compared with what it should say. */
import type { Account } from "./account.ts";
import type { Changes } from "./changes.ts";
import type { Day, Instant } from "./day.ts";
import type { HolderFacts } from "./holder.ts";
import type { OrderFacts } from "./order-facts.ts";
import type { Rounding } from "./ratio.ts";
import type { OperationRecord, Papers } from "./record.ts";
import type { RedemptionFacts } from "./redemption-facts.ts";

/** An operation, whole: everything that its record hash was made of. */
export interface AuditedOperation {
  seq: number;
  record: OperationRecord;
  recordHash: string;
  salt: string;
  /** What it says that it changed. */
  changes: Changes;
  /** Null: erased, or missing. */
  papers: Papers | null;
  /** Whether its member was erased by a later operation. */
  isErased: boolean;
  /** Per posting, in the record's order: ids of its accounts and the unit that receives. */
  moves: { line: number; from: number; to: number; toUnit: string }[];
}

/** An account with its bounds; null: unbounded. */
export interface AuditedAccount extends Account {
  id: number;
  floor: number | null;
  ceiling: number | null;
}

/** What a rule posted for a member in one operation: positive earned, negative taken back. */
export interface AuditedEarning {
  /** Natural keys of the operation: an order's, or a refund's. */
  claims: string[];
  kind: string;
  version: number;
  occurredAt: Instant;
  /** The day on which it was earned, where a why says so: units that waited are taken back later. */
  day: Day | null;
  /** On what it was earned outside of an order, though an order's refund may have brought it; null: it is an order's. */
  on: string | null;
  rule: string;
  unit: string;
  /** 0: a flat amount. */
  denominator: number;
  rounding: Rounding;
  amount: number;
  /** Of what was taken back, what a return policy left her. */
  forgiven: number;
}

/** A member with everything that her counts follow from. */
export interface AuditedMember {
  member: string;
  state: string;
  hasErasure: boolean;
  facts: HolderFacts["member"];
  /** When time next brings her something. */
  dueAt: Instant | null;
  /** When her newest operation was recorded, and the newest that moved or counted something of hers; null: there is none. */
  recordedAt: Instant | null;
  movedAt: Instant | null;
  /** How many members became this one: each may have brought a fraction along. */
  merged: number;
  /** Her orders, and the events that stores reported of her. */
  orders: { order: string; kind: "order" | "event"; state: string; facts: OrderFacts }[];
  earnings: AuditedEarning[];
  redemptions: {
    redemption: string;
    state: string;
    facts: RedemptionFacts;
    holds: { unit: string; balance: number }[];
  }[];
  metrics: { metric: string; bucket: number; amount: number }[];
  /** Plays by pool. */
  plays: { pool: string; count: number }[];
  /** Her accounts that are not empty. */
  accounts: Account[];
}
