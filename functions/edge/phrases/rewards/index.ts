/** What the pages with what she may get, and what she got, say, in each language. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type RewardsPhrases = typeof en;

const PHRASES: Record<Language, RewardsPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the pages with what she may get, and what she got, say, in a language. */
export function rewardsPhrases(language: Language): RewardsPhrases {
  return PHRASES[language];
}
