/** Capturing a held redemption: the reward is handed over, and what was set aside is spent, all of it or a part. */
import { heldFor, redeemedAt, stockGone, stockUnit } from "../values/account.ts";
import type { Holder } from "../values/holder.ts";
import { isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { handOver, judgeHandOver } from "./hand-over.ts";
import type { Counter } from "./limits.ts";
import { sum } from "./order.ts";
import { type Redeemed, spentOf, worthMinor } from "./redeem.ts";
import { type AboutRedemption, judgeHeld, namedRedemption } from "./redemption.ts";
import { beActive } from "./slide.ts";
import { balancesOf } from "./standing.ts";
import { giveBack, type Taken } from "./units.ts";

export interface Capturing extends AboutRedemption {
  /** Units to spend of what pays an order; absent or null: all that is held. */
  amount?: number | null;
  /** Whether the rest stays held, for another part; absent: it is given back. */
  keepsRest?: boolean;
}

/**
 * Refusals, in order: redemption_unknown (nothing stored); hold_lapsed, fulfilment_refused, redemption_not_held,
 * member_frozen, amount_not_offered, contest_closed, surprise_closed, limit_reached (stored).
 */
export function decideCapture(facts: Facts, request: Capturing, given: Given): Decided<Redeemed> {
  const named = namedRedemption(facts, request);
  if (isRefusal(named)) return named;
  const { redemption, member } = named;
  const refused = judgeHeld(redemption, facts) ?? (member.state === "joined" ? null : refuse("member_frozen"));
  if (refused) return refused;
  const { amount = null, keepsRest = false } = request;
  const draft = draftOf(facts);
  const captured = captureHeld(draft, facts, given, { redemption, member, amount, keepsRest });
  if (isRefusal(captured)) return captured;
  if (redemption.facts.endsAt !== null) draft.expect(redemption, redemption.facts.endsAt);
  return { written: draft.written(member.publicId), outcome: captured };
}

/** Spends what is held, or a part of it in first-to-expire order. Refusals: amount_not_offered, and those of judgeHandOver. */
export function captureHeld(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    redemption,
    member,
    amount,
    keepsRest,
  }: { redemption: Holder<"redemption">; member: Holder<"member">; amount: number | null; keepsRest: boolean },
): Redeemed | Refusal {
  const { publicId: id, facts: about } = redemption;
  const { reward, store, gives, money } = about;
  const held = sum(about.taken.map((each) => each.amount));
  const step = money?.amount ?? held;
  const asked = amount ?? held;
  if (asked < 1 || asked > held || asked % step !== 0) return refuse("amount_not_offered", { asked, step, max: held });
  const closed = judgeHandOver(draft, facts, member.publicId, gives);
  if (closed) return closed;

  const [now, later] = splitTaken(about.taken, asked);
  const why = { redemption: id, reward };
  const spent = spentOf(now);
  const slid: Counter[] = [];
  for (const { unit, amount: units } of spent) {
    draft.post({ from: heldFor(id, unit), to: redeemedAt(store, unit), amount: units, reason: "capture", why });
    slid.push(...beActive(draft, facts, { member: member.publicId, activity: "redeem", day: facts.today, unit }));
  }
  for (const counter of slid) draft.count({ holder: member.publicId, ...counter, amount: 1 });
  if (about.stock) {
    const from = heldFor(id, stockUnit(reward));
    draft.post({ from, to: stockGone(reward), amount: 1, reason: "capture", why });
  }
  const isKept = keepsRest && later.length > 0;
  if (!isKept)
    giveBack(draft, facts, {
      member: member.publicId,
      taken: later,
      from: (unit) => heldFor(id, unit),
      reason: "release",
      why: { redemption: id, cause: "released" },
    });
  const { captured = [], ...before } = about;
  const counted = [...(about.counted ?? []), ...slid];
  const rest = { ...before, ...(counted.length === 0 ? {} : { counted }) };
  const all = [...captured, ...now];
  const handing = { member: member.publicId, redemption: id, reward, store, gives };
  const { voucher, gave } = isKept ? { voucher: null, gave: [] } : handOver(draft, facts, given, handing);
  draft.change(
    redemption,
    isKept
      ? { facts: { ...rest, taken: later, captured: all } }
      : { state: "captured", dueAt: null, facts: { ...rest, taken: all, gave, voucher: voucher?.id ?? null } },
  );
  settle(draft, facts, given, member);
  return {
    operation: given.operation,
    redemption: id,
    member: member.publicId,
    reward,
    status: isKept ? "held" : "captured",
    spent,
    worthMinor: worthMinor(money, now),
    fulfilment: about.fulfilment ?? null,
    endsAt: isKept ? about.endsAt : null,
    voucher,
    gave,
    balances: balancesOf(draft, facts, member.publicId),
  };
}

/** The first so many units of what was taken, and the rest. */
function splitTaken(taken: Taken[], amount: number): [Taken[], Taken[]] {
  let missing = amount;
  const first = taken.map((each) => {
    const part = Math.min(missing, each.amount);
    missing -= part;
    return part;
  });
  const some = (parts: Taken[]) => parts.filter((part) => part.amount > 0);
  return [
    some(taken.map((each, index) => ({ ...each, amount: first[index] ?? 0 }))),
    some(taken.map((each, index) => ({ ...each, amount: each.amount - (first[index] ?? 0) }))),
  ];
}
