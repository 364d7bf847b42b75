/** A prize becomes its winner's: units and rewards are posted, goods are recorded for staff to hand over. */
import { isHanded } from "../programme/rewards/index.ts";
import type { ContestPrize } from "../values/contest-facts.ts";
import type { Holder } from "../values/holder.ts";
import { settle } from "./automatic.ts";
import { bring, mayEarn } from "./bring.ts";
import { prizeName } from "./contest-places.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { type GiftGiven, giveReward } from "./gift.ts";
import type { MessageGiven } from "./messages.ts";
import { expectProgramme } from "./paused.ts";
import { countPrize } from "./prize-tax.ts";
import { givePrizeUnits } from "./prize-units.ts";

export interface PrizeAwarded {
  prize: ContestPrize;
  /** The reward that was given; null: no reward, or one that staff hand over. */
  gift: GiftGiven | null;
  messages: MessageGiven[];
}

/** Claims a prize by its number and gives it to a member, once. A frozen winner receives hers, and spends it when she may. */
export function awardPrize(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    contest,
    number,
    rank,
    member,
  }: { contest: Holder<"contest">; number: number; rank: number; member: Holder<"member"> },
): PrizeAwarded {
  const { publicId: id } = contest;
  const prize = contest.facts.prizes[number - 1];
  if (!prize) throw new Error(`${id} has no prize ${number}`);
  draft.claim(prizeName(id, number));
  expectProgramme(draft, facts);
  const gift =
    prize.kind === "reward" ? giftOf(draft, facts, given, { reward: prize.reward, member, contest: id, number }) : null;
  const why = { contest: id, rank };
  const isGiven = prize.kind !== "units" || givePrizeUnits(draft, facts, { member: member.publicId, ...prize, why });
  if (isGiven) countPrize(draft, facts, member.publicId, prize);
  const won = { on: "prize-won", data: { contest: contest.facts.contest, rank } };
  const messages = mayEarn(draft, facts, member.publicId)
    ? bring(draft, facts, given, { member: member.publicId, events: [won] }).messages
    : [];
  settle(draft, facts, given, member);
  return { prize, gift, messages };
}

/** The reward of a prize; null where the catalogue has it no more or none is left: staff hand it over. */
function giftOf(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    reward: name,
    member,
    contest,
    number,
  }: { reward: string; member: Holder<"member">; contest: string; number: number },
): GiftGiven | null {
  const reward = facts.atEvent.programme.rewards.find(({ id }) => id === name);
  if (!reward || !isHanded(reward)) return null;
  const event = prizeName(contest, number);
  return giveReward(draft, facts, given, { reward: name, member: member.publicId, rule: event, event });
}
