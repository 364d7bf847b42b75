/**
 * The one shape of a write: facts → decision → commit. One read batch, a pure decision, one write batch; whatever fails
 * on the way is asked again of the ledger, so that a key is answered once and for ever.
 */
import { commit, stepsOf } from "../database/commit.ts";
import { readFacts } from "../database/facts.ts";
import type { Facts } from "../decisions/facts.ts";
import { askedOf, judge } from "./attempt.ts";
import { isBusy, TransportFault, transportFault } from "./transport.ts";
import type { Answering, Call, Ledger, Performed, Verb } from "./verb.ts";

/** How long a write tries again before it says that it does not know, in milliseconds. */
const PATIENCE_MS = 5_000;
/** The same where the database answers that it is busy: nothing was written, and sqld's queue of writers alone may take longer than that. */
const BUSY_PATIENCE_MS = 20_000;
const PAUSE_MIN_MS = 5;
const PAUSE_MAX_MS = 500;

/** Performs a verb exactly once per actor and key. Throws only for a fault of ours. */
export async function perform<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  call: Call<Request>,
  answering: Answering<Outcome>,
): Promise<Performed> {
  const asked = askedOf(ledger, verb, call);
  const begun = Date.now();
  const isOver = (fault: unknown) => Date.now() - begun >= (isBusy(fault) ? BUSY_PATIENCE_MS : PATIENCE_MS);
  let before: string | null = null;

  for (let attempt = 0; ; attempt++) {
    if (attempt > 0) await pause(attempt);
    const rows = await readFacts(ledger.client, {
      subjects: asked.subjects,
      actor: asked.actor,
      keys: [call.key],
      knownVersions: [...ledger.documents.keys()],
      now: ledger.now,
      isRetry: attempt > 0,
      more: verb.reads?.(call.request) ?? [],
    }).catch(transportFault);
    if (rows instanceof TransportFault) {
      if (rows.isSchemaMissing) return { kind: "migrating" };
      if (isOver(rows.cause)) return { kind: "unknown", fault: rows.cause };
      continue;
    }
    const judged = judge(ledger, verb, asked, rows, answering);
    if (judged.kind === "stands") return judged.performed;
    const committed = await commit(ledger.client, stepsOf(judged.written, judged.operation, ledger.now));
    if (committed.isCommitted) return judged.performed;
    const { step, fault } = committed;
    const seen = `${step}\n${versionsOf(judged.facts)}`;
    if (step !== null && seen === before && !isBusy(fault)) {
      throw new Error(`${verb.kind}: step ${step} failed twice on unchanged facts`, { cause: fault });
    }
    before = seen;
    if (isOver(fault)) return { kind: "unknown", fault };
  }
}

function versionsOf({ holders, accounts }: Facts): string {
  return JSON.stringify([[...holders.values()].map(({ publicId, version }) => [publicId, version]), accounts]);
}

async function pause(attempt: number): Promise<void> {
  const longest = Math.min(PAUSE_MAX_MS, PAUSE_MIN_MS * 2 ** attempt);
  await new Promise((resume) => setTimeout(resume, Math.random() * longest));
}
