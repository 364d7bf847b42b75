/** An operation as it is written: its exact answer, and the hash of its record for the public log. */
import { bytesToHex } from "@noble/hashes/utils.js";
import type { OperationRow } from "../database/steps.ts";
import type { Facts, Given } from "../decisions/facts.ts";
import { nameOf } from "../values/account.ts";
import { changesOf } from "../values/changes.ts";
import { sha256Hex } from "../values/hash.ts";
import { papersHashOf, recordHashOf } from "../values/record.ts";
import type { Written } from "../values/written.ts";
import type { Call, Ledger, Verb } from "./verb.ts";

/** Hex digits of a salt: 16 bytes. */
const SALT_DIGITS = 32;

/** Two salts of 16 bytes each. */
function drawnSalts(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** The row and papers of an operation that was decided. */
export function operationOf({
  verb,
  call,
  facts,
  given,
  written,
  answer,
  actor,
  requestHash,
  salts,
}: {
  verb: Pick<Verb<never, never>, "kind" | "isPublic">;
  call: Call<unknown>;
  facts: Facts;
  given: Given;
  written: Written;
  answer: { status: number; body: string };
  actor: string;
  requestHash: string;
  salts?: Ledger["salts"];
}): OperationRow {
  const luck = verb.isPublic ? "0".repeat(2 * SALT_DIGITS) : (salts?.(given.operation) ?? drawnSalts());
  const [salt, papersSalt] = [luck.slice(0, SALT_DIGITS), luck.slice(SALT_DIGITS)];
  const changes = changesOf(written);
  // What was refused needs no words: they may be of a person who was never opened, whom no erasure could find.
  const request = answer.status < 400 ? JSON.stringify(call.body) : "{}";
  const papersHash = papersHashOf({ salt: papersSalt, request, status: answer.status, answer: answer.body });
  const recordHash = recordHashOf(salt, {
    id: given.operation,
    kind: verb.kind,
    actor,
    key: sha256Hex(call.key),
    member: written.member,
    occurredAt: given.occurredAt,
    recordedAt: facts.now,
    version: facts.atEvent.version,
    claims: [...written.claims].sort(),
    postings: written.postings.map(({ from, to, amount, reason, why }) => ({
      from: nameOf(from),
      to: nameOf(to),
      unit: from.unit,
      amount,
      reason,
      why,
    })),
    changes: sha256Hex(changes),
    request: requestHash,
    papers: papersHash,
  });
  return {
    id: given.operation,
    kind: verb.kind,
    actor,
    key: call.key,
    requestHash,
    member: written.member,
    programmeVersion: facts.atEvent.version,
    occurredAt: given.occurredAt,
    recordedAt: facts.now,
    recordHash,
    salt,
    changes,
    papersHash,
    papersSalt,
    request,
    status: answer.status,
    answer: answer.body,
  };
}
