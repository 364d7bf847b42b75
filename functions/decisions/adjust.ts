/** An adjustment: staff give or take units by hand, within their limit. Their words stay in the papers; the why holds a code. */
import { adjustedOf, debtOf } from "../values/account.ts";
import { asKind } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { cannotDecide, type Refusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { lotGiven } from "./lot-given.ts";
import { lotsOf } from "./lots.ts";
import { expectProgramme } from "./paused.ts";
import { type Balance, balancesOf, holdsOrAwaits } from "./standing.ts";
import { give, releaseLapsed } from "./units.ts";

/** Why staff adjust, as the ledger keeps it. */
export const ADJUSTMENT_CODES = ["goodwill", "correction", "service", "other"] as const;

export interface Adjustment {
  member: string;
  unit: string;
  /** Whole units, signed for the member; not 0. */
  amount: number;
  code: (typeof ADJUSTMENT_CODES)[number];
}

export interface Adjusted {
  operation: string;
  member: string;
  unit: string;
  amount: number;
  balances: Record<string, Balance>;
}

/**
 * Refusals, in order: member_unknown, invalid (no such unit; nothing stored); adjustment_above_limit, limit_reached (of a badge she has one, of
 * a membership one is given at a time; stored). A frozen member can be adjusted.
 */
export function decideAdjust(facts: Facts, { unit, amount, code }: Adjustment, given: Given): Decided<Adjusted> {
  const { member } = facts;
  if (!member || member.state === "erased") return cannotDecide("member_unknown");
  const terms = facts.current.programme.units[unit];
  if (!terms) return cannotDecide("invalid", { units: Object.keys(facts.current.programme.units) }, "/unit");
  const limit = limitOf(facts, given.actor);
  const asked = Math.abs(amount);
  if (limit !== null && asked > limit) return refuse("adjustment_above_limit", { limit, asked });

  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const id = member.publicId;
  releaseLapsed(draft, facts, id);
  const beyond = judgeOne(draft, facts, { member: id, unit, amount });
  if (beyond) return beyond;
  const why = { code };
  if (amount > 0) {
    const lot = lotGiven(draft, facts, facts.current.programme, { member: id, unit });
    give(draft, facts, { member: id, unit, amount, from: adjustedOf(unit), lot, reason: "adjust", why });
  } else takeByHand(draft, facts, { member: id, unit, amount: asked, why });
  settle(draft, facts, given, member);
  return {
    written: draft.written(id),
    outcome: { operation: given.operation, member: id, unit, amount, balances: balancesOf(draft, facts, id) },
  };
}

/** Whether it leaves her with one at most of a badge, once it repaid what she owes, and gives one of a membership. Refusals: limit_reached. Null: it does. */
function judgeOne(
  draft: Draft,
  facts: Facts,
  { member, unit, amount }: { member: string; unit: string; amount: number },
): Refusal | null {
  const { badge, membership } = facts.current.programme.units[unit] ?? {};
  if (!badge && !membership) return null;
  const had = badge && holdsOrAwaits(draft, facts, member, unit) ? 1 : 0;
  const owes = -draft.balanceOf(debtOf(member, unit));
  return amount > 1 - had + owes ? refuse("limit_reached", { limit: 1, had, asked: amount }) : null;
}

/** What a staff member may adjust at once; null: any amount (an owner, an operator). */
function limitOf({ holders }: Facts, actor: string): number | null {
  const staff = holders.get(actor);
  return staff?.kind === "staff" ? asKind(staff, "staff").facts.adjustLimit : null;
}

/** Takes from the lots that expire first, pending ones included; what is missing becomes debt. */
function takeByHand(
  draft: Draft,
  { today }: Facts,
  { member, unit, amount, why }: { member: string; unit: string; amount: number; why: JsonObject },
): void {
  let missing = amount;
  for (const lot of lotsOf(draft, member, unit)) {
    if (lot.lastDay < today || lot.balance <= 0) continue;
    const part = Math.min(missing, lot.balance);
    draft.post({ from: lot, to: adjustedOf(unit), amount: part, reason: "adjust", why });
    missing -= part;
  }
  draft.post({
    from: debtOf(member, unit),
    to: adjustedOf(unit),
    amount: missing,
    reason: "adjust",
    why: { ...why, owes: missing },
  });
}
