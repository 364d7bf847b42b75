/** The rows of rarer tables that operations say they wrote, as an audit reads them back; null: there is no such row. */
import type { Instant } from "./day.ts";

/** A play's row, with pool and member by their public ids. */
export interface AuditedPlay {
  id: string;
  pool: string;
  seq: number;
  member: string;
  nonce: number;
  event: string;
  epoch: number;
  at: Instant;
  round: number;
  state: string;
  ticket: number | null;
  outcome: string | null;
  item: string | null;
  /** The operation that revealed it. */
  revealedBy: number | null;
  /** The play that the row of its item names. */
  itemOf: string | null;
}

/** A pool's prize items. */
export interface AuditedItems {
  pool: string;
  items: { id: string; outcome: string; availableFrom: number }[];
}

/** Where a prize item went that nobody won: the round's public id; null: nowhere. */
export interface AuditedPassedItem {
  id: string;
  contest: string | null;
}

/** A voucher code, with the public ids of its reward and its voucher. */
export interface AuditedCode {
  digest: string;
  reward: string;
  sealed: string;
  voucher: string | null;
}

/** A beacon, with the operation that kept it. */
export interface AuditedBeacon {
  chain: string;
  round: number;
  signature: string;
  isVerified: boolean;
  operation: number;
}

/** A version of the programme, with the operation that published it. */
export interface AuditedVersion {
  version: number;
  effectiveAt: number;
  document: string;
  operation: number;
}

/** A holder's row, facts as text. */
export interface AuditedHolder {
  id: number;
  publicId: string;
  kind: string;
  owner: string | null;
  version: number;
  state: string;
  dueAt: Instant | null;
  facts: string;
}

/** Rows in tables of which each row must be somebody's doing. */
export interface AuditedCounts {
  claims: number;
  plays: number;
  settled: number;
  revealed: number;
  items: number;
  passedItems: number;
  codes: number;
  claimedCodes: number;
  beacons: number;
  versions: number;
  entries: number;
}
