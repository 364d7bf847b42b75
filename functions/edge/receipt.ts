/** A receipt of an operation, for whoever it is of: the member, or the store that asked for it. */
import * as z from "zod";
import { type ProofRead, readProof } from "../database/log-proofs.ts";
import { both, type Reading } from "../database/reading.ts";
import { readRecords } from "../database/records.ts";
import { RECEIPT } from "../draws/log/receipt.ts";
import type { AuditedOperation } from "../values/audited.ts";
import type { JsonObject } from "../values/json.ts";
import type { OperationRecord } from "../values/record.ts";
import { inclusionIn, noteOf, sealedIn, vkeyFor } from "./log-view.ts";
import { Problem } from "./problem.ts";

const hashText = z.string().regex(/^[0-9a-f]{64}$/);

/** What a receipt looks like; what its record holds is values/record.ts. */
export const receiptShape = z.strictObject({
  v: z.literal(RECEIPT),
  record: z
    .looseObject({ id: z.string(), kind: z.string(), postings: z.array(z.looseObject({})) })
    .describe("what was recorded, as it is hashed: SHA-256 of the salt and the record's canonical JSON (RFC 8785)"),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  index: z.int().describe("the leaf's number in the log, from 0"),
  path: z.array(hashText).describe("RFC 6962 inclusion path from the leaf to the checkpoint's head"),
  checkpoint: z.string().describe("signed note (C2SP tlog-checkpoint), with the lines of witnesses"),
  key: z.string().describe("the log's verifier key, as GET /v1/log/key has it"),
});

export const receiptExample: JsonObject = {
  v: RECEIPT,
  record: {
    id: "op_01kajw8zt0q9w4m2xv5n6p7r8v",
    kind: "purchase",
    actor: "sto_shop",
    key: "2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683",
    member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
    occurredAt: 1_795_255_200_000,
    recordedAt: 1_795_255_200_120,
    version: 1,
    claims: ["order:sto_shop:1001"],
    postings: [],
    changes: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    request: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    papers: "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
  },
  salt: "000102030405060708090a0b0c0d0e0f",
  index: 0,
  path: [],
  checkpoint: "tessera/op_01kajw8zt0q9w4m2xv5n6p7r8v\n1\n…\n\n— tessera/op_01kajw8zt0q9w4m2xv5n6p7r8v …\n",
  key: "tessera/op_01kajw8zt0q9w4m2xv5n6p7r8v+033de0ae+…",
};

/** Whose receipts are given: `?2` is whoever asks. The record of a transfer names both members' accounts, so that neither is shown it. */
const WHOSE = {
  member: `kind <> 'transfer' AND member IN (SELECT her.id FROM holders her WHERE her.public_id = ?2
    UNION ALL SELECT gone.id FROM holders gone WHERE gone.kind = 'member' AND gone.state = 'merged' AND gone.facts ->> '$.mergedInto' = ?2)`,
  store: "actor = ?2",
};

/** Reads what a receipt is made of, if it is the asker's. */
export function readReceipt(
  whose: keyof typeof WHOSE,
  { operation, asker }: { operation: string; asker: string },
): Reading<[AuditedOperation[], ProofRead]> {
  return both(readRecords(`id = ?1 AND ${WHOSE[whose]}`, [operation, asker]), readProof({ operation }));
}

/** The receipt. Problems, in order: operation_unknown, erased, not_sealed. */
export function receiptView([[found], proof]: [AuditedOperation[], ProofRead], secret: string): JsonObject {
  if (!found) throw new Problem("operation_unknown");
  if (!found.papers) throw new Problem("erased");
  const index = found.seq - 1;
  if (!proof.checkpoint || proof.checkpoint.size <= index) throw new Problem("not_sealed");
  const { size } = sealedIn(proof);
  const record: OperationRecord = found.record;
  return {
    v: RECEIPT,
    record: { ...record },
    salt: found.salt,
    index,
    path: inclusionIn(proof, { index, size }).path,
    checkpoint: noteOf(proof.checkpoint),
    key: vkeyFor(secret, proof.first),
  };
}
