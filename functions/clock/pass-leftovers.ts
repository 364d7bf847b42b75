import { readLeftovers } from "../database/pools.ts";
import { act } from "../operations/act.ts";
import { passSecondChances } from "../operations/second-chance.ts";
import type { Ledger } from "../operations/verb.ts";
import { SECOND_CHANCES_MAX } from "../programme/draws/second-chance.ts";

/** Pools looked at in one tick. */
const POOLS_MAX = 20;

/**
 * Gives what surprises that are over had left over to contests as second chances. Before the rounds that are due freeze: the
 * round is one that is open, and a full one makes the rest wait for the next.
 */
export async function passLeftovers(ledger: Ledger): Promise<void> {
  const due = await readLeftovers(ledger.client, { now: ledger.now, most: SECOND_CHANCES_MAX, limit: POOLS_MAX });
  for (const { pool, contest, passed } of due) {
    const request = { pool, contest };
    await act(ledger, passSecondChances, { request, name: `${pool}:${contest}:${passed}`, body: request });
  }
}
