/**
 * A programme: the whole sentence. One JSON document in typed words; no operator strings, no expression language, no
 * code. `readProgramme` names every fault by its JSON pointer.
 */

import * as z from "zod";
import { dateFormat } from "../values/formats.ts";
import { attribute } from "./attribute.ts";
import { type Benefit, benefitNames } from "./benefits/index.ts";
import { campaign } from "./campaign.ts";
import type { Cap } from "./cap.ts";
import { checkIns } from "./check-ins.ts";
import { type Condition, conditionFaults, conditionMisfit, conditionNames, isOfMember } from "./conditions/index.ts";
import { contest } from "./draws/contest.ts";
import { lawFaults } from "./draws/law-faults.ts";
import { pool } from "./draws/pool.ts";
import { ticketWays } from "./draws/ticket-ways.ts";
import type { Earn } from "./effects/earn.ts";
import { effectMisfit, effectNames } from "./effects/index.ts";
import { EVENTS, eventSentence, eventTerms, ownEvents, TOLD, tellsOf } from "./event.ts";
import { holdout } from "./holdout.ts";
import { input } from "./input.ts";
import type { Named, Naming } from "./kinds.ts";
import { measureFaults } from "./measure.ts";
import { metric } from "./metric.ts";
import { automaticMisfits } from "./rewards/automatic.ts";
import { isHanded, reward, rewardNames } from "./rewards/index.ts";
import { segment } from "./segment.ts";
import { stackingFaults } from "./stacking.ts";
import { tiers } from "./tiers.ts";
import { unit } from "./unit.ts";
import { slug, words } from "./words.ts";

export const programme = z.strictObject({
  /** Where editors find the JSON Schema: /programme.schema.json of any Tessera. */
  $schema: z.string().max(500).optional(),
  programme: slug,
  name: words,
  about: words,
  /** ISO 4217 code of the one currency that orders are in. */
  currency: z.string().regex(/^[A-Z]{3}$/, "a currency code of three capitals, as EUR"),
  /** IANA zone that says which day it is. */
  zone: z.string().refine(isZone, "an IANA time zone, as Europe/Berlin"),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .default("en"),
  /** Events older than this are refused `too_late`, in days. */
  lateDays: z.int().min(0).max(366).default(30),
  /** Days without a purchase after which a member is inactive, which is an event; absent: never. */
  inactiveAfterDays: z.int().min(1).max(3660).optional(),
  units: z.record(slug, unit).refine((units) => Object.keys(units).length > 0, "at least one unit"),
  metrics: z.record(slug, metric).default({}),
  /** Events of its own, which stores report. */
  events: ownEvents.default({}),
  attributes: z.record(slug, attribute).default({}),
  segments: z.record(slug, segment).default({}),
  inputs: z.record(slug, input).default({}),
  /** What people call the store's own words in sentences: categories, goods by their numbers, channels, stores, venues. */
  called: z.record(z.string().min(1).max(100), words).default({}),
  /** Groups of tiers; the first is the primary one. */
  tiers: tiers.default([]),
  campaigns: z.array(campaign).max(100).default([]),
  /** Members who are left out of every campaign that has no holdout of its own. */
  holdout: holdout.optional(),
  rewards: z.array(reward).max(500).default([]),
  surprises: z.array(pool).max(20).default([]),
  contests: z.array(contest).max(20).default([]),
  checkIns: checkIns.optional(),
});
export type Programme = z.infer<typeof programme>;

export interface Fault {
  /** JSON pointer (RFC 6901) into the document. */
  pointer: string;
  says: string;
}

/** Reads a document: the programme, or every fault found in it. */
export function readProgramme(document: unknown): { programme: Programme } | { faults: Fault[] } {
  const parsed = programme.safeParse(document);
  if (!parsed.success) return { faults: parsed.error.issues.map(faultOf) };
  const faults = danglingNames(parsed.data);
  return faults.length > 0 ? { faults } : { programme: parsed.data };
}

/** The pointer and the words of one zod issue. */
export function faultOf(issue: { path: PropertyKey[]; message: string }): Fault {
  return { pointer: pointerOf(issue.path), says: issue.message };
}

