import { readWaitingPools } from "../database/pools.ts";
import { roundAt } from "../draws/drand.ts";
import { isDone } from "../operations/act.ts";
import { settleByBeacon, settlePage } from "../operations/settle-plays.ts";
import type { Ledger } from "../operations/verb.ts";
import { type Budget, budgetOf } from "./budget.ts";

/** Pools looked at in one round. */
const POOLS_MAX = 20;

/**
 * Settles what is pending, pool by pool and page by page, and closes pools whose time is over; what is left waits for the
 * next tick. A pool whose next beacon is late waits too, and holds no other up.
 */
export async function settleDue(ledger: Ledger, budget: Budget = budgetOf()): Promise<void> {
  const aside = new Set<string>();
  while (budget.isLeft()) {
    const waiting = await readWaitingPools(ledger.client, {
      now: ledger.now,
      newest: roundAt(Math.floor((ledger.now ?? Date.now()) / 1000)),
      limit: POOLS_MAX,
      except: [...aside],
    });
    if (waiting.length === 0) return;
    for (const { isByBeacon, ...page } of waiting) {
      const isSettled = isByBeacon
        ? await settleByBeacon(ledger, page)
        : isDone(await settlePage(ledger, page), "settle-plays");
      // Its beacon is not there, or others are at it.
      if (!isSettled) aside.add(page.pool);
    }
  }
}
