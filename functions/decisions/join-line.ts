/** Joining the line for a reward whose pieces are gone. It costs nothing and holds nothing, and promises an offer in turn. */
import { offerHoursOf } from "../programme/rewards/index.ts";
import { rewardHolder, stockOf } from "../values/account.ts";
import { cannotDecide, isRefusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import { judgeAvailable } from "./availability.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { endOf, IN_LINE, isForLine, leftFor, lineFor, offeredTo, placesIn } from "./line.ts";
import { knownMember } from "./member.ts";
import { expectProgramme } from "./paused.ts";
import { pricedReward } from "./redeem.ts";

export interface Joining {
  member: string;
  reward: string;
}
export interface JoinedLine {
  operation: string;
  place: string;
  reward: string;
}

/**
 * Refusals, in order: member_unknown, reward_unknown (also one without a line; nothing stored); member_frozen, member_not_joined,
 * not_yet, no_longer, not_now, tier_too_low, segment_needed, limit_reached, already_in_line, stock_left (stored).
 */
export function decideJoinLine(facts: Facts, { reward: name }: Joining, given: Given): Decided<JoinedLine> {
  const member = knownMember(facts);
  if (isRefusal(member) && !member.isDecided) return member;
  const { programme } = facts.current;
  const draft = draftOf(facts);
  const reward = pricedReward(programme, name);
  const line = lineFor(draft, name);
  if (!reward || !line || offerHoursOf(reward) === null) return cannotDecide("reward_unknown", {}, "/reward");
  expectProgramme(draft, facts);
  if (isRefusal(member)) return member;
  if (member.state !== "joined") return refuse("member_not_joined");
  const id = member.publicId;
  const unavailable = judgeAvailable(draft, facts, reward, id);
  if (unavailable) return unavailable;
  const [place] = placesIn(draft).filter(({ facts: about }) => about.reward === name);
  if (place) return refuse("already_in_line", { place: place.publicId });
  const offer = offeredTo(draft, facts, id).find((held) => held.facts.reward === name);
  if (offer) return refuse("already_in_line", { redemption: offer.publicId });
  const left = leftFor(draft, facts, name);
  if (left > 0) return refuse("stock_left", { reward: name, left });

  // While a free piece is on its way through the line, whoever joins is seen by whoever says that it went through.
  if (isForLine(draft, name) && draft.balanceOf(stockOf(name)) > 0) draft.change(line);
  else draft.expect(line);
  const publicId = given.id("stb");
  draft.open<"standby">({
    publicId,
    kind: "standby",
    owner: id,
    state: "waiting",
    dueAt: endOf(reward, programme.zone),
    facts: { reward: name, at: facts.now },
  });
  draft.count({ holder: rewardHolder(name), metric: IN_LINE, bucket: 0, amount: 1 });
  settle(draft, facts, given, member);
  return { written: draft.written(id), outcome: { operation: given.operation, place: publicId, reward: name } };
}
