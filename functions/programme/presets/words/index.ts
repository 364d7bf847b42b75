/**
 * Presets in every language of our pages. The documents stand in English, to be read; what a member reads of them is put in
 * here, as a merchant would write it into a document of her own: a text may be one per language.
 */

import type { Json, JsonObject } from "../../../values/json.ts";
import { LANGUAGES } from "../../../values/language.ts";
import type { Words } from "../../words.ts";
import { beautyProfile } from "./beauty-profile.ts";
import { cityExplorer } from "./city-explorer.ts";
import { coffee } from "./coffee.ts";
import { journeys } from "./journeys.ts";
import type { Row } from "./row.ts";
import { shops } from "./shops.ts";
import { UNITS } from "./units.ts";

const rows = new Map<string, Row>(
  [...shops, ...journeys, ...coffee, ...beautyProfile, ...cityExplorer].map((row) => [row[0], row]),
);

/** A document with each of its texts in every language. Throws for a text that has no row: every preset is whole. */
export function inEveryLanguage(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [
      name,
      name === "units"
        ? mapped(value, (unit) => spoken({ ...unit, name: unitName(unit.name) }))
        : name === "called"
          ? mapped(value, said)
          : spokenField(name, value),
    ]),
  );
}

/** Fields that hold a text for people, wherever they stand. */
const TEXTS = ["name", "about", "rules", "how", "address", "partner"];

function spoken(value: Json): Json {
  if (Array.isArray(value)) return value.map(spoken);
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, spokenField(name, field)]))
    : value;
}

function spokenField(name: string, value: Json | undefined): Json {
  if (value === undefined) return null;
  return TEXTS.includes(name) && typeof value === "string" ? said(value) : spoken(value);
}

function said(text: Json): Words {
  const row = rows.get(String(text));
  if (!row) throw new Error(`no other language has "${text}"`);
  return Object.fromEntries(LANGUAGES.map((language, index) => [language, row[index] ?? ""]));
}

function unitName(given: Json | undefined): JsonObject {
  const { one, other } = given as { one: string; other: string };
  const names = UNITS[other];
  if (!names) throw new Error(`no other language has a name for ${other}`);
  const forms: JsonObject = { one: { en: one }, other: { en: other } };
  for (const [language, inIt] of Object.entries(names))
    for (const [category, name] of Object.entries(inIt))
      forms[category] = { ...(forms[category] as JsonObject | undefined), [language]: name };
  return forms;
}

function mapped(value: Json | undefined, each: (one: JsonObject) => Json): JsonObject {
  return Object.fromEntries(Object.entries(value as JsonObject).map(([name, one]) => [name, each(one as JsonObject)]));
}
