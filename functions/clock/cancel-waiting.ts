import { cancelWaiting } from "../operations/activate.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Budget } from "./budget.ts";
import { drain } from "./drain.ts";

/** Takes back units that waited too long for their event. Reads leave them out already; this posts it. */
export function cancelWaits(ledger: Ledger, budget: Budget): Promise<void> {
  return drain(ledger, cancelWaiting, { kind: "waiting", request: (waiting) => ({ waiting }), budget });
}
