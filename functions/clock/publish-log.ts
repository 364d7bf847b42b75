/**
 * Publication: each checkpoint is sent to LOG_WITNESS, so that somebody else has it. At least once: it is written down when
 * the witness has answered, and what was not answered is sent again by the next tick.
 */
import { hexToBytes } from "@noble/hashes/utils.js";
import { commit } from "../database/commit.ts";
import { readConsistency } from "../database/log-proofs.ts";
import { readUnwitnessed, witnessStep } from "../database/log-witnesses.ts";
import { checkpointIn } from "../draws/log/checkpoint.ts";
import { addCheckpoint, cosignaturesIn } from "../draws/log/witness.ts";
import { consistencyIn } from "../edge/log-view.ts";
import { answerText } from "../operations/answer-text.ts";
import type { Ledger } from "../operations/verb.ts";
import { isOutside } from "../values/outside.ts";
import type { Budget } from "./budget.ts";

/** Checkpoints that one tick sends at most. */
const SENT_MAX = 20;
/** Longest that a witness may take, in milliseconds. */
const ANSWER_MS = 5_000;
/** Characters of her answer that are read: some lines of signature. */
const ANSWER_CHARACTERS = 10_000;
/** She has another size than was said: her answer is the size (C2SP tlog-witness). */
const CONFLICT = 409;

/** Sends what the witness does not have, the oldest first. Throws a fault for an address inside, and when she does not take it. */
export async function publishLog(ledger: Ledger, budget: Budget, ask: typeof fetch = fetch): Promise<void> {
  const url = ledger.witness;
  if (!url) return;
  if (!isOutside(url)) throw new Error("LOG_WITNESS must be https:// and the name of a host outside");
  const witness = new URL(url).host;
  const { last, checkpoints } = await readUnwitnessed(ledger.client, { witness, limit: SENT_MAX });
  let old = last;
  for (const { size, note } of checkpoints) {
    if (!budget.isLeft()) return;
    const cosignatures = await send(ledger, { url, old, size, note }, ask);
    const committed = await commit(ledger.client, [witnessStep({ size, witness, cosignatures }, ledger.now)]);
    // Another tick was first: she had it twice, and what she answered then is kept.
    if (!committed.isCommitted && committed.step === null) throw committed.fault;
    old = size;
  }
}

async function send(
  ledger: Ledger,
  { url, old, size, note }: { url: string; old: number; size: number; note: string },
  ask: typeof fetch,
): Promise<string> {
  const path =
    old === 0
      ? []
      : consistencyIn(await readConsistency(ledger.client, { from: old, to: size }), { from: old, to: size }).path;
  const answer = await ask(url, {
    method: "POST",
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: addCheckpoint({ old, path: path.map(hexToBytes), note }),
    redirect: "manual",
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const text = await answerText(answer, ANSWER_CHARACTERS);
  if (answer.ok) return cosignaturesIn(text, checkpointIn(note)?.origin ?? "");
  const has = Number(text.trim());
  // She began elsewhere, or a tick was lost on the way: once more, from the size that she says.
  if (answer.status === CONFLICT && /^[0-9]+$/.test(text.trim()) && has !== old && has <= size)
    return has === size ? "" : send(ledger, { url, old: has, size, note }, ask);
  throw new Error(`the witness ${new URL(url).host} answered ${answer.status} to the checkpoint of ${size} operations`);
}
