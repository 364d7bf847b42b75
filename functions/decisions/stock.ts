/** The stock of rewards: an account with floor 0 that is never expected by version. */
import { type HandedReward, isImported } from "../programme/rewards/index.ts";
import { type AccountName, heldFor, rewardHolder, stockOf, stockUnit } from "../values/account.ts";
import { asKind } from "../values/holder.ts";
import { type Refusal, refuse } from "../values/refusal.ts";
import { freeCode } from "./codes.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { stockLeft } from "./left.ts";
import { leftFor, lineFor } from "./line.ts";
import { hasLapsed } from "./standing.ts";

/** Nothing is left of a reward, with how many there were. */
export function exhausted({ holders }: Facts, { id, stock }: HandedReward): Refusal {
  const known = holders.get(rewardHolder(id));
  const pieces = stock ?? (known ? asKind(known, "reward").facts.issued : 0);
  return refuse("stock_exhausted", { reward: id, stock: pieces, left: 0 });
}

/**
 * Where a piece of a reward comes from: its stock, or a hold that has lapsed and was not released yet, whose piece is
 * free; null: nothing is left. Two who see the last piece both try, and the stock's floor answers for one of them.
 */
export function pieceOf(draft: Draft, facts: Facts, given: HandedReward): AccountName | null {
  const { id: reward } = given;
  const line = lineFor(draft, reward);
  if (line) {
    // What a lapsed hold has comes free with the clock, so that it begins a turn.
    if (leftFor(draft, facts, reward) === 0) return null;
    draft.expect(line);
    return stockOf(reward);
  }
  if (isImported(given) && !freeCode(draft, facts, reward)) return null;
  if (stockLeft(draft, facts, reward) > 0) return stockOf(reward);
  const lapsed = lapsedWithPiece(draft, facts, reward);
  if (lapsed) {
    draft.change(lapsed, { facts: { ...lapsed.facts, stock: false } });
    return heldFor(lapsed.publicId, stockUnit(reward));
  }
  return null;
}

/** Whether there is a piece for a gift; takes none. */
export function hasPiece(draft: Draft, facts: Facts, given: HandedReward): boolean {
  const { id: reward } = given;
  if (lineFor(draft, reward)) return leftFor(draft, facts, reward) > 0;
  if (isImported(given) && !freeCode(draft, facts, reward)) return false;
  return stockLeft(draft, facts, reward) > 0 || lapsedWithPiece(draft, facts, reward) !== null;
}

function lapsedWithPiece(draft: Draft, { now }: Facts, reward: string) {
  for (const known of draft.holders()) {
    if (known.kind !== "redemption" || known.state !== "held") continue;
    const held = asKind(known, "redemption");
    if (held.facts.reward === reward && held.facts.stock && hasLapsed(held, now)) return held;
  }
  return null;
}
