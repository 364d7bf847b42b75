/** What staff may stop with a sentence that members see. */
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide, type Refusal } from "../values/refusal.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";

/**
 * Refuses while earning or redemption is paused (nothing is stored, so the same key works later), and expects the
 * programme's version, so that a pause or a new version that comes in between is seen.
 */
export function judgePause(draft: Draft, facts: Facts, what: "earning" | "redemption"): Refusal | null {
  const says = expectProgramme(draft, facts).facts.paused[what];
  return says === undefined ? null : cannotDecide(`${what}_paused`, { says });
}

/** Whether earning is paused, for what waits instead of being refused. */
export function isPaused({ holders }: Pick<Facts, "holders">): boolean {
  const programme = holders.get("programme");
  return programme !== undefined && asKind(programme, "programme").facts.paused.earning !== undefined;
}

/** Expects the programme's version: what was decided under its documents holds while no other is published. */
export function expectProgramme(draft: Draft, facts: Facts): Holder<"programme"> {
  const programme = facts.holders.get("programme");
  if (!programme) throw new Error("the programme has no holder: nothing was published");
  draft.expect(programme);
  return asKind(programme, "programme");
}
