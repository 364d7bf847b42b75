/**
 * Publication by mail: LOG_EMAIL gets the newest checkpoint every LOG_EMAIL_HOURS, once, however many clocks run. Whoever
 * keeps her mails has heads that the operator cannot take back. A mail that did not leave is tried again after a while.
 */
import { commit } from "../database/commit.ts";
import { mailTryStep, readMailDue, witnessStep } from "../database/log-witnesses.ts";
import { checkpointIn } from "../draws/log/checkpoint.ts";
import { noteOf } from "../edge/log-view.ts";
import { escaped } from "../edge/mailer.ts";
import type { CheckpointMail, Ledger } from "../operations/verb.ts";
import { HOUR_MS } from "../values/day.ts";
import { sha256Hex } from "../values/hash.ts";
import type { Budget } from "./budget.ts";

/** A year: who wants it more seldom wants something else. */
const HOURS_MAX = 8_760;
const ADDRESSES_MAX = 10;
/** How long after a try that brought no answer the next one is, in milliseconds. */
const RETRY_MS = 900_000;
/** Digits of an address's hash: who gets mails is nobody else's business, and no address stands in the ledger. */
const NAME_DIGITS = 16;

/** Mails the newest checkpoint to whom it is due. Throws a sentence for settings that cannot be, and when a mail did not leave. */
export async function mailLog(ledger: Ledger, budget: Budget): Promise<void> {
  const { checkpointMail } = ledger;
  if (!checkpointMail) return;
  const { to, everyHours } = checkpointMail;
  if (to.length > ADDRESSES_MAX || to.some((address) => !/^[^\s@<>"]+@[^\s@<>"]+$/.test(address)))
    throw new Error(`LOG_EMAIL must be one to ${ADDRESSES_MAX} addresses, separated by commas`);
  if (!Number.isInteger(everyHours) || everyHours < 1 || everyHours > HOURS_MAX)
    throw new Error(`LOG_EMAIL_HOURS must be a whole number from 1 to ${HOURS_MAX}`);
  let failed = 0;
  for (const address of to) {
    if (!budget.isLeft()) return;
    if (!(await mailed(ledger, { ...checkpointMail, address }))) failed += 1;
  }
  if (failed > 0) throw new Error(`${failed} mails with the log's checkpoint did not leave`);
}

/** False: one was due, and did not leave. The attempt is written first, so that a clock that fires twice sends one. */
async function mailed(
  { client, now }: Ledger,
  { address, everyHours, send }: CheckpointMail & { address: string },
): Promise<boolean> {
  const reader = sha256Hex(address).slice(0, NAME_DIGITS);
  const due = { reader, everyMs: everyHours * HOUR_MS, retryMs: RETRY_MS };
  const checkpoint = await readMailDue(client, due, now);
  if (!checkpoint) return true;
  const tried = await commit(client, [mailTryStep(due, now)]);
  if (!tried.isCommitted && tried.step === null) throw tried.fault;
  if (!tried.isCommitted) return true;
  const { size } = checkpoint;
  const note = noteOf(checkpoint);
  const isSent = await send({ to: address, ...wordsOf({ note, origin: checkpointIn(note)?.origin ?? "", size }) });
  if (!isSent) return false;
  const kept = await commit(client, [witnessStep({ size, witness: `mail:${reader}`, cosignatures: "" }, now)]);
  if (!kept.isCommitted) throw kept.fault;
  return true;
}

/** In English, as everything of the log is: its readers are auditors. */
function wordsOf({ note, origin, size }: { note: string; origin: string; size: number }): {
  subject: string;
  text: string;
  html: string;
} {
  const lead = `This is the signed head of the public log ${origin}, which has ${size} operations.`;
  const keep =
    "Keep this mail. Whoever changes what was recorded before it can no longer show a log that goes on from this head:";
  const ask = `GET /v1/log/proof?from=${size} proves that the log of a later day does. The note, to its last line break:`;
  const text = `${lead}\n\n${keep} ${ask}\n\n${note}`;
  const html = `<!doctype html><html lang="en"><body><p>${escaped(lead)}</p><p>${escaped(keep)} ${escaped(ask)}</p><pre>${escaped(note)}</pre></body></html>`;
  return { subject: `Checkpoint ${size} of ${origin}`, text, html };
}
