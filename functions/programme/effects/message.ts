import * as z from "zod";
import type { MessageGrant } from "../../values/grant.ts";
import type { Naming, Wording } from "../kinds.ts";
import { slug, type Words, words } from "../words.ts";

/** A number that a message says: what the event earned of a unit, or what she can spend of it once its rules were applied. */
const NUMBER = /\{(earned|has):([a-z0-9][a-z0-9-]{0,40})\}/g;

/**
 * A message to the member: its id, by which a store sends it in its own way, and words per language, with numbers as
 * {earned:points} and {has:points}. It stands in the answer and on her statement; Tessera sends nothing. Of a rule that
 * gives other things too, it is said where one of them was given.
 */
export const terms = z
  .strictObject({ kind: z.literal("message"), message: slug, says: words })
  .refine(({ says }) => textsOf(says).every((text) => !/[{}]/.test(text.replaceAll(NUMBER, ""))), {
    message: "braces stand around earned:unit or has:unit, as {has:points}",
    path: ["says"],
  });
type Message = z.infer<typeof terms>;

export const names = ({ says }: Message): Naming[] =>
  [...new Set(textsOf(says).flatMap((text) => [...text.matchAll(NUMBER)].map(([, , unit = ""]) => unit)))].map(
    (name): Naming => ({ what: "unit", name, path: ["says"] }),
  );
/** Where a number will stand, a sentence has only its unit: "You have … points." */
export const sentence = ({ says }: Message, wording: Wording) =>
  wording.tongue.effects.message(
    wording.say(says).replaceAll(NUMBER, (_, __, unit: string) => `… ${wording.name("unit", unit)}`),
  );
export const gives = ({ message, says }: Message): MessageGrant[] => [{ kind: "message", message, says }];

/** The words with their numbers, by language; a single text is in the programme's. */
export function filled(
  says: Words,
  programmeLanguage: string,
  numberOf: (which: "earned" | "has", unit: string, language: string) => string,
): Record<string, string> {
  const texts = typeof says === "string" ? { [programmeLanguage]: says } : says;
  return Object.fromEntries(
    Object.entries(texts).map(([language, text]) => [
      language,
      text.replaceAll(NUMBER, (_, which: "earned" | "has", unit: string) => numberOf(which, unit, language)),
    ]),
  );
}

function textsOf(says: Words): string[] {
  return typeof says === "string" ? [says] : Object.values(says);
}
