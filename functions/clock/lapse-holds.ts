import { lapse } from "../operations/lapse.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Budget } from "./budget.ts";
import { drain } from "./drain.ts";

/** Releases holds that ran out. Reads count them as free already; this gives the pieces back to stock. */
export function lapseHolds(ledger: Ledger, budget: Budget): Promise<void> {
  return drain(ledger, lapse, { kind: "redemption", request: (redemption) => ({ redemption }), budget });
}
