/** What is said once a form was sent: what came of it, or why nothing did, in each language. */
import type { Language } from "../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type CamePhrases = typeof en;

const PHRASES: Record<Language, CamePhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What is said once a form was sent: what came of it, or why nothing did, in a language. */
export function camePhrases(language: Language): CamePhrases {
  return PHRASES[language];
}
