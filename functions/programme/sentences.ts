/** A programme in whole sentences, as its members read it: every rule, reward, tier and term, from the document's own numbers. */
import { benefitSentence } from "./benefits/index.ts";
import { boundarySentence } from "./boundary.ts";
import { type Campaign, campaignSentence, type Rule, ruleSentence } from "./campaign.ts";
import { USUAL_CHECK_INS } from "./check-ins.ts";
import { oddsOf } from "./draws/odds.ts";
import type { Pool } from "./draws/pool.ts";
import { expirySentence } from "./expiry/index.ts";
import type { Wording } from "./kinds.ts";
import { pendingSentence } from "./pending/index.ts";
import type { Programme } from "./programme.ts";
import { limitsSentence, type Reward, rewardSentence } from "./rewards/index.ts";
import { type Segment, segmentSentence } from "./segment.ts";
import { groupSentence, type Level, levelSentence, type TierGroup } from "./tiers.ts";
import { isTransferable, type Unit } from "./unit.ts";

/** What a rule gives and when, with what limits its campaign: the programme's holdout too, where the campaign has none of its own. */
export function ruleInWords(
  { holdout }: Pick<Programme, "holdout">,
  campaign: Campaign,
  rule: Rule,
  wording: Wording,
): string {
  const { rules, together } = wording.tongue;
  const until = campaign.until === undefined ? "" : rules.ends(wording.instant(campaign.until));
  const shared = campaignSentence({ ...campaign, holdout: campaign.holdout ?? holdout }, wording);
  return together(said([ruleSentence(rule, wording), shared, until]));
}

/** What a reward is, what it costs, and for whom and how often it is to be had. */
export function rewardInWords(reward: Reward, wording: Wording): string {
  const { comma, named, sentence } = wording.tongue;
  const is = named({ name: wording.say(reward.name), says: rewardSentence(reward, wording) });
  return sentence(comma(said([is, limitsSentence(reward, wording), datesSentence(reward, wording)])));
}

/** What a surprise may give, at which odds, and how often it may be played: a sentence a line. */
export function poolInWords(pool: Pool, wording: Wording): string[] {
  const { odds } = wording.tongue;
  const { table, noWin } = oddsOf(pool, wording);
  const { playsPerDay, winsPerDay } = pool;
  return [
    ...table.map(({ name, says }) => odds.prize({ name, says })),
    ...(noWin ? [odds.none(noWin.says)] : []),
    // A pool's terms are pinned by the hash of its configuration; other odds are another pool.
    odds.plays({ plays: playsPerDay, count: wording.count(playsPerDay) }),
    ...(winsPerDay === undefined ? [] : [odds.wins({ wins: winsPerDay, count: wording.count(winsPerDay) })]),
    ...(pool.freeEntry ? [odds.free(wording.say(pool.freeEntry.how))] : []),
  ];
}

/** How a group of tiers is measured and held. */
export function groupInWords(group: TierGroup, wording: Wording): string {
  return wording.tongue.sentence(groupSentence(group, wording));
}

/** What reaches a tier, without what it gives. */
export function levelInWords({ measure }: TierGroup, level: Level, wording: Wording): string {
  return wording.tongue.sentence(levelSentence({ ...level, benefits: [] }, measure, wording));
}

/** The terms that hold whatever the rules say, one sentence each. */
export function termsInWords(programme: Programme, wording: Wording): string[] {
  const { terms } = wording.tongue;
  return [
    ...Object.entries(programme.units).flatMap(([id, unit]) => unitInWords(programme, { id, ...unit }, wording)),
    ...Object.values(programme.segments).map((segment) => segmentInWords(segment, wording)),
    ...checkInsInWords(programme, wording),
    boundarySentence(programme, wording),
    terms.basis,
    terms.refunds,
    terms.late(programme.lateDays),
  ];
}

/** What shows that she is there, and how many check-ins are rewarded; nothing where a check-in gives nothing. */
function checkInsInWords(given: Programme, { count, tongue }: Wording): string[] {
  const { campaigns, metrics, checkIns = USUAL_CHECK_INS } = given;
  const isCounted = Object.values(metrics).some(({ counts, on }) => counts === "check-ins" || on?.includes("check-in"));
  if (!isCounted && !campaigns.some(({ rules }) => rules.some(({ on }) => on === "check-in"))) return [];
  const { rewardsPerHourMax, rewardsPerDayMax, rewardsPerDeviceMax } = checkIns;
  const [hour, day, device] = [count(rewardsPerHourMax), count(rewardsPerDayMax), count(rewardsPerDeviceMax)];
  const presence = tongue.terms.presence({
    seconds: count(checkIns.fixAgeSecondsMax),
    metres: count(checkIns.accuracyMetresMax),
    minutes: count(checkIns.purchaseMinutesMax),
  });
  return [presence, tongue.terms.checkIns({ hour, day, device })];
}

/** Who is in a segment, after its name. */
export function segmentInWords(segment: Segment, wording: Wording): string {
  const { named, sentence } = wording.tongue;
  return sentence(named({ name: wording.say(segment.name), says: segmentSentence(segment, wording) }));
}

/** The terms of a unit: how long it lives, what it is worth, and whatever else it promises. */
export function unitInWords(programme: Programme, unit: Unit & { id: string }, wording: Wording): string[] {
  const { id, worth, pending, expiry, rounding, returns, graceDays, membership, badge, money } = unit;
  const { units: says, together } = wording.tongue;
  if (membership) {
    const { priceMinor, months, graceDays: grace, benefits } = membership;
    const gives = benefits.map((one) => benefitSentence(one, wording));
    return [
      together(
        said([
          says.membership({ units: wording.one(id), money: wording.money(priceMinor), months }),
          gives.length === 0 ? "" : says.membershipGives(gives),
          grace === 0 ? "" : says.membershipGrace(grace),
        ]),
      ),
    ];
  }
  const name = wording.name("unit", id);
  const many = money ? says.money(name) : says.many(name);
  return said([
    expirySentence(expiry, many, wording),
    pendingSentence(pending, many, wording),
    badge || money ? "" : says.rounding[rounding](many),
    returns === "debt" ? "" : says.returns[returns](name),
    graceDays === 0 ? "" : says.grace({ many, days: graceDays }),
    badge ? "" : isTransferable(programme, id) ? says.transferable(many) : says.notTransferable(many),
    worth
      ? says.worth({ units: wording.units(worth.amount, id), money: wording.money(worth.minor), amount: worth.amount })
      : "",
  ]);
}

function datesSentence(given: Reward, { instant, tongue: { rewards: says } }: Wording): string {
  const from = "from" in given ? given.from : undefined;
  const until = "until" in given ? given.until : undefined;
  const [begins, ends] = [from, until].map((at) => (at === undefined ? null : instant(at)));
  return [...(begins ? [says.from(begins)] : []), ...(ends ? [says.until(ends)] : [])].join(" ");
}

function said(parts: string[]): string[] {
  return parts.filter((text) => text !== "");
}
