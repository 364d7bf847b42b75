/** Where an erased member was is forgotten right after her erasure: in pages, since it may be thousands of rows. */
import { readErased } from "../database/due.ts";
import { forgetErased as verb } from "../operations/forget-erased.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Budget } from "./budget.ts";
import { drain } from "./drain.ts";

/** Members whose rows go in one batch: of each a hundred at most. */
const MEMBERS_AT_ONCE = 5;

/** Forgets where whoever was erased was, until nothing says it. Throws a fault when the database did not take it. */
export async function forgetErased(ledger: Ledger, budget: Budget): Promise<void> {
  await drain(ledger, verb, {
    kind: "member",
    request: (member, { left = { names: [], places: [], venues: [], tags: [] } }) => ({ member, ...left }),
    budget,
    due: ({ except }) => readErased(ledger.client, { limit: MEMBERS_AT_ONCE, except, now: ledger.now }),
  });
}
