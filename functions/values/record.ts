/**
 * The record of an operation: what the public log's leaf stands for. Everything in it can be read back from the ledger's
 * tables, so that an audit can open the hash again. Its salt stays with the operation for ever; what was asked and answered
 * is in it by a hash under a salt of its own, which is in the papers and goes with them.
 */
import { sha256Hex } from "./hash.ts";
import { canonicalJson } from "./jcs.ts";
import type { JsonObject } from "./json.ts";

export interface OperationRecord {
  id: string;
  kind: string;
  actor: string;
  /** SHA-256 hex of the actor's own key. */
  key: string;
  /** Public id of the member whose statement shows it; null: an act of the programme. */
  member: string | null;
  occurredAt: number;
  recordedAt: number;
  version: number;
  /** Natural keys that it took, sorted. */
  claims: string[];
  /** In line order; accounts by name. */
  postings: { from: string; to: string; unit: string; amount: number; reason: string; why: JsonObject }[];
  /** SHA-256 hex of the list of all else that it changed (values/changes.ts). */
  changes: string;
  /** Hash of the request. */
  request: string;
  /** Hash of the papers. */
  papers: string;
}

/** What an operation was asked and answered. */
export interface Papers {
  /** 16 bytes, hex. */
  salt: string;
  /** JSON text. */
  request: string;
  status: number;
  /** The exact body. */
  answer: string;
}

/** SHA-256 hex of the salt (hex) and the record's canonical JSON. */
export function recordHashOf(salt: string, record: OperationRecord): string {
  return sha256Hex(salt + canonicalJson(record));
}

/** SHA-256 hex of papers: salt, status, request and answer, a line each. JSON text has no line feed, so the lines cannot move. */
export function papersHashOf({ salt, request, status, answer }: Papers): string {
  return sha256Hex(`${salt}\n${status}\n${request}\n${answer}`);
}
