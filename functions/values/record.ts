/**
 * The record of an operation: what the public log's leaf stands for. Everything in it can be read back from the ledger's
 * tables, so that an audit can open the hash again; the salt is in the papers and goes with them.
 */
import { sha256Hex } from "./hash.ts";
import { canonicalJson } from "./jcs.ts";
import type { JsonObject } from "./json.ts";

export interface OperationRecord {
  id: string;
  kind: string;
  actor: string;
  /** Public id of the member whose statement shows it; null: an act of the programme. */
  member: string | null;
  occurredAt: number;
  recordedAt: number;
  version: number;
  /** Natural keys that it took, sorted. */
  claims: string[];
  /** In line order; accounts by name. */
  postings: { from: string; to: string; unit: string; amount: number; reason: string; why: JsonObject }[];
  /** Hash of the request. */
  request: string;
  /** SHA-256 hex of the exact answer. */
  answer: string;
}

/** SHA-256 hex of the salt (hex) and the record's canonical JSON. */
export function recordHashOf(salt: string, record: OperationRecord): string {
  return sha256Hex(salt + canonicalJson(record));
}
