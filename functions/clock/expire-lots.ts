import { expire } from "../operations/expire.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Budget } from "./act.ts";
import { drain } from "./drain.ts";

/** Lets lots lapse whose last good day has passed. Reads leave them out already; this posts it. */
export function expireLots(ledger: Ledger, budget: Budget): Promise<void> {
  return drain(ledger, expire, { kind: "member", request: (member) => ({ member }), budget });
}
