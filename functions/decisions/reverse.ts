/**
 * Reversing a captured redemption: units go back to the lots they came from with the expiry they had, the piece goes
 * back to its stock, the member may have another one, and a voucher that was not used is cancelled.
 */
import { redeemedAt, stockGone, stockOf } from "../values/account.ts";
import { asKind } from "../values/holder.ts";
import { isRefusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { judgeTakeBack, takeHandedBack } from "./hand-over.ts";
import { countOf } from "./redeem.ts";
import { type AboutRedemption, namedRedemption, type Returned, returnedOf } from "./redemption.ts";
import { giveBack, releaseLapsed } from "./units.ts";
import { cancelVoucher, isUsed } from "./voucher.ts";

/** Refusals, in order: redemption_unknown (nothing stored); already_reversed, redemption_not_captured, voucher_used, not_reversible (stored). */
export function decideReverse(facts: Facts, request: AboutRedemption, given: Given): Decided<Returned> {
  const named = namedRedemption(facts, request);
  if (isRefusal(named)) return named;
  const { redemption, member } = named;
  const { publicId: id, state, facts: about } = redemption;
  if (about.reversedBy !== null) return refuse("already_reversed", { operation: about.reversedBy });
  if (state !== "captured") return refuse("redemption_not_captured", { state });
  const issued = about.voucher === null ? undefined : facts.holders.get(about.voucher);
  if (about.voucher !== null && !issued) throw new Error(`${id} has a voucher that was not read`);
  const voucher = issued && asKind(issued, "voucher");
  if (voucher && isUsed(voucher)) return refuse("voucher_used", { voucher: voucher.publicId });

  const gone = judgeTakeBack(facts, about);
  if (gone) return gone;
  const draft = draftOf(facts);
  releaseLapsed(draft, facts, member.publicId);
  const why = { redemption: id, reward: about.reward };
  const { reward, store, gave } = about;
  takeHandedBack(draft, facts, { member: member.publicId, redemption: id, reward, store, gave });
  const lapsed = giveBack(draft, facts, {
    member: member.publicId,
    taken: about.taken,
    from: (unit) => redeemedAt(about.store, unit),
    reason: "reverse",
    why,
  });
  if (about.stock)
    draft.post({ from: stockGone(about.reward), to: stockOf(about.reward), amount: 1, reason: "reverse", why });
  if (!about.gift) draft.count({ holder: member.publicId, metric: countOf(about.reward), bucket: 0, amount: -1 });
  if (voucher) cancelVoucher(draft, voucher);
  draft.change(redemption, { state: "reversed", facts: { ...about, reversedBy: given.operation } });
  const { operation } = given;
  const outcome = returnedOf(draft, facts, { operation, redemption, member, status: "reversed", lapsed });
  return { written: draft.written(member.publicId), outcome };
}
