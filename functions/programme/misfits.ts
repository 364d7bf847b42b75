/** What a shape alone cannot say of a document: names used but not defined or defined twice, and terms that do not fit together. */
import { type Benefit, benefitNames } from "./benefits/index.ts";
import type { Budget } from "./budget.ts";
import type { Cap } from "./cap.ts";
import { type Condition, conditionFaults, conditionMisfit, conditionNames, isOfMember } from "./conditions/index.ts";
import { lawFaults } from "./draws/law-faults.ts";
import { secondChanceFaults, secondChanceWorth } from "./draws/second-chance.ts";
import { ticketWays } from "./draws/ticket-ways.ts";
import { type Effect, effectMisfit, effectNames } from "./effects/index.ts";
import { EVENTS, eventSentence, eventTerms, TOLD, tellsOf } from "./event.ts";
import { isActivity } from "./expiry/sliding.ts";
import { type Fault, pointerOf } from "./faults.ts";
import type { Named, Naming } from "./kinds.ts";
import { measureFaults } from "./measure.ts";
import { pretendedFaults } from "./pretended.ts";
import type { Programme } from "./programme.ts";
import { automaticMisfits } from "./rewards/automatic.ts";
import { giftGrants, isHanded, rewardNames } from "./rewards/index.ts";
import { costsOf } from "./rewards/priced.ts";
import { stackingFaults } from "./stacking.ts";
import { worthIn } from "./unit.ts";
import { staffWordingOf } from "./wording.ts";

