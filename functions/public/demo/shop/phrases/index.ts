/** What the demo's shop says, in each language. English is the contract. */
import type { Language } from "../../../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type ShopPhrases = typeof en;

const PHRASES: Record<Language, ShopPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the shop says in a language. */
export function shopPhrases(language: Language): ShopPhrases {
  return PHRASES[language];
}
