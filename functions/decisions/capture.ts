/** Capturing a held redemption: the reward is handed over, and what was set aside is spent. */
import { heldFor, redeemedAt, stockGone, stockUnit } from "../values/account.ts";
import { isRefusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { handOver, judgeHandOver } from "./hand-over.ts";
import { type Redeemed, spentOf } from "./redeem.ts";
import { type AboutRedemption, judgeHeld, namedRedemption } from "./redemption.ts";
import { balancesOf } from "./standing.ts";
import { beActive } from "./units.ts";

/** Refusals, in order: redemption_unknown (nothing stored); hold_lapsed, redemption_not_held, member_frozen, contest_closed, surprise_closed, limit_reached (stored). */
export function decideCapture(facts: Facts, request: AboutRedemption, given: Given): Decided<Redeemed> {
  const named = namedRedemption(facts, request);
  if (isRefusal(named)) return named;
  const { redemption, member } = named;
  const refused = judgeHeld(redemption, facts);
  if (refused) return refused;
  if (member.state !== "joined") return refuse("member_frozen");

  const draft = draftOf(facts);
  const { publicId: id, facts: about } = redemption;
  const closed = judgeHandOver(draft, facts, member.publicId, about.gives);
  if (closed) return closed;
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
  const { reward, store, gives } = about;
  const handing = { member: member.publicId, redemption: id, reward, store, gives };
  const { voucher, gave } = handOver(draft, facts, given, handing);
  draft.change(redemption, {
    state: "captured",
    dueAt: null,
    facts: { ...about, gave, voucher: voucher?.id ?? null },
  });
  if (about.endsAt !== null) draft.expect(redemption, about.endsAt);
  settle(draft, facts, given, member);
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
      gave,
      balances: balancesOf(draft, facts, member.publicId),
    },
  };
}
