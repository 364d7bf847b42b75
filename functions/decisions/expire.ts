/** Expiry: what a member holds in lots whose last good day has passed lapses. Balances are right without it; this posts it. */
import { expiredOf } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf, lotsOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { dueOf } from "./standing.ts";
import { releaseLapsed } from "./units.ts";

export interface Expiry {
  member: string;
}

export interface Expired {
  operation: string;
  member: string;
  expired: { unit: string; amount: number; expiredOn: Day }[];
}

/** Refusals: member_unknown (nothing stored). Nothing to expire is an outcome too: what is due moves on. */
export function decideExpire(facts: Facts, _: Expiry, given: Given): Decided<Expired> {
  const { member } = facts;
  if (!member) return cannotDecide("member_unknown");
  const draft = draftOf(facts);
  const programme = facts.holders.get("programme");
  if (programme) draft.expect(programme);
  const id = member.publicId;
  releaseLapsed(draft, facts, id);
  const lapsed = lotsOf(draft, id).filter(({ expiresOn }) => expiresOn < facts.today);
  const expired = lapsed.map((lot) => {
    const { unit, balance: amount, expiresOn: expiredOn } = lot;
    draft.post({ from: lot, to: expiredOf(unit), amount, reason: "expire", why: { expiredOn } });
    return { unit, amount, expiredOn };
  });
  draft.change(member, { dueAt: dueOf(draft, facts, id) });
  return { written: draft.written(id), outcome: { operation: given.operation, member: id, expired } };
}
