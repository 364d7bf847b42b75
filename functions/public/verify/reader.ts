/** Who reads a verify page: the words of her language, and how they are said. */
import { type Part, tellerIn } from "../../draws/said.ts";
import { askOwn } from "../../edge/own-api.ts";
import { pageLanguage } from "../../edge/page-language.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import { filled } from "../../values/filled.ts";
import { directionOf, type Language } from "../../values/language.ts";
import { verifyWordsText } from "../built.ts";
import type { VerifyWords } from "./phrases/index.ts";

/** `tell` says what a check says, `fill` puts parts into a text of the page. */
export interface Reader extends VerifyWords {
  language: Language;
  tell: (part: Part) => string;
  fill: (text: string, parts: Record<string, string>) => string;
}

/** In the language of her profile, where she is signed in, else as every page. Problems: not_found, where web/ was not built. */
export async function readerOf(app: App, context: Ctx): Promise<Reader> {
  const me = await askOwn<{ language?: string | null }>(app, context, "/v1/me");
  const language = pageLanguage(context, { profile: me.status === 200 ? me.body.language : null });
  const words = JSON.parse(await verifyWordsText(context, language)) as VerifyWords;
  const isFromRight = directionOf(language) === "rtl";
  return {
    ...words,
    language,
    tell: tellerIn(language, words.tongue),
    fill: (text, parts) => filled(text, parts, { isFromRight }),
  };
}
