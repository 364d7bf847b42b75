/** Capturing a held redemption: the reward is handed over, and what was set aside is spent. */
import { heldFor, redeemedAt, stockGone, stockUnit } from "../values/account.ts";
import { isRefusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { handOver } from "./hand-over.ts";
import { type Redeemed, spentOf } from "./redeem.ts";
import { type AboutRedemption, judgeHeld, namedRedemption } from "./redemption.ts";
import { balancesOf, dueOf } from "./standing.ts";
import { beActive } from "./units.ts";

/** Refusals, in order: redemption_unknown (nothing stored); hold_lapsed, redemption_not_held, member_frozen (stored). */
export function decideCapture(facts: Facts, request: AboutRedemption, given: Given): Decided<Redeemed> {
  const named = namedRedemption(facts, request);
  if (isRefusal(named)) return named;
  const { redemption, member } = named;
  const refused = judgeHeld(redemption, facts);
  if (refused) return refused;
  if (member.state !== "joined") return refuse("member_frozen");

  const draft = draftOf(facts);
  const { publicId: id, facts: about } = redemption;
  const why = { redemption: id, reward: about.reward };
  const spent = spentOf(about.taken);
  for (const { unit, amount } of spent) {
    draft.post({ from: heldFor(id, unit), to: redeemedAt(about.store, unit), amount, reason: "capture", why });
    beActive(draft, facts, { member: member.publicId, activity: "redeem", day: facts.today, unit });
  }
  if (about.stock) {
    const from = heldFor(id, stockUnit(about.reward));
    draft.post({ from, to: stockGone(about.reward), amount: 1, reason: "capture", why });
  }
  const { reward, gives } = about;
  const voucher = handOver(draft, facts, given, { member: member.publicId, redemption: id, reward, gives });
  draft.change(redemption, {
    state: "captured",
    dueAt: null,
    facts: { ...about, voucher: voucher?.id ?? null },
  });
  if (about.endsAt !== null) draft.expect(redemption, about.endsAt);
  draft.change(member, { dueAt: dueOf(draft, facts, member.publicId) });
  return {
    written: draft.written(member.publicId),
    outcome: {
      operation: given.operation,
      redemption: id,
      member: member.publicId,
      reward: about.reward,
      status: "captured",
      spent,
      endsAt: null,
      voucher,
      balances: balancesOf(draft, facts, member.publicId),
    },
  };
}
