import { SEAL_PAGE, sealPage } from "../operations/seal-log.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Budget } from "./budget.ts";

/** Times in a row that other ticks may be first; after that the log is theirs. */
const BEATEN_MAX = 5;

/** Seals what no checkpoint covers, a page of operations at a time, until nothing is left; the rest waits for the next tick. */
export async function sealLog(ledger: Ledger, budget: Budget, page = SEAL_PAGE): Promise<void> {
  for (let beaten = 0; beaten < BEATEN_MAX && budget.isLeft(); ) {
    const { sealed, isMore } = await sealPage(ledger, page);
    if (!isMore) return;
    beaten = sealed > 0 ? 0 : beaten + 1;
  }
}
