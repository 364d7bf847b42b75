/** A surprise's public acts in the log: how they are read and shown in its proof. */
import { type ProofRead, readProof } from "../database/log-proofs.ts";
import { readBatch } from "../database/read-batch.ts";
import { openingOf, settlementOf } from "../database/records.ts";
import type { LoggedChanges, PoolLog } from "../draws/log/pool-log.ts";
import { inclusionIn, noteOf, vkeyFor } from "../edge/log-view.ts";
import type { Ledger } from "../operations/verb.ts";
import type { AuditedOperation } from "../values/audited.ts";

/** What the log has of a pool's opening, and of what came of one of its plays; null while the opening is not sealed. */
export async function poolLog(
  { client, secret }: Ledger,
  pool: string,
  play: { id: string; seq: number } | null,
): Promise<PoolLog | null> {
  const opened = openingOf(pool);
  const settled = settlementOf(pool, play?.seq ?? 0);
  const rows = await readBatch(client, [...opened.steps, ...settled.steps]);
  const [opening] = opened.of(rows.slice(0, opened.steps.length));
  const [settlement] = settled.of(rows.slice(opened.steps.length));
  if (!opening) return null;
  const acts = [opening, ...(settlement ? [settlement] : [])];
  const asked = readProof({ operations: acts.map(({ record }) => record.id) });
  const proof = asked.of(await readBatch(client, asked.steps));
  const { checkpoint, first } = proof;
  if (!checkpoint || checkpoint.size < opening.seq) return null;
  const isSealed = play !== null && settlement !== undefined && settlement.seq <= checkpoint.size;
  return {
    checkpoint: noteOf(checkpoint),
    key: vkeyFor(secret, first),
    opening: loggedIn(proof, opening, checkpoint.size),
    settlement: isSealed ? { ...loggedIn(proof, settlement, checkpoint.size), play } : null,
  };
}

function loggedIn(proof: ProofRead, { seq, record, salt, changes }: AuditedOperation, size: number): LoggedChanges {
  const index = seq - 1;
  // The text that was hashed: rows were written by the same function, and a list keeps its order.
  return { record, salt, index, path: inclusionIn(proof, { index, size }).path, changes: JSON.stringify(changes) };
}