/** A path as a JSON pointer. */
export function pointerOf(path: PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Names used but not defined, and names defined twice: what a shape alone cannot say. */
function danglingNames(given: Programme): Fault[] {
  const faults: Fault[] = [];
  const known: Record<Named, Set<string>> = {
    unit: new Set(Object.keys(given.units)),
    metric: new Set(Object.keys(given.metrics)),
    tier: new Set(given.tiers.flatMap(({ levels }) => levels.map(({ id }) => id))),
    pool: new Set(given.surprises.map(({ id }) => id)),
    contest: new Set(given.contests.map(({ id }) => id)),
    reward: new Set(given.rewards.map(({ id }) => id)),
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
  const needPrize = (prize: { kind: string; unit?: string }, path: PropertyKey[]) => {
    if (prize.unit !== undefined) need("unit", prize.unit, [...path, "unit"]);
  };

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
      if (benefit.kind === "rate" && given.units[benefit.unit]?.badge)
        faults.push({
          pointer: pointerOf([...path, b, "unit"]),
          says: `"${benefit.unit}" is a badge: one of it is held, at no rate`,
        });
    }
  };
  for (const [name, { membership }] of Object.entries(given.units))
    judgeBenefits(membership?.benefits ?? [], ["units", name, "membership", "benefits"]);
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
      if ("minor" in budget && given.units[budget.unit] && !given.units[budget.unit]?.worth)
        faults.push({
          pointer: pointerOf(["campaigns", c, "budget", "minor"]),
          says: `${budget.unit} is worth no money`,
        });
    }
    for (const [w, condition] of when.entries()) {
      judge(condition, ["campaigns", c, "when", w]);
      for (const { on } of rules) {
        const misfit = conditionMisfit(condition, on);
        if (misfit !== null)
          faults.push({
            pointer: pointerOf(["campaigns", c, "when", w]),
            says: `${eventSentence(on, given.events)} has no ${misfit}`,
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
          says: `${eventSentence(rule.on, given.events)} has no ${TOLD.content}`,
        });
      needCapped(rule.caps, path);
      const fits = (misfit: string | null, at: PropertyKey[]) => {
        if (misfit !== null)
          faults.push({ pointer: pointerOf(at), says: `${eventSentence(rule.on, given.events)} has no ${misfit}` });
      };
      for (const [w, condition] of rule.when.entries()) {
        judge(condition, [...path, "when", w]);
        fits(conditionMisfit(condition, rule.on), [...path, "when", w]);
      }
      for (const [e, effect] of rule.effects.entries()) {
        needAll(effectNames(effect), [...path, "effects", e]);
        fits(effectMisfit(effect, rule.on), [...path, "effects", e]);
        if (effect.kind === "earn" && given.units[effect.unit]?.badge && !isOne(effect))
          faults.push({
            pointer: pointerOf([...path, "effects", e, "amount"]),
            says: `"${effect.unit}" is a badge: earn 1 of it, and nothing more by money, pieces or tier`,
          });
        if (
          effect.kind === "reward" &&
          !given.rewards.some((reward) => reward.id === effect.reward && isHanded(reward))
        )
          faults.push({
            pointer: pointerOf([...path, "effects", e, "reward"]),
            says: `"${effect.reward}" is no reward that can be handed over`,
          });
      }
    }
  }
  once(
    given.rewards.map(({ id }) => id),
    ["rewards"],
  );
  for (const [index, reward] of given.rewards.entries()) needAll(rewardNames(reward), ["rewards", index]);
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
  once(
    given.contests.map(({ id }) => id),
    ["contests"],
  );
  for (const [index, contest] of given.contests.entries()) {
    const ways = ticketWays(given, contest.id);
    for (const [p, prize] of contest.prizes.entries()) {
      const path = ["contests", index, "prizes", p];
      needPrize(prize, path);
      if (prize.kind === "reward" && !given.rewards.some((reward) => reward.id === prize.reward && isHanded(reward)))
        faults.push({
          pointer: pointerOf([...path, "reward"]),
          says: `"${prize.reward}" is no reward that can be handed over`,
        });
    }
    if (!contest.pointsForTickets && ways.some(({ isPaidInPoints }) => isPaidInPoints))
      faults.push({
        pointer: pointerOf(["contests", index, "pointsForTickets"]),
        says: `a reward sells tickets of "${contest.id}" for points: say that this is meant with true, or take it out`,
      });
    for (const { path, says } of lawFaults(contest, { currency: given.currency, ways }))
      faults.push({ pointer: pointerOf(["contests", index, ...path]), says });
    const { schedule } = contest;
    if (schedule.kind === "once" && Date.parse(schedule.closes) <= Date.parse(schedule.opens)) {
      faults.push({ pointer: pointerOf(["contests", index, "schedule", "closes"]), says: "closes before it opens" });
    }
  }
  return faults;
}

/** Whether it earns exactly one, whatever happened. */
function isOne({ amount, perMinor, perPieces, percentByTier }: Earn): boolean {
  return amount === 1 && perMinor === undefined && perPieces === undefined && percentByTier === undefined;
}

function choicesOf(name: string, terms: Programme["attributes"][string]): string[] {
  return "choices" in terms ? terms.choices.map(({ id }) => `${name}: ${id}`) : [];
}

function namesSegment(condition: Condition): boolean {
  return conditionNames(condition).some(({ what }) => what === "segment");
}

function isZone(zone: string): boolean {
  try {
    dateFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
