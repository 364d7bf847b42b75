/** What the page with a member's code says, in each language. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type CodePhrases = typeof en;

const PHRASES: Record<Language, CodePhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the page with a member's code says in a language. */
export function codePhrases(language: Language): CodePhrases {
  return PHRASES[language];
}
