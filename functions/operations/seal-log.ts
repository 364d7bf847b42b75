/**
 * Sealing: the operations that no checkpoint covers yet, a page at a time, under a signed head. It is no operation itself:
 * an operation would have to be sealed in its turn, and the log would never rest.
 */
import { bytesToHex } from "@noble/hashes/utils.js";
import { commit } from "../database/commit.ts";
import { checkpointSteps, readLogEdge } from "../database/log.ts";
import { checkpointText } from "../draws/log/checkpoint.ts";
import { logKeyOf, originOf } from "../draws/log/key.ts";
import { sealOn } from "../draws/log/nodes.ts";
import { signNote } from "../draws/log/note.ts";
import type { Ledger } from "./verb.ts";

/** Operations under one more checkpoint, at most. */
export const SEAL_PAGE = 4_096;

/**
 * Seals the next page. `isMore`: there was more to seal when it was read, or another tick sealed first. Throws a fault when
 * what was sealed before was changed, or the database does not answer.
 */
export async function sealPage(ledger: Ledger, page = SEAL_PAGE): Promise<{ sealed: number; isMore: boolean }> {
  const { first, checkpoint, nodes, newest } = await readLogEdge(ledger.client, page);
  const before = checkpoint?.size ?? 0;
  const size = Math.min(newest, before + page);
  if (first === null || size === before) return { sealed: 0, isMore: false };
  const { head, tiles } = sealOn(checkpoint, { stored: nodes, size });
  const origin = originOf(first);
  const note = signNote(checkpointText({ origin, size, head }), logKeyOf(ledger.secret, origin));
  const committed = await commit(
    ledger.client,
    checkpointSteps({ size, head: bytesToHex(head), note }, tiles, ledger.now),
  );
  // The checkpoint is the first step: where it was refused, another tick's is as large already.
  if (committed.isCommitted) return { sealed: size - before, isMore: size < newest };
  if (committed.step === 0) return { sealed: 0, isMore: true };
  throw committed.fault;
}
