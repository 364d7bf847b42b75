/** A free entry in a round: the tickets that its rules state, for whoever has a verified e-mail, one per person and round. */
import { asKind } from "../values/holder.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import { judgeEligible, personOf } from "./eligible.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor } from "./member.ts";
import { entryOf, issueTickets } from "./tickets.ts";

export interface FreeEntry {
  contest: string;
  /** Who: by an address, or a member whose session asks. */
  who: { email: string } | { id: string };
  /** Whether somebody has verified the address; of a member it is read whether she has one. */
  isVerified: boolean;
  /** What she says of herself; null: nothing. */
  region: string | null;
  birthDate: string | null;
}

export interface EnteredFree {
  operation: string;
  contest: string;
  /** Her tag, by which she finds herself in the proof. */
  tag: string;
  tickets: number;
}

/**
 * Refusals, in order: contest_unknown, email_not_verified (nothing stored); contest_closed, no_free_entry, member_frozen,
 * not_eligible, already_entered (stored). `facts.more` has her free entries in the round, then her addresses.
 */
export function decideEnterFree(
  facts: Facts,
  { contest: id, who, isVerified, ...said }: FreeEntry,
  given: Given,
): Decided<EnteredFree> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const [freeEntries = [], addresses = []] = facts.more;
  if ("id" in who ? addresses.length === 0 : !isVerified) return cannotDecide("email_not_verified");
  const { opensAt, closesAt, contest: name, terms } = contest.facts;
  if (contest.state !== "open" || opensAt > facts.now || closesAt <= facts.now)
    return refuse("contest_closed", { contest: name });
  if (terms.freeTickets === null) return refuse("no_free_entry");

  const draft = draftOf(facts);
  const member = memberFor(draft, facts, given, { ref: who, store: null });
  if (isRefusal(member)) return member;
  if (facts.member) draft.expect(member);
  const person = personOf(facts.profiles.get(member.publicId) ?? {}, said);
  const reason = judgeEligible(facts, contest.facts, { member, person });
  if (reason !== null) return refuse("not_eligible", { reason });
  if (freeEntries.length > 0) return already();

  const give = { contest: name, member: member.publicId, amount: terms.freeTickets, rule: "free-entry" };
  const issued = issueTickets(draft, facts, given, give);
  const entry = issued && draft.holder(issued.entry);
  if (!issued || !entry) return refuse("contest_closed", { contest: name });
  const about = asKind(entry, "entry");
  if (about.facts.free !== undefined) return already();
  draft.change(about, { facts: { ...about.facts, free: issued.amount } });
  draft.count({ holder: id, metric: "free-entrants", bucket: 0, amount: 1 });
  draft.count({ holder: id, metric: "free-tickets", bucket: 0, amount: issued.amount });
  const tag = entryOf(id, member.publicId, given).slice(id.length + 1);
  return {
    written: draft.written(member.publicId),
    outcome: { operation: given.operation, contest: id, tag, tickets: issued.amount },
  };

  function already(): Refusal {
    return refuse("already_entered", { contest: id });
  }
}
