/**
 * Offers for which a position alone is enough. Anybody can pretend one from home, so such an offer says what it may cost in
 * all and one member, or it is not published; whoever publishes it is told what that comes to.
 */
import { floorMulDiv } from "../values/ratio.ts";
import { type Benefit, rateOf } from "./benefits/index.ts";
import { budgetUnits } from "./budget.ts";
import type { Campaign, Rule } from "./campaign.ts";
import type { Cap } from "./cap.ts";
import { type Condition, partsOf } from "./conditions/index.ts";
import { type Effect, effectUnit } from "./effects/index.ts";
import { type Fault, pointerOf } from "./faults.ts";
import type { Wording } from "./kinds.ts";
import type { Programme } from "./programme.ts";
import { hasPieces, isHanded, type Reward } from "./rewards/index.ts";
import { speech } from "./tongues/en/speech.ts";
import { worthIn } from "./unit.ts";
import { staffWordingOf } from "./wording.ts";

/** Whether a check-in that is shown by a position alone can meet a rule. */
export function takesPosition({ on, when }: Pick<Rule, "on" | "when">): boolean {
  return on === "check-in" && when.every(metByPosition);
}

/** A position is evidence `gps`, is trusted `ok` at the most, and makes nobody one of several people. */
function metByPosition(given: Condition): boolean {
  switch (given.kind) {
    case "any":
      return given.of.some(metByPosition);
    case "not": {
      const [part] = partsOf(given);
      if (part?.kind === "evidence") return !part.in.includes("gps");
      return part?.kind !== "trust" || part.atLeast === "high";
    }
    case "evidence":
      return given.in.includes("gps");
    case "trust":
      return given.atLeast !== "high";
    default:
      return given.kind !== "together";
  }
}

const { both } = speech;

interface Offer {
  campaign: Campaign;
  rule: Rule;
  path: PropertyKey[];
}

/** Offers that a position alone meets, and that give something. */
function offersOf({ campaigns }: Programme): Offer[] {
  return campaigns.flatMap((campaign, c) =>
    campaign.rules.flatMap((rule, r) =>
      takesPosition({ ...rule, when: [...campaign.when, ...rule.when] }) &&
      rule.effects.some(({ kind }) => kind !== "message")
        ? [{ campaign, rule, path: ["campaigns", c, "rules", r] }]
        : [],
    ),
  );
}

const BECAUSE = "a position alone is enough for it, and anybody can pretend one";

/** What is missing where a position alone is enough: a cap on what one member may get, and an end of what it gives in all. */
export function pretendedFaults(given: Programme): Fault[] {
  return offersOf(given).flatMap(({ campaign, rule, path }) => {
    const faults: Fault[] = [];
    const isCapped = [...rule.caps, ...campaign.caps].some(({ what }) => what !== "interval");
    const isPlay = rule.effects.every(({ kind }) => kind === "surprise" || kind === "message");
    if (!isCapped && !isPlay)
      faults.push({ pointer: pointerOf([...path, "caps"]), says: `say what one member may get by it: ${BECAUSE}` });
    for (const effect of rule.effects) {
      const unit = unitOf(effect, given);
      if (unit !== null && campaign.budget?.unit !== unit)
        faults.push({
          pointer: pointerOf([...path.slice(0, 2), "budget"]),
          says: `give "${campaign.id}" a budget of "${unit}" for "${rule.id}": ${BECAUSE}`,
        });
      const index = given.rewards.findIndex(({ id }) => effect.kind === "reward" && id === effect.reward);
      const reward = given.rewards[index];
      if (reward && isHanded(reward) && !hasPieces(reward))
        faults.push({
          pointer: pointerOf(["rewards", index, "stock"]),
          says: `"${rule.id}" gives it: ${BECAUSE}, so say how many there are`,
        });
    }
    return faults;
  });
}

