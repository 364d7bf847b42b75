/** What the elements on a shop's pages say, in each language. Amounts of units and money come in as text. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type ElementPhrases = typeof en;

const PHRASES: Record<Language, ElementPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the elements say in a language. */
export function elementPhrasesFor(language: Language): ElementPhrases {
  return PHRASES[language];
}
