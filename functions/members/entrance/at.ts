import { callerOf } from "../../edge/credentials.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { pageLanguage } from "../../edge/page-language.ts";
import { type EntrancePhrases, entrancePhrases } from "../../edge/phrases/entrance/index.ts";
import { Problem } from "../../edge/problem.ts";
import { type Ctx, hostOf } from "../../edge/serve.ts";
import type { Caller } from "../../operations/caller.ts";
import type { Ledger } from "../../operations/verb.ts";
import type { Language } from "../../values/language.ts";

/** What each page of the entrance begins with: the ledger, and what is said in the language of whoever comes. */
export function at(context: Ctx): { ledger: Ledger; language: Language; says: EntrancePhrases } {
  const language = pageLanguage(context);
  return { ledger: ledgerOf(context.env, hostOf(context)), language, says: entrancePhrases(language) };
}

export type Member = Extract<Caller, { kind: "member" }>;

/** Who is signed in on the device that asks; null: nobody is, or not any more. */
export async function memberIfAny(context: Ctx, ledger: Ledger): Promise<Member | null> {
  const caller = await callerOf(context, { kind: "member" }, ledger).catch(whenOut);
  return caller?.kind === "member" ? caller : null;
}

/** Null where nobody is signed in; another problem goes on. */
export function whenOut(problem: unknown): null {
  if (problem instanceof Problem && problem.code === "unauthenticated") return null;
  throw problem;
}