/** What a pretended position could cost, an offer a sentence; empty where no offer takes one. */
export function pretendedCosts(given: Programme): Fault[] {
  const wording = staffWordingOf(given);
  return offersOf(given).map(({ campaign, rule, path }) => {
    const inAll = rule.effects.flatMap((effect) => mostInAll(effect, { given, campaign, wording }));
    const each = rule.effects.flatMap((effect) =>
      mostEach(effect, { given, caps: [...rule.caps, ...campaign.caps], wording }),
    );
    const sum = inAll.length > 0 ? ` That could cost up to ${both(inAll)} in all` : "";
    const hers =
      each.length > 0 ? `${sum === "" ? " One member could get" : ", and one member could get"} ${both(each)}` : "";
    return {
      pointer: pointerOf(path),
      says: `A position alone is enough for "${wording.say(rule.name)}", and anybody can pretend one.${sum}${hers}${sum + hers === "" ? "" : "."}`,
    };
  });
}

/** The unit of which an effect gives; null: it gives something else, or a badge, of which one is held. */
function unitOf(effect: Effect, { units }: Programme): string | null {
  const unit = effectUnit(effect);
  return unit === null || units[unit]?.badge ? null : unit;
}

interface Asked {
  given: Programme;
  wording: Wording;
}

function mostInAll(effect: Effect, { given, campaign, wording }: Asked & { campaign: Campaign }): string[] {
  const unit = unitOf(effect, given);
  if (unit !== null && campaign.budget)
    return [unitsText(budgetUnits(campaign.budget, given.units), unit, { given, wording })];
  const reward = rewardOf(effect, given);
  if (reward) return [piecesText(reward.stock ?? 0, reward, wording)];
  const pool = effect.kind === "surprise" ? given.surprises.find(({ id }) => id === effect.pool) : undefined;
  if (!pool) return [];
  const minor = pool.table.reduce((sum, { items, prize }) => sum + items * prize.valueMinor, 0);
  return [`the prizes of "${wording.say(pool.name)}", worth ${wording.money(minor)}`];
}

function mostEach(effect: Effect, { given, caps, wording }: Asked & { caps: Cap[] }): string[] {
  const times = caps.find((cap) => cap.what === "times");
  const often = times ? ` ${PER[times.per]}` : "";
  const unit = unitOf(effect, given);
  const amount = caps.find((cap) => cap.what === "amount" && cap.unit === unit);
  if (unit !== null && amount?.what === "amount")
    return [`${unitsText(amount.atMost, unit, { given, wording })} ${PER[amount.per]}`];
  if (!times) return [];
  if (unit !== null && effect.kind === "earn")
    return [
      unitsText(floorMulDiv(effect.amount, mostPercent(effect, given), 100) * times.atMost, unit, { given, wording }) +
        often,
    ];
  const reward = rewardOf(effect, given);
  if (reward) return [piecesText(times.atMost, reward, wording) + often];
  if (effect.kind === "tickets")
    return [
      `${wording.count(effect.amount * times.atMost)} tickets in "${wording.name("contest", effect.contest)}"${often}`,
    ];
  return [];
}

/** The highest percent at which anybody could earn by it: by tier, and with every rate of one level a group and all memberships. */
function mostPercent(
  { unit, percentByTier = {} }: Extract<Effect, { kind: "earn" }>,
  { tiers, units }: Programme,
): number {
  const more = (benefits: Benefit[] = []) => Math.max(0, rateOf(benefits, unit) - 100);
  const rates = [
    ...tiers.map(({ levels }) => Math.max(...levels.map(({ benefits }) => more(benefits)))),
    ...Object.values(units).map(({ membership }) => more(membership?.benefits)),
  ];
  return rates.reduce((sum, rate) => sum + rate, Math.max(100, ...Object.values(percentByTier)));
}

const PER = { day: "a day", week: "a week", month: "a month", year: "a year", lifetime: "in all" } as const;

function rewardOf(effect: Effect, { rewards }: Programme) {
  const reward = effect.kind === "reward" ? rewards.find(({ id }) => id === effect.reward) : undefined;
  return reward && isHanded(reward) ? reward : null;
}

/** In money where the unit is worth any. */
function unitsText(amount: number, unit: string, { given, wording }: Asked): string {
  const worth = given.units[unit] ? worthIn(given.units[unit]) : null;
  return worth ? wording.money(floorMulDiv(amount, worth.minor, worth.amount)) : wording.units(amount, unit);
}

function piecesText(pieces: number, reward: Reward, { count, money, say }: Wording): string {
  const minor = reward.kind === "voucher" ? (reward.valueMinor ?? reward.atMostMinor ?? null) : null;
  return minor === null ? `${count(pieces)} of "${say(reward.name)}"` : money(pieces * minor);
}
