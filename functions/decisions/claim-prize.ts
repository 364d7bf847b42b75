/**
 * A winner claims her prize, or declines it. What she says of herself decides whether it is hers; a prize that is not
 * passes on to the next rank. Her name is published only where she says so, and goes when she is erased.
 */
import { skillQuestion } from "../draws/skill-question.ts";
import { liesIn } from "../programme/draws/region.ts";
import type { ContestPlace, PassReason } from "../values/contest-facts.ts";
import type { Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { awardPrize } from "./award-prize.ts";
import { contestIn } from "./contest.ts";
import { changePlaces, deadlineOf, passedBy, placeOfRank, withPlace } from "./contest-places.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import { judgeEligible, personOf, unsaid } from "./eligible.ts";
import type { Facts, Given } from "./facts.ts";
import type { GiftGiven } from "./gift.ts";
import { knownMember } from "./member.ts";
import type { MessageGiven } from "./messages.ts";
import { needsForm } from "./prize-tax.ts";

/** A rank of a contest that the member says is hers. */
export interface PrizeNamed {
  contest: string;
  rank: number;
  member: string;
}

export interface PrizeClaim extends PrizeNamed {
  /** The hash of the rules that she accepts. */
  rulesHash: string;
  region: string;
  birthDate: string | null;
  /** Her answer to the question of skill; null: none. */
  answer: number | null;
  /** The name to publish; null: her tag stands for her. */
  publishName: string | null;
}

export interface PrizeClaimed {
  operation: string;
  contest: string;
  rank: number;
  /** The prize's number. */
  prize: number;
  /** held: it waits for a tax form · passed: it is not hers, for `reason`. */
  state: "delivered" | "held" | "passed";
  reason: PassReason | null;
  /** The end of the time for the form; null: nothing is missing. */
  until: number | null;
  gift: GiftGiven | null;
  messages: MessageGiven[];
}

/**
 * Refusals, in order: member_unknown, contest_unknown, prize_unknown (another's too), rules_changed,
 * declaration_needed (nothing stored); member_frozen, prize_not_offered, skill_answer_wrong (stored).
 */
export function decideClaimPrize(facts: Facts, claim: PrizeClaim, given: Given): Decided<PrizeClaimed> {
  const found = offered(facts, claim);
  if (isRefusal(found) && !found.isDecided) return found;
  const contest = contestIn(facts, claim.contest);
  if (!contest || !facts.member) return cannotDecide("contest_unknown");
  const { rulesHash, terms } = contest.facts;
  if (claim.rulesHash !== rulesHash) return cannotDecide("rules_changed", { rulesHash }, "/rulesHash");
  if (isRefusal(found)) return found;

  const { member, place } = found;
  const { publicId: id } = contest;
  const prize = contest.facts.prizes[place.prize - 1];
  if (!prize) throw new Error(`${id} has no prize ${place.prize}`);
  const profile = facts.profiles.get(member.publicId) ?? {};
  const person = personOf(profile, claim);
  const needs = unsaid(contest.facts, person, prize.minAge);
  if (needs.length > 0) return cannotDecide("declaration_needed", { needs }, `/${needs[0]}`);
  const asked = terms.skillQuestionIn.some((region) => liesIn(claim.region, region));
  const { asks, answer } = skillQuestion(id, claim.rank);
  if (asked && claim.answer !== answer) return refuse("skill_answer_wrong", { asks });

  const draft = draftOf(facts);
  const outcome = {
    operation: given.operation,
    contest: id,
    rank: claim.rank,
    prize: place.prize,
    gift: null,
    messages: [],
  };
  const answerWith = (
    more: Pick<PrizeClaimed, "state" | "reason" | "until"> & Partial<Pick<PrizeClaimed, "gift" | "messages">>,
  ) => {
    if (place.until !== null) draft.expect(contest, place.until);
    return { written: draft.written(member.publicId), outcome: { ...outcome, ...more } };
  };
  const change = (changed: ContestPlace) => changePlaces(draft, facts, contest, withPlace(contest.facts, changed));

  const reason = judgeEligible(facts, contest.facts, { member, person, minAge: prize.minAge });
  if (reason !== null) {
    change(passedBy(place, reason, facts.now));
    return answerWith({ state: "passed", reason, until: null });
  }
  // Her profile is written whole: whoever changed it meanwhile, or erased it, is decided after.
  draft.change(member);
  keepSaid(draft, member, profile, claim);
  if (needsForm(draft, facts, { member: member.publicId, prize, region: person.region })) {
    const until = deadlineOf(facts, terms.claimDays);
    change({ ...place, state: "held", until });
    return answerWith({ state: "held", reason: null, until });
  }
  change({ ...place, state: "delivered", until: null });
  const { gift, messages } = awardPrize(draft, facts, given, {
    contest,
    number: place.prize,
    rank: claim.rank,
    member,
  });
  return answerWith({ state: "delivered", reason: null, until: null, gift, messages });
}

/** Refusals, in order: member_unknown, contest_unknown, prize_unknown (nothing stored); member_frozen, prize_not_offered (stored). */
export function decideDeclinePrize(facts: Facts, named: PrizeNamed, given: Given): Decided<PrizeClaimed> {
  const found = offered(facts, named);
  if (isRefusal(found)) return found;
  const contest = contestIn(facts, named.contest);
  if (!contest) return cannotDecide("contest_unknown");
  const { member, place } = found;
  const draft = draftOf(facts);
  changePlaces(draft, facts, contest, withPlace(contest.facts, passedBy(place, "declined", facts.now)));
  if (place.until !== null) draft.expect(contest, place.until);
  return {
    written: draft.written(member.publicId),
    outcome: {
      operation: given.operation,
      contest: named.contest,
      rank: named.rank,
      prize: place.prize,
      state: "passed",
      reason: "declined",
      until: null,
      gift: null,
      messages: [],
    },
  };
}

/** The place that a member's rank has, as long as it is offered. Rows of `facts.more` are her entries in the contest. */
function offered(
  facts: Facts,
  { contest: id, rank }: PrizeNamed,
): { member: Holder<"member">; place: ContestPlace } | Refusal {
  const member = knownMember(facts);
  if (isRefusal(member) && !member.isDecided) return member;
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const drawn = contest.facts.ranking.find((each) => each.rank === rank);
  const isHers = drawn && facts.more.some((rows) => rows.some((row) => row.entry === `${id}:${drawn.tag}`));
  const place = placeOfRank(contest.facts, rank);
  const passed = contest.facts.places.flatMap((each) => each.passed).find((each) => each.rank === rank);
  if (!isHers || (!place && !passed)) return cannotDecide("prize_unknown");
  if (isRefusal(member)) return member;
  const until = place?.until ?? null;
  if (place?.state === "offered" && until !== null && until > facts.now) return { member, place };
  const isOver = place?.state === "offered" || place?.state === "vacant" || !place;
  const state = isOver ? "passed" : place.state;
  return refuse("prize_not_offered", { state, ...(passed ? { reason: passed.reason } : {}) });
}

/** Keeps where she lives, for the next time, and the name that she lets be published. */
function keepSaid(draft: Draft, { publicId }: Holder<"member">, profile: JsonObject, claim: PrizeClaim): void {
  const { contest, region, publishName } = claim;
  const names = profile.winnerNames;
  const before = names !== null && typeof names === "object" && !Array.isArray(names) ? names : {};
  const winnerNames = publishName === null ? before : { ...before, [contest]: publishName };
  draft.records.people = [{ holder: publicId, profile: JSON.stringify({ ...profile, region, winnerNames }) }];
}
