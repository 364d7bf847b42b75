/** A surprise's prize that waited for a tax form longer than there was time. */
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";

/** The prize is forfeited, as `tax_form_missing`: no form came in time. Refusals: prize_unknown, not_due (nothing stored). */
export function decideForfeitPrize(
  facts: Facts,
  { prize: id }: { prize: string },
  given: Given,
): Decided<{ operation: string; play: string; reason: "tax_form_missing" }> {
  const holder = facts.holders.get(id);
  if (holder?.kind !== "prize") return cannotDecide("prize_unknown");
  const held = asKind(holder, "prize");
  if (held.state !== "awaiting_form" || held.dueAt === null || held.dueAt > facts.now) return cannotDecide("not_due");
  const draft = draftOf(facts);
  draft.change(held, { state: "forfeited", dueAt: null });
  return {
    written: draft.written(ownerOf(held, draft.holder).publicId),
    outcome: { operation: given.operation, play: held.facts.play, reason: "tax_form_missing" },
  };
}
