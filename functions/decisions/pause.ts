/** Pausing and resuming: members see the sentence, stores get 503 and send the same key later. */
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface Pause {
  what: "earning" | "redemption";
  /** The sentence that members see; null: resume. */
  says: string | null;
}

export interface Paused {
  operation: string;
  paused: { earning: string | null; redemption: string | null };
}

/** Refusals: version_unknown (nothing was published that could be paused; nothing stored). */
export function decidePause(facts: Facts, { what, says }: Pause, given: Given): Decided<Paused> {
  const known = facts.holders.get("programme");
  if (!known) return cannotDecide("version_unknown");
  const programme = asKind(known, "programme");
  const before = programme.facts.paused;
  const earning = what === "earning" ? says : (before.earning ?? null);
  const redemption = what === "redemption" ? says : (before.redemption ?? null);
  const paused = {
    ...(earning === null ? {} : { earning }),
    ...(redemption === null ? {} : { redemption }),
  };
  const draft = draftOf(facts);
  draft.change(programme, { facts: { ...programme.facts, paused } });
  return {
    written: draft.written(null),
    outcome: { operation: given.operation, paused: { earning, redemption } },
  };
}
