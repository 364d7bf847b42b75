/** Expiry: what a member's clock brings. Lots whose last good day has passed lapse, each once. */
import { expiredOf } from "../values/account.ts";
import { cannotDecide } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf, lotsOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { expectProgramme } from "./paused.ts";

import { releaseLapsed } from "./units.ts";

export interface Expired {
  operation: string;
  member: string;
  expired: { unit: string; amount: number; expiresOn: number }[];
}

/** Refusals, in order: member_unknown, not_due (nothing stored). A frozen member's lots lapse too. */
export function decideExpire(facts: Facts, _request: { member: string }, given: Given): Decided<Expired> {
  const { member, today } = facts;
  if (!member) return cannotDecide("member_unknown");
  if (member.dueAt === null || member.dueAt > facts.now) return cannotDecide("not_due");
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const id = member.publicId;
  releaseLapsed(draft, facts, id);
  const expired = lotsOf(draft, id).filter(({ expiresOn, balance }) => expiresOn < today && balance > 0);
  const lapsed = expired.map(({ unit, balance, expiresOn }) => ({ unit, amount: balance, expiresOn }));
  for (const lot of expired) {
    const { holder, unit, availableOn, expiresOn, balance } = lot;
    draft.post({
      from: { holder, unit, availableOn, expiresOn },
      to: expiredOf(unit),
      amount: balance,
      reason: "expire",
      why: { expiredOn: expiresOn },
    });
  }
  settle(draft, facts, given, member);
  return { written: draft.written(id), outcome: { operation: given.operation, member: id, expired: lapsed } };
}
