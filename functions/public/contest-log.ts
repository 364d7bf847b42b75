/** A contest's public acts in the log: how they are read and shown in its proof. */
import { type ProofRead, readConsistency, readProof, readSizeOf } from "../database/log-proofs.ts";
import { both, type Reading } from "../database/reading.ts";
import { readRecords } from "../database/records.ts";
import { ACTS, type ContestLog } from "../draws/log/contest-log.ts";
import { consistencyIn, inclusionIn, noteOf, vkeyFor } from "../edge/log-view.ts";
import type { Ledger } from "../operations/verb.ts";
import type { AuditedOperation } from "../values/audited.ts";

/** Reads a contest's acts with what proves them. The clock does each under one key. */
export function readContestActs(contest: string): Reading<[AuditedOperation[], ProofRead]> {
  const acts = ACTS.map((kind) => `${kind}:${contest}`);
  return both(
    readRecords("actor = 'clock' AND key IN (SELECT value FROM json_each(?1)) ORDER BY seq", [JSON.stringify(acts)]),
    readProof({ acts }),
  );
}

/**
 * The acts that are sealed, each with its papers and the path to the newest checkpoint, and that the log before the manifest
 * (its head is `prev`) begins the one of that checkpoint; null while nothing is sealed.
 */
export async function contestLogView(
  [acts, proof]: [AuditedOperation[], ProofRead],
  { client, secret }: Pick<Ledger, "client" | "secret">,
  prev: string,
): Promise<ContestLog | null> {
  const { checkpoint, first } = proof;
  if (!checkpoint) return null;
  const { size } = checkpoint;
  const from = await readSizeOf(client, { head: prev, most: size });
  const begun = from === null ? null : await readConsistency(client, { from, to: size });
  return {
    checkpoint: noteOf(checkpoint),
    key: vkeyFor(secret, first),
    acts: acts.flatMap(({ seq, record, salt, papers }) =>
      papers && seq <= size
        ? [{ record, salt, papers, index: seq - 1, path: inclusionIn(proof, { index: seq - 1, size }).path }]
        : [],
    ),
    prev: from === null || begun === null ? null : { size: from, path: consistencyIn(begun, { from, to: size }).path },
  };
}
