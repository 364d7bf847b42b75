/** A profile as members and stores see it and change it: each view with its shape beside it. */
import * as z from "zod";
import type { Facts } from "../decisions/facts.ts";
import { segmentsOf } from "../decisions/moment.ts";
import {
  ageBand,
  ageOn,
  attributesOf,
  birthDateOf,
  languageTold,
  nameOf,
  type ProfileChanged,
  regionOf,
} from "../decisions/profile.ts";
import { draftToRead } from "../decisions/units.ts";
import { region } from "../programme/draws/region.ts";
import type { JsonObject } from "../values/json.ts";
import { LANGUAGES } from "../values/language.ts";
import { gave, gaveView } from "./gave.ts";

/** Characters of a text among an attribute's values: its choices have shorter names. */
const VALUE_MAX = 100;
const value = z.union([
  z.string().max(VALUE_MAX),
  z.array(z.string().max(VALUE_MAX)).max(100),
  z.number(),
  z.boolean(),
]);
const attributes = z.record(z.string(), value).describe("what she says of herself, by attribute of the programme");
const birthDate = z.iso.date().nullable().describe("as 1990-05-17; null: nobody told");

/** What of a profile a store may see: an age as a band, never the date. */
export const profileShape = {
  attributes,
  ageBand: z.string().nullable().describe("under 18, 18-19, 20-29, 30-39 …; null: nobody knows"),
  segments: z.array(z.string()).describe("the segments of the programme that she is in now"),
};

/** What of it she sees herself. */
export const ownProfileShape = {
  ...profileShape,
  birthDate,
  region: z.string().nullable().describe("where she lives, as DE or US-TX; null: nobody told"),
  name: z.string().nullable().describe("what she wants to be called; null: nobody told"),
  language: z.string().nullable().describe("the language she reads, as a tag; null: nobody told"),
};

export const profileBody = z.strictObject({
  attributes: z
    .record(z.string().min(1).max(VALUE_MAX), value.nullable())
    .default({})
    .describe("what changes; null takes a value away, and what is not named stays"),
  birthDate: birthDate.optional().describe("as 1990-05-17; null takes it away, absent leaves it"),
  region: region.nullable().optional().describe("as DE or US-TX; null takes it away, absent leaves it"),
});

/** What she may change herself beside it. */
export const ownProfileBody = profileBody.extend({
  name: z
    .string()
    .trim()
    .min(1)
    .max(VALUE_MAX)
    .nullable()
    .optional()
    .describe("what I want to be called; null takes it away, absent leaves it"),
  language: z.enum(LANGUAGES).nullable().optional().describe("what I read; null takes it away, absent leaves it"),
});

export const profileAnswer = z.strictObject({ operation: z.string(), member: z.string(), ...profileShape, ...gave });
export const ownProfileAnswer = profileAnswer.extend({
  birthDate,
  region: ownProfileShape.region,
  name: ownProfileShape.name,
  language: ownProfileShape.language,
});

export const profileExample = { attributes: { "skin-type": "dry" }, ageBand: "30-39", segments: ["dry-skin"] };

/** A member's profile as a store sees it. */
export function profileView(facts: Facts, member: string): JsonObject {
  const profile = facts.profiles.get(member) ?? {};
  return {
    attributes: attributesOf(facts.current.programme, profile),
    ageBand: ageBand(ageOn(profile, facts.today)),
    segments: segmentsOf(draftToRead(facts, member), facts, member),
  };
}

/** As she sees it herself. */
export function ownProfileView(facts: Facts, member: string): JsonObject {
  const profile = facts.profiles.get(member) ?? {};
  return {
    ...profileView(facts, member),
    birthDate: birthDateOf(profile),
    region: regionOf(profile),
    name: nameOf(profile),
    language: languageTold(profile),
  };
}

/** What a change came to, for a store. */
export function changedView({
  birthDate: _,
  region: __,
  name: ___,
  language: ____,
  ...rest
}: ProfileChanged): JsonObject {
  return gaveView(rest);
}

/** What a change came to, for herself. */
export function ownChangedView(changed: ProfileChanged): JsonObject {
  return gaveView(changed);
}

/** A change as its verb takes it. */
export function changeOf(
  member: string,
  { attributes: named, ...told }: z.output<typeof profileBody> | z.output<typeof ownProfileBody>,
) {
  const said = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return { member, attributes: named, ...said };
}
