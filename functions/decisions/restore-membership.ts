/** Giving a period of a membership again whose payment was disputed in vain. */
import { issuedBy } from "../values/account.ts";
import { asKind } from "../values/holder.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";
import { type AboutMembership, type MembershipSeen, membershipName, seen } from "./membership.ts";
import { isPaidBy, periodLot } from "./membership-periods.ts";
import { expectProgramme } from "./paused.ts";

/**
 * A dispute was won: the period that it took away is there again, as far as its days are not over. Refusals, in order:
 * membership_unknown (nothing stored); membership_ended (stored), where the dispute took nothing away.
 */
export function decideRestoreMembership(
  facts: Facts,
  { store, id, payment, dispute }: AboutMembership & { payment: string; dispute: string },
  given: Given,
): Decided<MembershipSeen> {
  const found = facts.holders.get(membershipName(store, id));
  if (!found) return cannotDecide("membership_unknown");
  const membership = asKind(found, "membership");
  const taken = membership.facts.periods.find(
    (period) => isPaidBy(period, payment) && period.takenBy !== null && period.dispute === dispute,
  );
  if (!taken) return refuse("membership_ended");
  const member = ownerOf(found, (publicId) => facts.holders.get(publicId));
  const { publicId } = member;
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const { dispute: _, ...back } = { ...taken, takenBy: null };
  const goesOn = (back.graceUntil ?? back.until) >= facts.today;
  const { from, until, plan } = back;
  const why = { membership: membership.publicId, from, until };
  const [source, lot] = [issuedBy(store, plan), periodLot(publicId, back)];
  if (goesOn) draft.post({ from: source, to: lot, amount: 1, reason: "membership", why });
  const periods = membership.facts.periods.map((period) => (period === taken ? back : period));
  const about = { ...membership.facts, periods };
  const state = goesOn && membership.state === "ended" ? "active" : membership.state;
  draft.change(membership, { state, facts: about });
  settle(draft, facts, given, member);
  return { written: draft.written(publicId), outcome: seen(facts, given, { id, member: publicId, state, about }) };
}
