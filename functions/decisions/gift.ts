/** Rewards that nobody buys: a rule gives one of the catalogue, as a redemption without a price. */
import { isHanded, rewardGrants } from "../programme/rewards/index.ts";
import { stockGone } from "../values/account.ts";
import { asKind } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { handedFacts, handOver } from "./hand-over.ts";
import { ownerOf } from "./member.ts";
import { pieceOf } from "./stock.ts";
import { judgeUnused, undo } from "./undo.ts";
import type { VoucherIssued } from "./voucher.ts";

export interface GiftGiven {
  redemption: string;
  reward: string;
  voucher: VoucherIssued | null;
}

/** Gives a reward for nothing, or null when its stock is gone. It can be reversed as any redemption. */
export function giveReward(
  draft: Draft,
  facts: Facts,
  given: Given,
  { reward: name, member, rule, event }: { reward: string; member: string; rule: string; event: string },
): GiftGiven | null {
  const reward = facts.atEvent.programme.rewards.find(({ id }) => id === name);
  if (!reward || !isHanded(reward)) throw new Error(`"${name}" is no reward that can be handed over`);
  const redemption = given.id("rdm");
  if (reward.stock !== undefined) {
    const from = pieceOf(draft, facts, reward.id);
    if (!from) return null;
    draft.post({
      from,
      to: stockGone(reward.id),
      amount: 1,
      reason: "redeem",
      why: { redemption, reward: reward.id, rule },
    });
  }
  const gives = rewardGrants(reward, 1);
  const handed = handOver(draft, facts, given, { member, redemption, reward: reward.id, gives });
  draft.open<"redemption">({
    publicId: redemption,
    kind: "redemption",
    owner: member,
    state: "captured",
    dueAt: null,
    facts: {
      reward: reward.id,
      store: null,
      taken: [],
      stock: reward.stock !== undefined,
      gives,
      gift: { rule, event },
      ...handedFacts(handed),
      endsAt: null,
      reversedBy: null,
    },
  });
  return { redemption, reward: reward.id, voucher: handed.voucher };
}

/** Takes gifts back as far as nothing of them was used: the voucher is cancelled, units and the piece go back. Returns those that were. */
export function takeGiftsBack(
  draft: Draft,
  facts: Facts,
  given: Pick<Given, "operation">,
  gifts: { redemption: string }[],
): string[] {
  return gifts.flatMap(({ redemption: id }) => {
    const found = draft.holder(id);
    if (found?.kind !== "redemption" || found.state !== "captured") return [];
    const redemption = asKind(found, "redemption");
    const member = ownerOf(redemption, draft.holder).publicId;
    if (judgeUnused(draft, facts, redemption, member)) return [];
    undo(draft, facts, given, { redemption, member, because: { because: "refund" } });
    return [id];
  });
}
