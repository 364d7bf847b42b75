/** Tickets of a contest: a unit of their own, held by the member's entry in the open round. */
import { LARGEST_U32 } from "../draws/bytes.ts";
import { issuedBy, ticketsOf, ticketUnit } from "../values/account.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import { judgeEligible, personOf } from "./eligible.ts";
import type { Facts, Given } from "./facts.ts";

export interface TicketsGiven {
  contest: string;
  amount: number;
  entry: string;
}

/** Bytes of an entrant's tag, in hex digits. */
const TAG_DIGITS = 32;

/**
 * Gives tickets in the open round of a contest, at most what an entries file can hold, or null while none is open, and for
 * whom it is known that she may not enter. The round's close is expected again by the database's clock.
 */
export function issueTickets(
  draft: Draft,
  facts: Facts,
  given: Given,
  { contest: name, member, amount, rule }: { contest: string; member: string; amount: number; rule: string },
): TicketsGiven | null {
  const contest = enterableOf(facts, { contest: name, member });
  if (!contest) return null;
  draft.expect(contest, contest.facts.closesAt);
  const entry = entryOf(contest.publicId, member, given);
  if (!draft.holder(entry)) {
    draft.open<"entry">({
      publicId: entry,
      kind: "entry",
      owner: member,
      state: "entered",
      dueAt: null,
      facts: { contest: contest.publicId },
    });
    draft.count({ holder: contest.publicId, metric: "entrants", bucket: 0, amount: 1 });
  }
  const to = ticketsOf(entry, contest.publicId);
  const within = Math.min(amount, LARGEST_U32 - draft.balanceOf(to));
  draft.post({
    from: issuedBy(null, ticketUnit(contest.publicId)),
    to,
    amount: within,
    reason: "ticket",
    why: { rule, amount },
  });
  return { contest: contest.publicId, amount: within, entry };
}

/** The open round of a contest that a member may enter, as far as is known of her; null: none. */
export function enterableOf(
  facts: Facts,
  { contest: name, member }: { contest: string; member: string },
): Holder<"contest"> | null {
  const contest = openContest(facts, name);
  const person = personOf(facts.profiles.get(member) ?? {});
  return contest && judgeEligible(facts, contest.facts, { member: null, person }) === null ? contest : null;
}

/** Takes an order's tickets back while their round is open; from the freeze on they stay. */
export function takeTicketsBack(
  draft: Draft,
  facts: Facts,
  tickets: { contest: string; entry: string; amount: number; rule: string }[],
): void {
  for (const { contest: id, entry, amount, rule } of tickets) {
    const contest = facts.holders.get(id);
    if (contest?.state !== "open" || asKind(contest, "contest").facts.closesAt <= facts.now) continue;
    draft.expect(contest, asKind(contest, "contest").facts.closesAt);
    const from = ticketsOf(entry, id);
    draft.post({
      from,
      to: issuedBy(null, ticketUnit(id)),
      amount: Math.min(amount, draft.balanceOf(from)),
      reason: "ticket",
      why: { rule, amount },
    });
  }
}

/** The public id of a member's entry: the contest's and her tag, which only the programme can compute. */
export function entryOf(contest: string, member: string, given: Pick<Given, "secret">): string {
  return `${contest}:${given.secret(`entry-tag/${contest}/${member}`).slice(0, TAG_DIGITS)}`;
}

/** The round of a contest that is open now. */
export function openContest(facts: Facts, name: string): Holder<"contest"> | null {
  for (const holder of facts.holders.values()) {
    if (holder.kind !== "contest" || holder.state !== "open") continue;
    const contest = asKind(holder, "contest");
    if (contest.facts.contest === name && contest.facts.opensAt <= facts.now && facts.now < contest.facts.closesAt)
      return contest;
  }
  return null;
}
