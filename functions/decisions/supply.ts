/** A scheduled version came into force: its stock and its budgets are brought in. */
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { bringSupplies } from "./supplies.ts";

export interface Supply {
  /** The holder of what is due. */
  supply: string;
  /** The version in force whose rewards were read. */
  version: number;
}

/**
 * Brings in what the version in force says: of one that was withdrawn, nothing. Refusals, in order: not_found, not_due (it is
 * done, or another version is in force by now; nothing stored).
 */
export function decideSupply(
  facts: Facts,
  { supply: id, version }: Supply,
  given: Given,
): Decided<Supply & { operation: string }> {
  const found = facts.holders.get(id);
  if (found?.kind !== "supply") return cannotDecide("not_found");
  if (found.state !== "open" || facts.current.version !== version) return cannotDecide("not_due");
  const draft = draftOf(facts);
  const refused = bringSupplies(draft, facts, facts.current.programme, "begun");
  if (refused) throw new Error(`version ${version} brings what does not fit: ${JSON.stringify(refused)}`);
  draft.change(asKind(found, "supply"), { state: "done", dueAt: null });
  return { written: draft.written(null), outcome: { operation: given.operation, supply: id, version } };
}
