/**
 * What the verify pages and their checks say, in each language. They are many words that one page needs: the build writes them into a
 * file a language (bin/build-web.ts), and the page reads its own, so that the Worker carries none.
 */
import type { Tongue } from "../../../draws/said.ts";
import { ar as arTongue } from "../../../draws/tongues/ar.ts";
import { en as enTongue } from "../../../draws/tongues/en.ts";
import { ru as ruTongue } from "../../../draws/tongues/ru.ts";
import { vi as viTongue } from "../../../draws/tongues/vi.ts";
import { zhHans as zhHansTongue } from "../../../draws/tongues/zh-Hans.ts";
import { zhHant as zhHantTongue } from "../../../draws/tongues/zh-Hant.ts";
import type { Language } from "../../../values/language.ts";
import type { Forms } from "../../../values/plural.ts";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

/** What the pages say. A text that a language lacks is a type error. */
export type VerifyPhrases = Omit<typeof en, "steps"> & { steps: Forms };

/** All that one language needs: the file of it. */
export type VerifyWords = { page: VerifyPhrases; tongue: Tongue };

/** Every language. */
export const VERIFY_WORDS: Record<Language, VerifyWords> = {
  en: { page: en, tongue: enTongue },
  "zh-Hans": { page: zhHans, tongue: zhHansTongue },
  "zh-Hant": { page: zhHant, tongue: zhHantTongue },
  ru: { page: ru, tongue: ruTongue },
  vi: { page: vi, tongue: viTongue },
  ar: { page: ar, tongue: arTongue },
};

/** What the script is given with its page: no more than it says. */
export type ScriptWords = VerifyPhrases["script"] & {
  steps: Forms;
  labels: Record<string, string>;
  tongue: Tongue;
};
