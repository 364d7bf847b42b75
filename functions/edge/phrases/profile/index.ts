/** What the pages with what is held of her say, in each language. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type ProfilePhrases = typeof en;

const PHRASES: Record<Language, ProfilePhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the pages with what is held of her say, in a language. */
export function profilePhrases(language: Language): ProfilePhrases {
  return PHRASES[language];
}
