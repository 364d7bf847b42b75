/** Campaigns: a named set of rules with one schedule. A rule is on an event, when conditions hold, with effects and a cap. */
import * as z from "zod";
import type { Instant } from "../values/day.ts";
import { condition, conditionSentence } from "./conditions/index.ts";
import { effect, effectSentence } from "./effects/index.ts";
import { eventSentence, type OwnEvents } from "./event.ts";
import { slug, words } from "./words.ts";

export const rule = z.strictObject({
  id: slug,
  name: words,
  /** An event that we know (programme/event.ts), or one that the document names in `events`. */
  on: slug,
  when: z.array(condition).max(20).default([]),
  effects: z.array(effect).min(1).max(10),
  /** How often one member may get it on one day of the programme's zone; absent: as often as it happens. */
  timesPerDay: z.int().min(1).max(1000).optional(),
  /** Whether it gives once staff have accepted the content: its units are pending until then, and go where it is rejected. */
  moderated: z.boolean().optional(),
});
export type Rule = z.infer<typeof rule>;

export const campaign = z.strictObject({
  id: slug,
  name: words,
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  rules: z.array(rule).min(1).max(50),
});
export type Campaign = z.infer<typeof campaign>;

/** Whether a campaign runs at an instant: from is included, until is not. */
export function runsAt({ from, until }: Campaign, at: Instant): boolean {
  return (from === undefined || Date.parse(from) <= at) && (until === undefined || at < Date.parse(until));
}

/** A rule in words, as a merchant reads it. */
export function ruleSentence(given: Rule, own: OwnEvents = {}): string {
  const when = given.when.map((condition) => conditionSentence(condition)).join(", ");
  const cap = given.timesPerDay === undefined ? "" : `, at most ${given.timesPerDay} a day`;
  const waits = given.moderated ? ", once our staff have accepted it" : "";
  return `On ${eventSentence(given.on, own)}${when ? ` ${when}` : ""}: ${given.effects.map(effectSentence).join(" and ")}${cap}${waits}.`;
}
