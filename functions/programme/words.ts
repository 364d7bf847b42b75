import * as z from "zod";
import type { Tongue } from "./tongues/index.ts";

/** A language, and its script where it has several: en, zh-Hant. */
export const languageTag = /^[a-z]{2}(-[A-Z][a-z]{3})?$/;

/** Text that people read: one sentence, or one per language (`{ "en": …, "nl": … }`). */
export const words = z.union([
  z.string().min(1).max(500),
  z.record(z.string().regex(languageTag), z.string().min(1).max(500)),
]);
export type Words = z.infer<typeof words>;

/** A name inside a document: `points`, `gold`, `spring-campaign`. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, "lower-case letters, digits and dashes, at most 41");

/** What a document names, by name: it holds those names and no others, whatever every object has besides (`constructor`). */
export function byName<Value extends z.ZodType>(value: Value) {
  return z.record(slug, value).overwrite((given) => Object.assign(Object.create(null), given));
}

/** The words in a language, else in English, else in the first language given. */
export function say(text: Words, language = "en"): string {
  return typeof text === "string" ? text : (text[languageIn(text, language)] ?? "");
}

/** The language in which words are said to whom asks for one. */
export function languageIn(text: Record<string, string>, language: string): string {
  const asked = [language, language.slice(0, 2), "en"];
  return asked.find((each) => Object.hasOwn(text, each)) ?? Object.keys(text)[0] ?? language;
}

/** What is said instead of the store's own words where one of them is only a number. */
export type Certain = keyof Tongue["certain"];

/** The store's own words as alternatives, as they are called; `otherwise` where one is only a number. */
export function calledEither(
  words: string[],
  { called, tongue }: { called(word: string): string | null; tongue: Tongue },
  otherwise: Certain,
): string {
  const names = words.map(called);
  return names.some((name) => name === null)
    ? tongue.certain[otherwise]
    : tongue.either(names.filter((name) => name !== null));
}

/** What a value is at least and at most, as sentences take it. */
export function boundsOf({
  atLeast,
  atMost,
}: {
  atLeast: number | string | undefined;
  atMost: number | string | undefined;
}): { atLeast: string | null; atMost: string | null } {
  return {
    atLeast: atLeast === undefined ? null : String(atLeast),
    atMost: atMost === undefined ? null : String(atMost),
  };
}
