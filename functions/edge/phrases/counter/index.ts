/** What a counter’s tablet says, in each language. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type CounterPhrases = typeof en;

const PHRASES: Record<Language, CounterPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What a counter’s tablet says in a language. */
export function counterPhrases(language: Language): CounterPhrases {
  return PHRASES[language];
}
