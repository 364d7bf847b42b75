/** What the till says to who stands behind it, in each language. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type TillPhrases = typeof en;

const PHRASES: Record<Language, TillPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the till says in a language. */
export function tillPhrases(language: Language): TillPhrases {
  return PHRASES[language];
}