/** Everything that does not fit, in the order of the document's parts. */
export function misfitsOf(given: Programme): Fault[] {
  const faults: Fault[] = [];
  const wording = staffWordingOf(given);
  const known: Record<Named, Set<string>> = {
    unit: new Set(Object.keys(given.units)),
    metric: new Set(Object.keys(given.metrics)),
    tier: new Set(given.tiers.flatMap(({ levels }) => levels.map(({ id }) => id))),
    pool: new Set(given.surprises.map(({ id }) => id)),
    contest: new Set(given.contests.map(({ id }) => id)),
    reward: new Set(given.rewards.map(({ id }) => id)),
    campaign: new Set(given.campaigns.map(({ id }) => id)),
    rule: new Set(given.campaigns.flatMap(({ rules }) => rules.map(({ id }) => id))),
    segment: new Set(Object.keys(given.segments)),
    attribute: new Set(Object.keys(given.attributes)),
    choice: new Set(Object.entries(given.attributes).flatMap(([name, terms]) => choicesOf(name, terms))),
    input: new Set(Object.keys(given.inputs)),
  };
  const need = (kind: Named, name: string, path: PropertyKey[]) => {
    if (!known[kind].has(name)) faults.push({ pointer: pointerOf(path), says: `there is no ${kind} "${name}"` });
  };
  const needAll = (names: Naming[], path: PropertyKey[]) => {
    for (const { what, name, path: at } of names) need(what, name, [...path, ...at]);
  };
  const once = (names: string[], path: PropertyKey[]) => {
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) !== index)
        faults.push({ pointer: pointerOf([...path, index, "id"]), says: `"${name}" is named twice` });
    }
  };
  const judge = (condition: Condition, path: PropertyKey[]) => {
    const before = faults.length;
    needAll(conditionNames(condition), path);
    if (faults.length > before) return;
    for (const { path: at, says } of conditionFaults(condition, given))
      faults.push({ pointer: pointerOf([...path, ...at]), says });
  };
  /** What a unit is of which one is had at a time; null: any number is. */
  const single = (unit: string) => {
    const { badge, membership } = given.units[unit] ?? {};
    return badge ? "badge" : membership ? "membership" : null;
  };
  const oneAtMost = ({ unit, amount }: { unit: string; amount: number }, path: PropertyKey[]) => {
    const is = single(unit);
    if (is !== null && amount > 1)
      faults.push({ pointer: pointerOf(path), says: `"${unit}" is a ${is}: give 1 of it` });
  };
  const needPrize = (prize: { kind: string; unit?: string; amount?: number }, path: PropertyKey[]) => {
    const { unit, amount = 1 } = prize;
    if (unit === undefined) return;
    need("unit", unit, [...path, "unit"]);
    oneAtMost({ unit, amount }, [...path, "amount"]);
  };

  for (const [unit, { transferable }] of Object.entries(given.units)) {
    const is = single(unit);
    if (transferable && is !== null)
      faults.push({
        pointer: pointerOf(["units", unit, "transferable"]),
        says: `"${unit}" is a ${is}: no member gives it to another`,
      });
  }
  for (const name of Object.keys(given.events))
    if (Object.hasOwn(EVENTS, name)) faults.push({ pointer: `/events/${name}`, says: `"${name}" is known already` });
  const needEvent = (name: string, path: PropertyKey[]) => {
    if (!eventTerms(name, given.events)) faults.push({ pointer: pointerOf(path), says: `there is no event "${name}"` });
  };
  for (const [name, { counts, unit: of, only, on }] of Object.entries(given.metrics)) {
    if ((counts === "events") !== (on !== undefined))
      faults.push({
        pointer: `/metrics/${name}`,
        says: on ? "only events are counted by what they are on" : "events are counted by what they are on: name them",
      });
    for (const [index, event] of (on ?? []).entries()) needEvent(event, ["metrics", name, "on", index]);
    if (counts === "earned" && of === undefined)
      faults.push({ pointer: `/metrics/${name}`, says: "earned counts a unit: name it" });
    if (of !== undefined) need("unit", of, ["metrics", name, "unit"]);
    if (only !== undefined && counts !== "spend" && counts !== "orders")
      faults.push({ pointer: `/metrics/${name}/only`, says: "only spend and orders have lines to choose from" });
  }
  for (const [name, { when }] of Object.entries(given.segments)) {
    for (const [w, condition] of when.entries()) {
      const path = ["segments", name, "when", w];
      judge(condition, path);
      if (!isOfMember(condition))
        faults.push({ pointer: pointerOf(path), says: "is not about a member alone, so no segment is made of it" });
      if (namesSegment(condition)) faults.push({ pointer: pointerOf(path), says: "a segment is not made of segments" });
    }
  }
  const judgeBenefits = (benefits: Benefit[], path: PropertyKey[]) => {
    for (const [b, benefit] of benefits.entries()) {
      needAll(benefitNames(benefit), [...path, b]);
      const is = benefit.kind === "rate" ? single(benefit.unit) : null;
      if (benefit.kind === "rate" && is !== null)
        faults.push({
          pointer: pointerOf([...path, b, "unit"]),
          says: `"${benefit.unit}" is a ${is}: one of it is held, at no rate`,
        });
    }
  };
  for (const [name, { membership, pending, expiry }] of Object.entries(given.units)) {
    judgeBenefits(membership?.benefits ?? [], ["units", name, "membership", "benefits"]);
    for (const [a, activity] of (expiry.kind === "sliding" ? expiry.by : []).entries())
      if (!isActivity(activity, given.events))
        faults.push({
          pointer: pointerOf(["units", name, "expiry", "by", a]),
          says: "is nothing that she does: name earn, redeem or an event that she takes part in",
        });
    if (!membership) continue;
    if (pending.kind !== "at-once")
      faults.push({ pointer: pointerOf(["units", name, "pending"]), says: "a membership begins when it is given" });
    if (expiry.kind !== "never")
      faults.push({ pointer: pointerOf(["units", name, "expiry"]), says: "a membership lasts its months: say those" });
  }
  for (const [g, { measure, levels, held }] of given.tiers.entries()) {
    for (const { path, says } of measureFaults(measure, given.metrics, { isHeld: held !== undefined }))
      faults.push({ pointer: pointerOf(["tiers", g, "measure", ...path]), says });
    for (const [l, { enteredBy, benefits = [] }] of levels.entries()) {
      if (enteredBy) need("unit", enteredBy.unit, ["tiers", g, "levels", l, "enteredBy", "unit"]);
      judgeBenefits(benefits, ["tiers", g, "levels", l, "benefits"]);
    }
  }
  once(
    given.campaigns.map(({ id }) => id),
    ["campaigns"],
  );
  const giftOf = (name: string, path: PropertyKey[]) => {
    const reward = given.rewards.find(({ id }) => id === name);
    if (!reward || !isHanded(reward))
      faults.push({ pointer: pointerOf(path), says: `"${name}" is no reward that can be handed over` });
    else if (giftGrants(reward).length === 0)
      faults.push({
        pointer: pointerOf(path),
        says: `"${name}" is given to who asks for it, and gives nothing by itself`,
      });
    return reward;
  };
  const ruleIds: string[] = [];
  for (const { campaign: c, rule, says } of stackingFaults(given.campaigns, given.units))
    faults.push({ pointer: pointerOf(["campaigns", c, "rules", rule]), says });
  const needCapped = (caps: Cap[], path: PropertyKey[]) => {
    for (const [index, cap] of caps.entries())
      if (cap.what === "amount") need("unit", cap.unit, [...path, "caps", index, "unit"]);
  };
  for (const [c, { rules, when, caps, budget }] of given.campaigns.entries()) {
    needCapped(caps, ["campaigns", c]);
    if (budget) {
      need("unit", budget.unit, ["campaigns", c, "budget", "unit"]);
      const terms = given.units[budget.unit];
      if ("minor" in budget && terms && !worthIn(terms))
        faults.push({
          pointer: pointerOf(["campaigns", c, "budget", "minor"]),
          says: `${budget.unit} is worth no money`,
        });
    }
    for (const [w, condition] of when.entries()) {
      judge(condition, ["campaigns", c, "when", w]);
      for (const { on } of rules) {
        const misfit = conditionMisfit(condition, on, given);
        if (misfit !== null)
          faults.push({
            pointer: pointerOf(["campaigns", c, "when", w]),
            says: `${eventSentence(on, given.events, wording)} has no ${misfit}`,
          });
      }
    }
    for (const [r, rule] of rules.entries()) {
      const path = ["campaigns", c, "rules", r];
      if (ruleIds.includes(rule.id))
        faults.push({ pointer: pointerOf([...path, "id"]), says: `"${rule.id}" is named twice` });
      ruleIds.push(rule.id);
      needEvent(rule.on, [...path, "on"]);
      if (rule.on === "inactivity" && given.inactiveAfterDays === undefined)
        faults.push({
          pointer: pointerOf([...path, "on"]),
          says: "say `inactiveAfterDays`, or nobody is ever inactive",
        });
      const uncapped = eventTerms(rule.on, given.events)?.needsCap;
      if (
        uncapped !== undefined &&
        rule.caps.length + caps.length === 0 &&
        rule.effects.some(({ kind }) => kind !== "message")
      )
        faults.push({ pointer: pointerOf([...path, "caps"]), says: `say what one member may get by it: ${uncapped}` });
      if (rule.moderated && !tellsOf(rule.on).includes("content"))
        faults.push({
          pointer: pointerOf([...path, "moderated"]),
          says: `${eventSentence(rule.on, given.events, wording)} has no ${TOLD.content}`,
        });
      needCapped(rule.caps, path);
      const fits = (misfit: string | null, at: PropertyKey[]) => {
        if (misfit !== null)
          faults.push({
            pointer: pointerOf(at),
            says: `${eventSentence(rule.on, given.events, wording)} has no ${misfit}`,
          });
      };
      for (const [w, condition] of rule.when.entries()) {
        judge(condition, [...path, "when", w]);
        fits(conditionMisfit(condition, rule.on, given), [...path, "when", w]);
      }
      for (const [e, effect] of rule.effects.entries()) {
        needAll(effectNames(effect), [...path, "effects", e]);
        fits(effectMisfit(effect, rule.on), [...path, "effects", e]);
        const is = "unit" in effect ? single(effect.unit) : null;
        if ("unit" in effect && is !== null && !isOne(effect))
          faults.push({
            pointer: pointerOf([...path, "effects", e, effect.kind === "earn" ? "amount" : "percent"]),
            says: `"${effect.unit}" is a ${is}: earn 1 of it, and nothing more by money, pieces or tier`,
          });
        if (effect.kind !== "reward") continue;
        const at = [...path, "effects", e, "reward"];
        const reward = giftOf(effect.reward, at);
        if (reward?.kind === "voucher" && reward.here && !tellsOf(rule.on).includes("evidence"))
          faults.push({
            pointer: pointerOf(at),
            says: `"${reward.id}" is good where a check-in gives it, and ${eventSentence(rule.on, given.events, wording)} is none`,
          });
        if (reward?.kind === "units" && limited([...rule.caps, ...caps], budget).includes(reward.gives.unit))
          faults.push({
            pointer: pointerOf(at),
            says: `"${reward.id}" gives ${reward.gives.unit} beyond the cap or the budget that limits them: give them with an \`earn\` effect instead`,
          });
      }
    }
  }
  once(
    given.rewards.map(({ id }) => id),
    ["rewards"],
  );
  for (const [index, reward] of given.rewards.entries()) {
    needAll(rewardNames(reward), ["rewards", index]);
    if (reward.kind === "units") {
      oneAtMost(reward.gives, ["rewards", index, "gives", "amount"]);
      oneAtMost({ unit: reward.gives.unit, amount: reward.stepsMax }, ["rewards", index, "stepsMax"]);
      // One that redeems itself is told so by automaticMisfits().
      if (reward.cost && !reward.automatic && costsOf(reward.cost, 1).some(({ unit }) => unit === reward.gives.unit))
        faults.push({
          pointer: pointerOf(["rewards", index, "gives", "unit"]),
          says: `costs ${reward.gives.unit} itself: who buys it again and again would never let them expire`,
        });
    }
    if (isHanded(reward) && reward.while && !reward.cost)
      faults.push({
        pointer: pointerOf(["rewards", index, "while"]),
        says: "cannot be bought, and rules give it whatever is published: let their conditions ask for the input",
      });
  }
  for (const { index, field, says } of automaticMisfits(given.rewards))
    faults.push({ pointer: pointerOf(["rewards", index, field]), says });
  once(
    given.surprises.map(({ id }) => id),
    ["surprises"],
  );
  for (const [index, pool] of given.surprises.entries()) {
    once(
      pool.table.map(({ id }) => id),
      ["surprises", index, "table"],
    );
    for (const [t, line] of pool.table.entries()) needPrize(line.prize, ["surprises", index, "table", t, "prize"]);
    if (pool.consolation) needPrize(pool.consolation, ["surprises", index, "consolation"]);
  }
  for (const { path, says } of secondChanceFaults(given)) faults.push({ pointer: pointerOf(path), says });
  once(
    given.contests.map(({ id }) => id),
    ["contests"],
  );
  for (const [index, contest] of given.contests.entries()) {
    const ways = ticketWays(given, contest.id);
    for (const [p, prize] of contest.prizes.entries()) {
      const path = ["contests", index, "prizes", p];
      needPrize(prize, path);
      if (prize.kind === "reward" && given.rewards.some((one) => one.id === prize.reward && "here" in one && one.here))
        faults.push({
          pointer: pointerOf([...path, "reward"]),
          says: `"${prize.reward}" is good where a check-in gives it, and a prize comes nowhere`,
        });
      if (prize.kind === "reward") giftOf(prize.reward, [...path, "reward"]);
    }
    if (!contest.pointsForTickets && ways.some(({ isPaidInPoints }) => isPaidInPoints))
      faults.push({
        pointer: pointerOf(["contests", index, "pointsForTickets"]),
        says: `a reward sells tickets of "${contest.id}" for points: say that this is meant with true, or take it out`,
      });
    for (const { path, says } of lawFaults(contest, {
      currency: given.currency,
      ways,
      further: secondChanceWorth(given, contest.id),
    }))
      faults.push({ pointer: pointerOf(["contests", index, ...path]), says });
    const { schedule } = contest;
    if (schedule.kind === "once" && Date.parse(schedule.closes) <= Date.parse(schedule.opens)) {
      faults.push({ pointer: pointerOf(["contests", index, "schedule", "closes"]), says: "closes before it opens" });
    }
  }
  // Said of a document that is right otherwise: what does not fit is no offer yet.
  return faults.length > 0 ? faults : pretendedFaults(given);
}

/** Units of which caps and a budget leave only so much. */
function limited(caps: Cap[], budget: Budget | undefined): string[] {
  return [...caps.flatMap((cap) => (cap.what === "amount" ? [cap.unit] : [])), ...(budget ? [budget.unit] : [])];
}

/** Whether it earns exactly one, whatever happened. */
function isOne(effect: Effect): boolean {
  if (effect.kind !== "earn") return false;
  const { amount, perMinor, perPieces, percentByTier } = effect;
  return amount === 1 && perMinor === undefined && perPieces === undefined && percentByTier === undefined;
}

function choicesOf(name: string, terms: Programme["attributes"][string]): string[] {
  return "choices" in terms ? terms.choices.map(({ id }) => `${name}: ${id}`) : [];
}

function namesSegment(condition: Condition): boolean {
  return conditionNames(condition).some(({ what }) => what === "segment");
}
