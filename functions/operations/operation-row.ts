/** An operation as it is written: its exact answer, and the hash of its record for the public log. */
import { bytesToHex } from "@noble/hashes/utils.js";
import type { OperationRow } from "../database/steps.ts";
import type { Facts, Given } from "../decisions/facts.ts";
import { nameOf } from "../values/account.ts";
import { sha256Hex } from "../values/hash.ts";
import { recordHashOf } from "../values/record.ts";
import type { Written } from "../values/written.ts";
import type { Call, Verb } from "./verb.ts";

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
}: {
  verb: Pick<Verb<never, never>, "kind" | "isPublic">;
  call: Call<unknown>;
  facts: Facts;
  given: Given;
  written: Written;
  answer: { status: number; body: string };
  actor: string;
  requestHash: string;
}): OperationRow {
  const salt = bytesToHex(verb.isPublic ? new Uint8Array(16) : crypto.getRandomValues(new Uint8Array(16)));
  const recordHash = recordHashOf(salt, {
    id: given.operation,
    kind: verb.kind,
    actor,
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
    request: requestHash,
    answer: sha256Hex(answer.body),
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
    // What was refused needs no words: they may be of a person who was never opened, whom no erasure could find.
    request: answer.status < 400 ? JSON.stringify(call.body) : "{}",
    status: answer.status,
    answer: answer.body,
  };
}
