/** What every page of a member's says, and those that can show her nothing, in each language. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type FramePhrases = typeof en;

const PHRASES: Record<Language, FramePhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What every page of a member's says, and those that can show her nothing, in a language. */
export function framePhrases(language: Language): FramePhrases {
  return PHRASES[language];
}
