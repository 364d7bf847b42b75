/** What happened because time passed: one file per job, all driven from state, so that a missed, doubled or late tick changes nothing. */
import type { Ledger } from "../operations/verb.ts";
import { type Budget, budgetOf } from "./budget.ts";
import { cancelWaits } from "./cancel-waiting.ts";
import { crossBoundaries } from "./cross-boundaries.ts";
import { forfeitPrizes } from "./forfeit-prizes.ts";
import { forgetErased } from "./forget-erased.ts";
import { forgetWhereabouts } from "./forget-whereabouts.ts";
import { lapseHolds } from "./lapse-holds.ts";
import { mailLog } from "./mail-log.ts";
import { noticeInactivity } from "./notice-inactivity.ts";
import { offerSeats } from "./offer-seats.ts";
import { openContests } from "./open-contests.ts";
import { passLeftovers } from "./pass-leftovers.ts";
import { publishLog } from "./publish-log.ts";
import { reviewMembers } from "./review-members.ts";
import { runContests } from "./run-contests.ts";
import { sealLog } from "./seal-log.ts";
import { sendWebhooks } from "./send-webhooks.ts";
import { settleDue } from "./settle-plays.ts";
import { supplyVersions } from "./supply-versions.ts";

type Job = (ledger: Ledger, budget: Budget) => Promise<void>;

/** In order: what is fair to the second first. */
const jobs: Job[] = [
  supplyVersions,
  openContests,
  passLeftovers,
  runContests,
  settleDue,
  forfeitPrizes,
  lapseHolds,
  offerSeats,
  cancelWaits,
  crossBoundaries,
  reviewMembers,
  noticeInactivity,
  forgetErased,
  forgetWhereabouts,
  // Last, so that what the tick did is under its checkpoint.
  sealLog,
  publishLog,
  mailLog,
];

/** Lets time pass for one programme: does what is due until nothing is, or 25 s are over, then tells whoever listens. Throws the jobs' faults when all have had their turn. */
export async function tick(ledger: Ledger, budget: Budget = budgetOf()): Promise<void> {
  await inTurn([...jobs, sendWebhooks], ledger, budget);
}

/**
 * Lets time pass for many programmes within one budget, starting at another one each minute, so that state makes those wait
 * that were not reached and none waits for ever. Webhooks go out when every programme's clock has run: receivers are
 * strangers, and may be slow. Throws the programmes' faults when all have had their turn.
 */
export async function tickAll(ledgers: Ledger[], budget: Budget = budgetOf(), minute = minuteNow()): Promise<void> {
  const first = ledgers.length === 0 ? 0 : minute % ledgers.length;
  const order = [...ledgers.slice(first), ...ledgers.slice(0, first)];
  const faults = new Map<Ledger, unknown[]>();
  for (const round of [jobs, [sendWebhooks]]) {
    for (const ledger of order) {
      if (!budget.isLeft()) break;
      try {
        await inTurn(round, ledger, budget);
      } catch (fault) {
        faults.set(ledger, [...(faults.get(ledger) ?? []), fault]);
      }
    }
  }
  if (faults.size > 0) throw new AggregateError([...faults.values()].flat(), `${faults.size} programmes met faults`);
}

async function inTurn(work: Job[], ledger: Ledger, budget: Budget): Promise<void> {
  const faults: unknown[] = [];
  for (const job of work) {
    try {
      await job(ledger, budget);
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} jobs of the clock failed`);
}

function minuteNow(): number {
  return Math.floor(Date.now() / 60_000);
}
