/** What the page of places says, in each language. Its script is given its own part with the page. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type PlacesPhrases = typeof en;

const PHRASES: Record<Language, PlacesPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the page says in a language. */
export function placesPhrasesFor(language: Language): PlacesPhrases {
  return PHRASES[language];
}
