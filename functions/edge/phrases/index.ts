/** What our pages say, in each language. English is the contract: a text that another language lacks is a type error. */
import type { Language } from "../../values/language.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

export type Phrases = typeof en;

const PHRASES: Record<Language, Phrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What pages say in a language. Sentences with numbers are functions of them; amounts of units come in as text. */
export function phrasesFor(language: Language): Phrases {
  return PHRASES[language];
}
