import * as z from "zod";

/** Text that people read: one sentence, or one per language (`{ "en": …, "nl": … }`). */
export const words = z.union([
  z.string().min(1).max(500),
  z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1).max(500)),
]);
export type Words = z.infer<typeof words>;

/** A name inside a document: `points`, `gold`, `spring-campaign`. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, "lower-case letters, digits and dashes, at most 41");

/** The words in a language, else in English, else in the first language given. */
export function say(text: Words, language = "en"): string {
  if (typeof text === "string") return text;
  return text[language] ?? text.en ?? Object.values(text)[0] ?? "";
}

/** Things as alternatives: "Monday", "Monday or Friday", "Monday, Friday or Sunday". */
export function either(things: string[]): string {
  const last = things.at(-1) ?? "";
  return things.length < 2 ? last : `${things.slice(0, -1).join(", ")} or ${last}`;
}

/** Things together: "bread", "bread and butter", "bread, butter and cheese". */
export function both(things: string[]): string {
  const last = things.at(-1) ?? "";
  return things.length < 2 ? last : `${things.slice(0, -1).join(", ")} and ${last}`;
}

/** The store's own words as alternatives, as they are called; `otherwise` where one is only a number. */
export function calledEither(
  words: string[],
  { called }: { called(word: string): string | null },
  otherwise: string,
): string {
  const names = words.map(called);
  return names.some((name) => name === null) ? otherwise : either(names.filter((name) => name !== null));
}

/** A number as it counts: "1st", "22nd", "113th". */
export function ordinal(count: number): string {
  const tens = count % 100;
  const ending = tens > 10 && tens < 14 ? undefined : ["th", "st", "nd", "rd"][count % 10];
  return `${count}${ending ?? "th"}`;
}
