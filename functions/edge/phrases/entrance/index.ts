/** What is said at the entrance (joining, signing in, sessions, passkeys), in each language. English is the contract. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type EntrancePhrases = typeof en;

const PHRASES: Record<Language, EntrancePhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What is said at the entrance in a language. */
export function entrancePhrases(language: Language): EntrancePhrases {
  return PHRASES[language];
}
