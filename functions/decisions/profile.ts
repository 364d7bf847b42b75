/**
 * A member's profile: what she says of herself, as far as the programme asks for it. It is personal data, stored apart
 * and erased with her; decisions read it, and nothing of it goes into a why.
 */

import { type Attribute, allowedFor } from "../programme/attribute.ts";
import type { AttributeValue } from "../programme/conditions/moment.ts";
import { isHeard } from "../programme/hearing.ts";
import type { Programme } from "../programme/programme.ts";
import { type Day, dateOf, dayOfDate } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { nextOf, settle } from "./automatic.ts";
import { comeOf, waitFor } from "./bring.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { knownMember } from "./member.ts";
import { segmentsOf } from "./moment.ts";
import { birthdayTold } from "./occasions.ts";
import { expectProgramme, isPaused } from "./paused.ts";
import { once } from "./raise.ts";
import { add, type Effects, noEffects } from "./rules.ts";
import { releaseLapsed } from "./units.ts";

export interface ProfileChange {
  member: string;
  /** What changes; null takes a value away, and what is not named stays. */
  attributes: Record<string, AttributeValue | null>;
  /** "1990-05-17"; null takes it away, absent leaves it. */
  birthDate?: string | null;
  /** Where she lives, as DE or US-TX; null takes it away, absent leaves it. */
  region?: string | null;
  /** What she wants to be called; null takes it away, absent leaves it. */
  name?: string | null;
  /** The language she reads, as a tag; null takes it away, absent leaves it. */
  language?: string | null;
}

/** What is known of her then, and what rules gave for what she had left out until now. */
export interface ProfileChanged extends Effects {
  operation: string;
  member: string;
  attributes: Record<string, AttributeValue>;
  birthDate: string | null;
  region: string | null;
  name: string | null;
  language: string | null;
  ageBand: string | null;
  segments: string[];
}

/**
 * Refusals, in order: member_unknown, attribute_unknown, attribute_invalid (nothing stored); member_frozen,
 * member_not_joined (stored).
 */
export function decideProfile(facts: Facts, change: ProfileChange, given: Given): Decided<ProfileChanged> {
  const member = knownMember(facts);
  if (isRefusal(member) && !member.isDecided) return member;
  const { programme } = facts.current;
  const wrong = judgeAttributes(programme, change.attributes) ?? judgeBirthDate(facts, change.birthDate);
  if (wrong) return wrong;
  if (isRefusal(member)) return member;
  if (member.state !== "joined") return refuse("member_not_joined");

  const id = member.publicId;
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const told = changed(facts.profiles.get(id) ?? {}, change);
  const profile = shownAtHerAge(told, facts.today);
  // Whoever turns out to be under age is shown to her friends no more, with what they were shown.
  if (profile !== told) draft.records.unshown = { member: id };
  draft.records.people = [{ holder: id, profile: JSON.stringify(profile) }];
  const birthDates = { before: birthDateOf(facts.profiles.get(id) ?? {}), after: birthDateOf(profile) };
  const raised = birthdayTold(facts, member.facts, birthDates);
  draft.change(member, { facts: { ...member.facts, raised } });
  // What is due already stays due: a tier that turned is recorded by the clock, and its next turn alone would hide it.
  const isDue = member.dueAt !== null && member.dueAt <= facts.now;
  draft.change(member, { dueAt: isDue ? member.dueAt : nextOf(draft, facts, id) });
  const after = { ...facts, profiles: new Map([...facts.profiles, [id, profile]]) };
  const before = attributesOf(programme, facts.profiles.get(id) ?? {});
  const effects = filledIn(draft, after, given, { member, before });
  return {
    written: draft.written(id),
    outcome: {
      operation: given.operation,
      member: id,
      attributes: attributesOf(programme, profile),
      birthDate: birthDateOf(profile),
      region: regionOf(profile),
      name: nameOf(profile),
      language: languageTold(profile),
      ageBand: ageBand(ageOn(profile, facts.today)),
      segments: segmentsOf(draft, after, id),
      ...effects,
    },
  };
}

/** Rules meet each attribute that she had left out, once for ever; while earning is paused it waits. */
function filledIn(
  draft: Draft,
  facts: Facts,
  given: Given,
  { member, before }: { member: Holder<"member">; before: Record<string, AttributeValue> },
): Effects {
  const effects = noEffects();
  const { programme } = facts.current;
  if (!isHeard(programme, "profile")) return effects;
  const { publicId: id } = member;
  const told = Object.keys(attributesOf(programme, facts.profiles.get(id) ?? {}));
  const fields = told.filter((field) => !Object.hasOwn(before, field));
  const events = once(
    draft,
    id,
    fields.map((field) => fieldFilled(field)),
  );
  if (events.length === 0) return effects;
  if (isPaused(facts)) waitFor(draft, facts, id, events);
  releaseLapsed(draft, facts, id);
  const named = events.map((event) => ({ ...event, name: `profile:${id}:${event.data.field}` }));
  const { operation } = given;
  if (!isPaused(facts))
    add(effects, comeOf(draft, facts, given, { member: id, store: null, name: operation, events: named }));
  add(effects, settle(draft, facts, given, member).effects);
  return effects;
}

