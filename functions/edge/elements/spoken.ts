/** A programme in the language of the page that an element stands on. */
import type { Wording } from "../../programme/kinds.ts";
import type { Programme } from "../../programme/programme.ts";
import { wordingOf } from "../../programme/wording.ts";
import { directionOf, type Language, pickLanguage } from "../../values/language.ts";

/** The language of the page as far as it is spoken, and the programme's wording in it. The page's wins over hers: an element is a part of the shop's page. */
export function spokenIn(programme: Programme, page: string | undefined): { wording: Wording; language: Language } {
  const language = pickLanguage({ chosen: page, programme: programme.language });
  return { wording: wordingOf(programme, language), language };
}

/**
 * A name or an amount as it stands in a sentence: where the page runs from the right, apart from what is around it, since a
 * document's names may run the other way (Unicode's first strong isolate, UAX #9, 2.4).
 */
export function apart(text: string, language: Language): string {
  return directionOf(language) === "rtl" ? `\u2068${text}\u2069` : text;
}
