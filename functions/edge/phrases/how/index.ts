/** What the page on how the programme works says, in each language. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type HowPhrases = typeof en;

const PHRASES: Record<Language, HowPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the page on how the programme works says, in a language. */
export function howPhrases(language: Language): HowPhrases {
  return PHRASES[language];
}
