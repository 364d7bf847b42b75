/** Fields that a law asks of every prize draw: left out, the fault says why they are asked for. */
import * as z from "zod";
import { languageTag, words } from "../words.ts";
import { LAW_AS_OF } from "./law.ts";

/** What every sentence of these checks ends with: they look at a document, and nobody has looked at the promotion. */
export const NO_ADVICE = `This checks the document by rules as of ${LAW_AS_OF} and is no legal advice.`;

/** How zod says that a field is left out: with the reason. Any other fault of it keeps its own words. */
export function asked(why: string): (issue: { input?: unknown }) => string | undefined {
  return ({ input }) => (input === undefined ? `is left out: ${why} ${NO_ADVICE}` : undefined);
}

/** Words that are asked for. */
export function wordsAsked(why: string) {
  return z.union(words.options, { error: asked(why) });
}

/** A long text that is asked for, as official rules are: one, or one per language. */
export function textAsked(max: number, why: string) {
  const text = z.string().min(1).max(max);
  return z.union([text, z.record(z.string().regex(languageTag), text)], { error: asked(why) });
}
