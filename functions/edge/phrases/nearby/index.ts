/** What the page with friends nearby says, in each language: a text that another language lacks is a type error. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type NearbyPhrases = typeof en;

const PHRASES: Record<Language, NearbyPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the page with friends nearby says in a language. */
export function nearbyPhrases(language: Language): NearbyPhrases {
  return PHRASES[language];
}
