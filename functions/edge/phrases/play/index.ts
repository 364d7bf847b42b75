/** What the page with surprises, contests and checking in says, in each language. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type PlayPhrases = typeof en;

const PHRASES: Record<Language, PlayPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the page with surprises, contests and checking in says, in a language. */
export function playPhrases(language: Language): PlayPhrases {
  return PHRASES[language];
}
