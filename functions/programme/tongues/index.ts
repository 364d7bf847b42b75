/** The languages in which the engine speaks, each the same things in its own order of words. */
import { type Language, languageOf } from "../../values/language.ts";
import { ar } from "./ar/index.ts";
import { en, type Tongue } from "./en/index.ts";
import { ru } from "./ru/index.ts";
import { vi } from "./vi/index.ts";
import { zhHans } from "./zh-hans/index.ts";
import { zhHant } from "./zh-hant/index.ts";

export type { Lasting } from "./en/index.ts";
export { en, type Tongue };

const TONGUES: Readonly<Record<Language, Tongue>> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the engine says in a language; English where it does not speak it. */
export function tongueOf(language: string): Tongue {
  return TONGUES[languageOf(language) ?? "en"];
}
