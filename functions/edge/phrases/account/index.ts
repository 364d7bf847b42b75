/** What the pages with what she has and how it came say, in each language. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type AccountPhrases = typeof en;

const PHRASES: Record<Language, AccountPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the pages with what she has and how it came say, in a language. */
export function accountPhrases(language: Language): AccountPhrases {
  return PHRASES[language];
}
