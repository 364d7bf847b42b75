/**
 * Campaigns: a named set of rules with one schedule, audience, budget and holdout. A rule is on an event, when conditions
 * hold, with effects and caps. On one event: the rules that hold → stacking → multiply → caps → budget → rounding, once.
 */
import * as z from "zod";
import type { Instant } from "../values/day.ts";
import { budget, budgetSentence } from "./budget.ts";
import { capSentence, caps } from "./cap.ts";
import { condition, conditionSentence } from "./conditions/index.ts";
import { effect, effectSentence } from "./effects/index.ts";
import { holdout, holdoutSentence } from "./holdout.ts";
import { PLAIN, type Wording } from "./kinds.ts";
import { stacking, stackingSentence } from "./stacking.ts";
import { slug, words } from "./words.ts";

export const rule = z.strictObject({
  id: slug,
  name: words,
  /** An event that we know (programme/event.ts), or one that the document names in `events`. */
  on: slug,
  when: z.array(condition).max(20).default([]),
  effects: z.array(effect).min(1).max(10),
  /** What one member may get by it in a period. */
  caps,
  /** How it goes together with others; absent: as its campaign says, and it adds up. */
  stacking: stacking.optional(),
  /** Whether it gives once staff have accepted the content: its units are pending until then, and go where it is rejected. */
  moderated: z.boolean().optional(),
});
export type Rule = z.infer<typeof rule>;

export const campaign = z.strictObject({
  id: slug,
  name: words,
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Conditions that all of its rules share: its audience. */
  when: z.array(condition).max(20).default([]),
  /** What one member may get by all of its rules together. */
  caps,
  budget: budget.optional(),
  holdout: holdout.optional(),
  stacking: stacking.optional(),
  rules: z.array(rule).min(1).max(50),
});
export type Campaign = z.infer<typeof campaign>;

/** Whether a campaign runs at an instant: from is included, until is not. */
export function runsAt({ from, until }: Campaign, at: Instant): boolean {
  return (from === undefined || Date.parse(from) <= at) && (until === undefined || at < Date.parse(until));
}

/** The rules of a campaign, each with what they share. */
export function rulesOf({ when, stacking: shared, rules }: Campaign): Rule[] {
  return rules.map((given) => ({
    ...given,
    when: [...when, ...given.when],
    ...(given.stacking || !shared ? {} : { stacking: shared }),
  }));
}

/** A rule in words: as a merchant reads it, or with the programme's wording as a member does. */
export function ruleSentence(given: Rule, wording: Wording = PLAIN): string {
  const { limits, rules } = wording.tongue;
  return rules.says({
    event: wording.event(given.on),
    when: said(given.when.map((condition) => conditionSentence(condition, wording))),
    gives: given.effects.map((effect) => effectSentence(effect, wording)),
    limits: said([
      ...given.caps.map((cap) => capSentence(cap, wording)),
      stackingSentence(given.stacking, wording),
      given.moderated ? limits.moderated : "",
    ]),
  });
}

/** What a campaign's rules share, in words; empty where they share nothing. */
export function campaignSentence(given: Campaign, wording: Wording = PLAIN): string {
  const shared = said([
    ...given.when.map((condition) => conditionSentence(condition, wording)),
    ...given.caps.map((cap) => capSentence(cap, wording)),
    stackingSentence(given.stacking, wording),
    given.budget ? budgetSentence(given.budget, wording) : "",
    given.holdout ? holdoutSentence(given.holdout, wording) : "",
  ]);
  return shared.length === 0 ? "" : wording.tongue.rules.campaign(shared);
}

const said = (parts: string[]) => parts.filter((text) => text !== "");
