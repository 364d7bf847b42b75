/** Staff say that the tax form of who won a surprise's prize is in: it holds for the year, and what waited for it is hers. */
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { heldPrize } from "./held-prize.ts";
import { expectProgramme } from "./paused.ts";
import { countForm } from "./prize-tax.ts";
import { type Found, givePrize, type PrizeGiven, prizeGiven, prizeOf } from "./reveal.ts";
import { wordingFor } from "./wording-for.ts";

export interface PlayFormConfirmed {
  operation: string;
  play: string;
  member: string;
  prize: PrizeGiven;
}

/**
 * Refusals, in order: prize_unknown (nothing of that play waited, or she was erased; nothing stored); prize_not_offered (it was
 * delivered, or its time is over).
 */
export function decideConfirmPlayForm(
  facts: Facts,
  { play: id, found }: { play: string } & Found,
  given: Given,
): Decided<PlayFormConfirmed> {
  const held = heldIn(facts, id);
  const { member } = facts;
  if (!held || !found || found.pool.kind !== "pool" || !member || member.state === "erased")
    return cannotDecide("prize_unknown");
  const isOver = held.dueAt !== null && held.dueAt <= facts.now;
  if (held.state !== "awaiting_form" || isOver)
    return refuse("prize_not_offered", { state: isOver ? "forfeited" : held.state });
  const pool = asKind(found.pool, "pool");
  const prize = prizeOf(pool.facts, found.play);
  if (!prize) throw new Error(`${id} waits for a form, and won nothing`);
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  draft.change(member);
  countForm(draft, facts, member.publicId);
  draft.change(held, { state: "delivered", dueAt: null });
  if (held.dueAt !== null) draft.expect(held, held.dueAt);
  givePrize(draft, facts, given, { member, pool, play: found.play, prize });
  return {
    written: draft.written(member.publicId),
    outcome: {
      operation: given.operation,
      play: id,
      member: member.publicId,
      prize: prizeGiven(prize, wordingFor(facts, member.publicId).language),
    },
  };
}

function heldIn(facts: Facts, play: string): Holder<"prize"> | null {
  const holder = facts.holders.get(heldPrize(play));
  return holder?.kind === "prize" ? asKind(holder, "prize") : null;
}
