/** A programme in whole sentences, as its members read it: every rule, reward, tier and term, from the document's own numbers. */
import { dateFormat } from "../values/formats.ts";

import { benefitSentence } from "./benefits/index.ts";
import { boundarySentence } from "./boundary.ts";
import { type Campaign, campaignSentence, type Rule, ruleSentence } from "./campaign.ts";
import { oddsOf } from "./draws/odds.ts";
import type { Pool } from "./draws/pool.ts";
import { expirySentence } from "./expiry/index.ts";
import { pendingSentence } from "./pending/index.ts";
import type { Programme } from "./programme.ts";
import { limitsSentence, type Reward, rewardSentence } from "./rewards/index.ts";
import { groupSentence, type Level, levelSentence, type TierGroup } from "./tiers.ts";
import type { Unit } from "./unit.ts";
import { wordingOf } from "./wording.ts";
import { say } from "./words.ts";

/** What a rule gives and when, with what limits its campaign. */
export function ruleInWords(programme: Programme, campaign: Campaign, rule: Rule): string {
  const wording = wordingOf(programme);
  const until = campaign.until === undefined ? "" : `It ends ${instantText(campaign.until, programme)}.`;
  return [ruleSentence(rule, wording), campaignSentence(campaign, wording), until].filter((says) => says).join(" ");
}

/** What a reward is, what it costs, and for whom and how often it is to be had. */
export function rewardInWords(programme: Programme, reward: Reward): string {
  const wording = wordingOf(programme);
  const dates = "from" in reward || "until" in reward ? datesSentence(reward, programme) : "";
  return sentence([
    `${say(reward.name, programme.language)}: ${rewardSentence(reward, wording)}`,
    limitsSentence(reward, wording),
    dates,
  ]);
}

/** What a surprise may give, at which odds, and how often it may be played: a sentence a line. */
export function poolInWords(programme: Programme, pool: Pool): string[] {
  const { table, noWin } = oddsOf(pool, programme.language);
  const { playsPerDay } = pool;
  const plays = playsPerDay === 1 ? "one play" : `at most ${wordingOf(programme).count(playsPerDay)} plays`;
  return [
    ...table.map(({ name, says }) => `${capital(name)}: ${says}.`),
    ...(noWin ? [`No win: ${noWin.says}.`] : []),
    // A pool's terms are pinned by the hash of its configuration; other odds are another pool.
    `Each member has ${plays} a day, and the odds are the same for every play.`,
    ...(pool.freeEntry ? [`One play a day is free: ${say(pool.freeEntry.how, programme.language)}`] : []),
  ];
}

/** How a group of tiers is measured and held. */
export function groupInWords(programme: Programme, group: TierGroup): string {
  return sentence([groupSentence(group, wordingOf(programme))]);
}

/** What reaches a tier, without what it gives. */
export function levelInWords(programme: Programme, { measure }: TierGroup, level: Level): string {
  return sentence([levelSentence({ ...level, benefits: [] }, measure, wordingOf(programme))]);
}

/** The terms that hold whatever the rules say, one sentence each. */
export function termsInWords(programme: Programme): string[] {
  const { lateDays } = programme;
  return [
    ...Object.entries(programme.units).flatMap(([id, unit]) => unitTerms(programme, id, unit)),
    boundarySentence(programme),
    "What you earn is on goods after discounts, without tax and shipping.",
    "A refund takes back what the refunded part earned, exactly.",
    lateDays === 0
      ? "A purchase is recorded on the day on which it was made."
      : `A purchase can be recorded up to ${daysText(lateDays)} after it was made.`,
  ];
}

function unitTerms(programme: Programme, id: string, unit: Unit): string[] {
  const wording = wordingOf(programme);
  const { worth, pending, expiry, rounding, returns, graceDays, membership, badge, money, transferable } = unit;
  const name = say(unit.name.other, programme.language);
  if (membership) {
    const { priceMinor, months, graceDays: grace, benefits } = membership;
    const price = `${wording.units(1, id)} is ${wording.money(priceMinor)} for ${months === 1 ? "a month" : `${months} months`}`;
    const gives =
      benefits.length === 0
        ? ""
        : ` It gives: ${benefits.map((one) => capital(benefitSentence(one, wording))).join("; ")}.`;
    const late = grace === 0 ? "" : ` It stays valid for ${daysText(grace)} while its renewal is not paid.`;
    return [`${price}.${gives}${late}`];
  }
  // Money has no plural.
  const many = money ? `Amounts of ${name}` : capital(name);
  return [
    expirySentence(expiry, many, wording),
    pendingSentence(pending, many, wording),
    ...(badge || money ? [] : [ROUNDING[rounding](many)]),
    returns === "debt" ? "" : RETURNS[returns](name),
    graceDays === 0
      ? ""
      : `${many} given back after they expired, because their reward was reversed, live on for ${daysText(graceDays)}.`,
    badge
      ? ""
      : transferable
        ? `${many} may be given to another member.`
        : `${many} cannot be given to another member.`,
    worth
      ? `${wording.units(worth.amount, id)} ${worth.amount === 1 ? "is" : "are"} worth ${wording.money(worth.minor)}.`
      : "",
  ].filter((says) => says !== "");
}

const ROUNDING = {
  down: (units: string) => `${units} are whole: a fraction is carried to your next purchase, never lost.`,
  nearest: (units: string) => `${units} are whole: what an order earns is rounded to the nearest.`,
  up: (units: string) => `${units} are whole: what an order earns is rounded up.`,
};

const RETURNS = {
  "only-pending": (units: string) => `A refund takes back ${units} only while they are pending.`,
  "within-balance": (units: string) => `A refund takes back no more ${units} than you have.`,
};

function datesSentence({ from, until }: { from?: string | undefined; until?: string | undefined }, given: Programme) {
  return [
    ...(from === undefined ? [] : [`from ${instantText(from, given)}`]),
    ...(until === undefined ? [] : [`until ${instantText(until, given)}`]),
  ].join(" ");
}

/** An instant in the programme's zone: "1 May 2027 at 00:00". */
function instantText(instant: string, { zone }: Programme): string {
  const at = Date.parse(instant);
  const date = dateFormat("en-GB", { dateStyle: "long", timeZone: zone }).format(at);
  const time = dateFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(at);
  return `${date} at ${time}`;
}

function sentence(parts: string[]): string {
  return `${capital(parts.filter((part) => part !== "").join(", "))}.`;
}

function daysText(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
