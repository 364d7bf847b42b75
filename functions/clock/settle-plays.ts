import { readWaitingPools } from "../database/pools.ts";
import { settlePage } from "../operations/settle-plays.ts";
import type { Ledger } from "../operations/verb.ts";
import { type Budget, budgetOf, isDone } from "./act.ts";

/** Pools looked at in one round. */
const POOLS_MAX = 20;

/** Settles what is pending, pool by pool and page by page, and closes pools whose time is over; what is left waits for the next tick. */
export async function settleDue(ledger: Ledger, budget: Budget = budgetOf()): Promise<void> {
  while (budget.isLeft()) {
    const waiting = await readWaitingPools(ledger.client, ledger.now, POOLS_MAX);
    let done = 0;
    for (const page of waiting) if (isDone(await settlePage(ledger, page), "settle-plays")) done += 1;
    // Nothing waits, or all that was seen to wait was done by others meanwhile.
    if (done === 0) return;
  }
}
