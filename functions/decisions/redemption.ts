/** A redemption that was made: found by its id, by the store it belongs to, and what it looks like afterwards. */
import { statesAfter } from "../programme/rewards/fulfilment.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { RedemptionFacts } from "../values/redemption-facts.ts";
import { cannotDecide, type Refusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";
import { type Balance, balancesOf, hasLapsed } from "./standing.ts";

/** A request about a redemption. */
export interface AboutRedemption {
  /** Who asks: only its own store may, or any for one that a member made herself; null: staff, who may all. */
  store: string | null;
  redemption: string;
}

/** What came back to a member. */
export interface Returned {
  operation: string;
  redemption: string;
  member: string;
  reward: string;
  status: "released" | "reversed" | "captured";
  /** By unit: what came back, of which what had lapsed meanwhile is gone. */
  returned: { unit: string; amount: number; lapsed: number }[];
  balances: Record<string, Balance>;
}

/** The redemption and its member. Refusals: redemption_unknown (nothing stored), also for another store's. */
export function namedRedemption(
  facts: Facts,
  { redemption: id, store }: AboutRedemption,
): { redemption: Holder<"redemption">; member: Holder<"member"> } | Refusal {
  const found = facts.holders.get(id);
  if (found?.kind !== "redemption" || found.owner === null) return cannotDecide("redemption_unknown");
  const redemption = asKind(found, "redemption");
  if (store !== null && redemption.facts.store !== null && redemption.facts.store !== store)
    return cannotDecide("redemption_unknown");
  return { redemption, member: ownerOf(found, (publicId) => facts.holders.get(publicId)) };
}

/** Whether it is still held now, for whoever holds it. Refusals, in order: hold_lapsed (released by time or not yet), fulfilment_refused (a partner has to answer), redemption_not_held. Null: it is. */
export function judgeHeld(redemption: Holder<"redemption">, { now }: Facts): Refusal | null {
  const { state, facts } = redemption;
  if (state === "lapsed" || (state === "held" && hasLapsed(redemption, now)))
    return refuse("hold_lapsed", { endsAt: new Date(facts.endsAt ?? now).toISOString() });
  const { fulfilment } = facts;
  if (state === "held" && fulfilment?.by === "partner") return refuseFulfilment(fulfilment, null);
  return state === "held" ? null : refuse("redemption_not_held", { state });
}

/** Refuses what is not the next state of a fulfilment. */
export function refuseFulfilment(fulfilment: RedemptionFacts["fulfilment"], asked: string | null): Refusal {
  const { by, state } = fulfilment ?? { by: null, state: null };
  const allowed = by === null || state === null ? [] : [...statesAfter(by, state)];
  return refuse("fulfilment_refused", { state, asked, allowed });
}

/** Writes that the member's holdings changed, and says what came back to her. */
export function returnedOf(
  draft: Draft,
  facts: Facts,
  {
    given,
    redemption,
    member,
    status,
    taken = redemption.facts.taken,
    lapsed,
  }: {
    given: Given;
    redemption: Holder<"redemption">;
    member: Holder<"member">;
    status: Returned["status"];
    /** What came back; absent: all of it. */
    taken?: RedemptionFacts["taken"];
    /** What went to lots whose last day had passed, by unit; what repaid a debt did not lapse. */
    lapsed: Map<string, number>;
  },
): Returned {
  settle(draft, facts, given, member);
  const returned = new Map<string, Returned["returned"][number]>();
  for (const { unit, amount } of taken) {
    const sum = returned.get(unit) ?? { unit, amount: 0, lapsed: lapsed.get(unit) ?? 0 };
    sum.amount += amount;
    returned.set(unit, sum);
  }
  return {
    operation: given.operation,
    redemption: redemption.publicId,
    member: member.publicId,
    reward: redemption.facts.reward,
    status,
    returned: [...returned.values()],
    balances: balancesOf(draft, facts, member.publicId),
  };
}
