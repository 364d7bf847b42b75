/** What checking in says: a place's page, and the scripts that it and the member's own page have. English is the contract. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

/** A text for each key, and forms by plural category (values/plural.ts); what stands in braces is put in by the script. */
export type CheckInPhrases = typeof en;

/** What a script is given with its page, as JSON. */
export type CheckInWords = CheckInPhrases["script"];

const PHRASES: Record<Language, CheckInPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What checking in says in a language. */
export function checkInPhrases(language: Language): CheckInPhrases {
  return PHRASES[language];
}
