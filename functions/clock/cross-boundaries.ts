import { boundary } from "../operations/boundary.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Budget } from "./budget.ts";
import { drain } from "./drain.ts";

/** Posts what the beginning of a day brings each member to whom it brings something. Reads know of it already. */
export function crossBoundaries(ledger: Ledger, budget: Budget): Promise<void> {
  return drain(ledger, boundary, { kind: "member", request: (member) => ({ member }), budget });
}