/** The event of an attribute that was filled in; a store that reports it names the field so. */
export function fieldFilled(field: string): { on: string; data: { field: string } } {
  return { on: "profile", data: { field } };
}

/** The attributes of a profile that the programme asks for, with values that it knows. */
export function attributesOf({ attributes }: Programme, profile: JsonObject): Record<string, AttributeValue> {
  const kept = keptIn(profile);
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, terms]) => {
      const value = Object.hasOwn(kept, name) ? allowedFor(terms).safeParse(kept[name]) : null;
      return value?.success ? [[name, value.data]] : [];
    }),
  );
}

/** The date of birth as it was told: "1990-05-17"; null: it was not. */
export function birthDateOf({ birthDate }: JsonObject): string | null {
  return typeof birthDate === "string" ? birthDate : null;
}

/** Where she lives, as DE or US-TX; null: it was not told. */
export function regionOf({ region }: JsonObject): string | null {
  return typeof region === "string" ? region : null;
}

/** What she wants to be called; null: it was not told. */
export function nameOf({ name }: JsonObject): string | null {
  return typeof name === "string" ? name : null;
}

/** The language she said she reads, as a tag; null: it was not told. */
export function languageTold({ language }: JsonObject): string | null {
  return typeof language === "string" ? language : null;
}

/** Age on a day, in whole years; who was born on 29 February is a year older on 1 March of other years. Null: nobody knows. */
export function ageOn(profile: JsonObject, day: Day): number | null {
  const born = birthDateOf(profile);
  if (born === null) return null;
  const today = dateOf(day);
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(4) < born.slice(4) ? years - 1 : years;
}

/** Years of a band. */
const BAND = 10;
/** Nobody younger is shown to others by where she is, and all who are younger are one band. */
export const OF_AGE = 18;

/** An age as a band that tells little: "under 18", "18-19", "20-29", "30-39" …; null: nobody knows. */
export function ageBand(age: number | null): string | null {
  if (age === null) return null;
  if (age < OF_AGE) return `under ${OF_AGE}`;
  const from = Math.floor(age / BAND) * BAND;
  return `${Math.max(from, OF_AGE)}-${from + BAND - 1}`;
}

/** The profile itself, or without what shows her to her friends (decisions/nearby.ts), where she is under age. */
function shownAtHerAge(profile: JsonObject, today: Day): JsonObject {
  const age = ageOn(profile, today);
  if (age === null || age >= OF_AGE || profile.nearby === undefined) return profile;
  const { nearby: _, ...rest } = profile;
  return rest;
}

function changed(profile: JsonObject, { member: _, attributes, ...told }: ProfileChange): JsonObject {
  const kept = { ...keptIn(profile), ...attributes };
  const stays = (given: JsonObject) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return { ...stays({ ...profile, ...told }), attributes: stays(kept) };
}

function keptIn({ attributes }: JsonObject): JsonObject {
  return attributes !== null && typeof attributes === "object" && !Array.isArray(attributes) ? attributes : {};
}

function judgeAttributes({ attributes }: Programme, asked: ProfileChange["attributes"]): Refusal | null {
  for (const [name, value] of Object.entries(asked)) {
    const terms = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (!terms) return cannotDecide("attribute_unknown", {}, `/attributes/${name}`);
    if (value !== null && !allowedFor(terms).safeParse(value).success)
      return cannotDecide("attribute_invalid", { expected: expectation(terms) }, `/attributes/${name}`);
  }
  return null;
}

/** Nobody is older, in years. */
const AGE_MAX = 150;

function judgeBirthDate({ today }: Facts, birthDate: string | null | undefined): Refusal | null {
  if (birthDate === undefined || birthDate === null) return null;
  const age = ageOn({ birthDate }, today) ?? 0;
  const isPossible = dayOfDate(birthDate) <= today && age <= AGE_MAX;
  return isPossible ? null : cannotDecide("attribute_invalid", { expected: "a date in the past" }, "/birthDate");
}

function expectation(terms: Attribute): string {
  switch (terms.kind) {
    case "choice":
      return `one of ${terms.choices.map(({ id }) => id).join(", ")}`;
    case "choices":
      return `a list of ${terms.choices.map(({ id }) => id).join(", ")}`;
    case "number":
      return `a whole number from ${terms.min} to ${terms.max}`;
    case "date":
      return "a date, as 2026-11-21";
    case "yes-no":
      return "true or false";
    default:
      return terms satisfies never;
  }
}
