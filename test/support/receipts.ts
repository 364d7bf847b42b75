/** A sound receipt, from a log of operations that are made up: only their hashes matter to it. */
import { bytesToHex } from "@noble/hashes/utils.js";
import { BUNDLE, type Bundle } from "../../functions/draws/check/bundle.ts";
import { checkpointText } from "../../functions/draws/log/checkpoint.ts";
import { logKeyOf, originOf } from "../../functions/draws/log/key.ts";
import { leafHashOf } from "../../functions/draws/log/leaf.ts";
import { signNote, vkeyOfSecret } from "../../functions/draws/log/note.ts";
import { consistencyPath, inclusionPath } from "../../functions/draws/log/proofs.ts";
import { RECEIPT, type Receipt } from "../../functions/draws/log/receipt.ts";
import { headOfTree, headsOf } from "../../functions/draws/log/tree.ts";
import { sha256Hex } from "../../functions/values/hash.ts";
import { type OperationRecord, recordHashOf } from "../../functions/values/record.ts";

const key = logKeyOf("a secret of the log of these tests", originOf("op_1"));
const salt = "000102030405060708090a0b0c0d0e0f";

/** Operations in the receipt's log, and in the log of today. */
const THEN = 11;
const NOW = 19;

function recordOf(seq: number): OperationRecord {
  const record = { id: `op_${seq}`, kind: "purchase", actor: "sto_shop", member: null, recordedAt: 1_795_255_200_000 };
  return record as unknown as OperationRecord;
}

const headOf = headsOf(
  Array.from({ length: NOW }, (_, index) => {
    const record = recordOf(index + 1);
    return leafHashOf({ id: record.id, recordHash: recordHashOf(salt, record) });
  }),
);

function noteOf(size: number): string {
  return signNote(checkpointText({ origin: key.name, size, head: headOfTree(headOf, size) }), key);
}

/** The seventh of eleven operations, with the log of today, which has nineteen. */
export function receiptBundle(): Bundle & { proof: Receipt; later: { checkpoint: string; path: string[] } } {
  const proof: Receipt = {
    v: RECEIPT,
    record: recordOf(7),
    salt,
    index: 6,
    path: inclusionPath(headOf, { index: 6, size: THEN }).map(bytesToHex),
    checkpoint: noteOf(THEN),
    key: vkeyOfSecret(key.name, key.secretKey),
  };
  const path = consistencyPath(headOf, { from: THEN, to: NOW }).map(bytesToHex);
  return { bundle: BUNDLE, proof, later: { checkpoint: noteOf(NOW), path } };
}

/** Another log's newest checkpoint, by the same key. */
export function otherLog(): string {
  const head = Uint8Array.from(Buffer.from(sha256Hex("another"), "hex"));
  return signNote(checkpointText({ origin: key.name, size: NOW, head }), key);
}
