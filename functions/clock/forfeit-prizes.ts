import { forfeitPrize } from "../operations/held-prize.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Budget } from "./budget.ts";
import { drain } from "./drain.ts";

/** Forfeits surprises' prizes for which a tax form did not come in time. */
export function forfeitPrizes(ledger: Ledger, budget: Budget): Promise<void> {
  return drain(ledger, forfeitPrize, { kind: "prize", request: (prize) => ({ prize }), budget });
}
