/** Enrolling: a person joins, or a guest who has earned becomes a member. Personal data goes to tables of its own. */
import { asKind } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Identity } from "../values/member-ref.ts";
import { type Refusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { expectProgramme } from "./paused.ts";
import { type Balance, balancesOf } from "./standing.ts";

export interface Enrolment {
  /** The identity that finds her first. */
  identity: Identity;
  /** Further identities, each hers alone. */
  others: Identity[];
  profile: JsonObject;
}

export interface Enrolled {
  operation: string;
  member: string;
  state: "joined";
  wasGuest: boolean;
  balances: Record<string, Balance>;
}

/** Refusals, in order: already_joined, member_frozen, identity_taken (stored): each identity is one person's. */
export function decideEnrol(facts: Facts, enrolment: Enrolment, given: Given): Decided<Enrolled> {
  const draft = draftOf(facts);
  const member = joinIn(draft, facts, given, enrolment);
  if (typeof member !== "string") return member;
  return {
    written: draft.written(member),
    outcome: {
      operation: given.operation,
      member,
      state: "joined",
      wasGuest: facts.member !== null,
      balances: balancesOf(draft, facts, member),
    },
  };
}

/** Makes somebody a member in a draft, and answers her public id. Refusals as above. */
export function joinIn(
  draft: Draft,
  facts: Facts,
  given: Given,
  { identity, others, profile }: Enrolment,
): string | Refusal {
  expectProgramme(draft, facts);
  const known = facts.member;
  if (known && known.state !== "guest") return refusalFor(known.state);
  if (facts.identified.some((found) => found !== null && found !== known?.publicId)) return refuse("identity_taken");
  const publicId = known?.publicId ?? given.id("mem");
  const before = known ? asKind(known, "member").facts : {};
  const about = { ...before, joinedAt: facts.now, activeOn: facts.today };
  if (!known)
    draft.open<"member">({ publicId, kind: "member", owner: null, state: "joined", dueAt: null, facts: about });
  const member = draft.holder(publicId);
  if (!member) throw new Error(`${publicId} was not opened`);
  draft.records.people = [{ holder: publicId, profile: JSON.stringify(profile) }];
  settle(draft, facts, given, asKind(member, "member"), { state: "joined", facts: about });
  const added = [identity, ...others].filter((_, index) => facts.identified[index] === null);
  if (added.length > 0) draft.records.identities = added.map(({ kind, value }) => ({ kind, value, holder: publicId }));
  return publicId;
}

function refusalFor(state: string): Refusal {
  return refuse(state === "frozen" ? "member_frozen" : "already_joined");
}
