/** Campaigns and their rules: whom they are for, what they hear, and what they give within which limits. */
import type { Budget } from "../budget.ts";
import type { Campaign, Rule } from "../campaign.ts";
import type { Cap } from "../cap.ts";
import { conditionMisfit } from "../conditions/index.ts";
import { type Effect, effectEarns, effectMisfit, effectNames, effectUnit } from "../effects/index.ts";
import { eventTerms, TOLD, tellsOf } from "../event.ts";
import { multiplies, stackingFaults } from "../stacking.ts";
import { worthIn } from "../unit.ts";
import type { Checking } from "./checking.ts";

/** Faults of campaigns: theirs first, then those of their rules, each in turn. */
export function judgeCampaigns(checking: Checking): void {
  const { given, fault, once, ends } = checking;
  once(given.campaigns, ["campaigns"]);
  for (const { campaign, rule, says } of stackingFaults(given.campaigns, given.units))
    fault(["campaigns", campaign, "rules", rule], says);
  const ruleIds: string[] = [];
  for (const [c, campaign] of given.campaigns.entries()) {
    const path = ["campaigns", c];
    ends(campaign, path);
    judgeLimits(checking, campaign, path);
    judgeAudience(checking, campaign, path);
    for (const [r, rule] of campaign.rules.entries()) {
      const at = [...path, "rules", r];
      if (ruleIds.includes(rule.id)) fault([...at, "id"], `"${rule.id}" is named twice`);
      ruleIds.push(rule.id);
      judgeRule(checking, { rule, campaign }, at);
    }
  }
}

function judgeLimits(checking: Checking, { caps, budget }: Campaign, path: PropertyKey[]): void {
  const { given, fault, need } = checking;
  judgeCaps(checking, caps, path);
  if (!budget) return;
  need("unit", budget.unit, [...path, "budget", "unit"]);
  const terms = given.units[budget.unit];
  if ("minor" in budget && terms && !worthIn(terms))
    fault([...path, "budget", "minor"], `${budget.unit} is worth no money`);
}

function judgeCaps({ need }: Checking, caps: Cap[], path: PropertyKey[]): void {
  for (const [index, cap] of caps.entries())
    if (cap.what === "amount") need("unit", cap.unit, [...path, "caps", index, "unit"]);
}

function judgeAudience(checking: Checking, { when, rules }: Campaign, path: PropertyKey[]): void {
  for (const [w, condition] of when.entries()) {
    const at = [...path, "when", w];
    checking.condition(condition, at);
    for (const { on } of rules) checking.lacks(on, conditionMisfit(condition, on, checking.given), at);
  }
}

interface RuleIn {
  rule: Rule;
  campaign: Campaign;
}

function judgeRule(checking: Checking, { rule, campaign }: RuleIn, path: PropertyKey[]): void {
  const { given, fault, needEvent, needAll, lacks, byTier } = checking;
  const { on } = rule;
  needEvent(on, [...path, "on"]);
  if (on === "inactivity" && given.inactiveAfterDays === undefined)
    fault([...path, "on"], "say `inactiveAfterDays`, or nobody is ever inactive");
  const uncapped = eventTerms(on, given.events)?.needsCap;
  const isCapped = rule.caps.length + campaign.caps.length > 0;
  if (uncapped !== undefined && !isCapped && rule.effects.some(({ kind }) => kind !== "message"))
    fault([...path, "caps"], `say what one member may get by it: ${uncapped}`);
  if (rule.moderated && !tellsOf(on).includes("content")) lacks(on, TOLD.content, [...path, "moderated"]);
  judgeCaps(checking, rule.caps, path);
  for (const [w, condition] of rule.when.entries()) {
    checking.condition(condition, [...path, "when", w]);
    lacks(on, conditionMisfit(condition, on, given), [...path, "when", w]);
  }
  for (const [e, effect] of rule.effects.entries()) {
    const at = [...path, "effects", e];
    needAll(effectNames(effect), at);
    lacks(on, effectMisfit(effect, on), at);
    if (effect.kind === "multiply") judgeMultiplied(checking, { effect, rule }, at);
    if (effect.kind === "earn") byTier(effect.percentByTier, at);
    judgeSingle(checking, effect, at);
    if (effect.kind === "reward") judgeGiven(checking, { reward: effect.reward, rule, campaign }, [...at, "reward"]);
  }
}

/** What it multiplies is there: rules that earn the unit on the same event. */
function judgeMultiplied(
  { given, fault, eventSaid }: Checking,
  { effect: { unit, of }, rule }: { effect: Extract<Effect, { kind: "multiply" }>; rule: Rule },
  path: PropertyKey[],
): void {
  // One that earns besides is told so by stackingFaults().
  if (rule.effects.some(effectEarns)) return;
  const rules = given.campaigns.flatMap((campaign) => campaign.rules);
  const earns = ({ on, effects }: Rule) =>
    on === rule.on && effects.some((one) => effectEarns(one) && effectUnit(one) === unit);
  const isThere = (other: Rule) => earns(other) && !multiplies(other);
  const what = `${unit} on ${eventSaid(rule.on)} by itself`;
  if (of === undefined && !rules.some(isThere)) fault([...path, "unit"], `no rule earns ${what}`);
  for (const [index, name] of (of ?? []).entries()) {
    const named = rules.find(({ id }) => id === name);
    if (named && !isThere(named)) fault([...path, "of", index], `"${name}" does not earn ${what}`);
  }
}

/** A badge or a membership is earned one at a time. */
function judgeSingle({ fault, single }: Checking, effect: Effect, path: PropertyKey[]): void {
  const is = "unit" in effect ? single(effect.unit) : null;
  if ("unit" in effect && is !== null && !isOne(effect))
    fault(
      [...path, effect.kind === "earn" ? "amount" : "percent"],
      `"${effect.unit}" is a ${is}: earn 1 of it, and nothing more by money, pieces or tier`,
    );
}

/** A reward that a rule gives. */
function judgeGiven(
  { fault, gift, eventSaid }: Checking,
  { reward: name, rule, campaign }: RuleIn & { reward: string },
  path: PropertyKey[],
): void {
  const reward = gift(name, path);
  if (reward?.kind === "voucher" && reward.here && !tellsOf(rule.on).includes("evidence"))
    fault(path, `"${reward.id}" is good where a check-in gives it, and ${eventSaid(rule.on)} is none`);
  const limited = limitedBy([...rule.caps, ...campaign.caps], campaign.budget);
  if (reward?.kind === "units" && limited.includes(reward.gives.unit))
    fault(
      path,
      `"${reward.id}" gives ${reward.gives.unit} beyond the cap or the budget that limits them: give them with an \`earn\` effect instead`,
    );
}

/** Units of which caps and a budget leave only so much. */
function limitedBy(caps: Cap[], budget: Budget | undefined): string[] {
  return [...caps.flatMap((cap) => (cap.what === "amount" ? [cap.unit] : [])), ...(budget ? [budget.unit] : [])];
}

/** Whether it earns exactly one, whatever happened. */
function isOne(effect: Effect): boolean {
  if (effect.kind !== "earn") return false;
  const { amount, perMinor, perPieces, percentByTier } = effect;
  return amount === 1 && perMinor === undefined && perPieces === undefined && percentByTier === undefined;
}
