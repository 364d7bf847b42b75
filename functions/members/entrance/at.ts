import { ledgerOf } from "../../edge/environment.ts";
import { pageLanguage } from "../../edge/page-language.ts";
import { type EntrancePhrases, entrancePhrases } from "../../edge/phrases/entrance/index.ts";
import { type Ctx, hostOf } from "../../edge/serve.ts";
import type { Ledger } from "../../operations/verb.ts";
import type { Language } from "../../values/language.ts";

/** What each page of the entrance begins with: the ledger, and what is said in the language of whoever comes. */
export function at(context: Ctx): { ledger: Ledger; language: Language; says: EntrancePhrases } {
  const language = pageLanguage(context);
  return { ledger: ledgerOf(context.env, hostOf(context)), language, says: entrancePhrases(language) };
}
