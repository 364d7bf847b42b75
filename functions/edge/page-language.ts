/** In which language a page answers, and in which an answer says what the engine says. */
import { getCookie } from "hono/cookie";
import * as z from "zod";
import type { Facts } from "../decisions/facts.ts";
import { type Said, wordingFor } from "../decisions/wording-for.ts";
import type { Wording } from "../programme/kinds.ts";
import { type Language, type LanguageSaid, pickLanguage } from "../values/language.ts";
import type { Ctx } from "./serve.ts";

/** The cookie that keeps what was chosen on a device. */
export const LANGUAGE_COOKIE = "lang";

/** Characters of a language tag (RFC 5646, 4.4.1 advises 35). */
const TAG_MAX = 35;

/** The language of whoever asks: her profile's, ?lang=, the cookie, the browser's, the programme's, else English. */
export function pageLanguage(
  context: Ctx,
  { profile, programme }: Pick<LanguageSaid, "profile" | "programme"> = {},
): Language {
  return pickLanguage({ profile, ...saidIn(context), programme });
}

/** The query of an answer that says something in words. */
export const spoken = {
  lang: z
    .string()
    .max(TAG_MAX)
    .optional()
    .describe("the language of what is said, as ru or zh-Hant; absent: by Accept-Language, else the programme's own"),
};

/**
 * How an answer says what the engine says: in the language of the profile of the member it is about, that of ?lang=, the
 * cookie or Accept-Language, else in the programme's own. The answer names it (content-language).
 */
export function wordingAsked({ context }: { context: Ctx }, facts: Facts, member?: string): Wording {
  const wording = wordingFor(facts, member ?? null, saidIn(context));
  context.set("language", wording.language);
  return wording;
}

/** What a request says of the language that it wants. */
export function saidIn(context: Ctx): Said {
  return {
    chosen: [context.req.query(LANGUAGE_COOKIE), getCookie(context, LANGUAGE_COOKIE)],
    header: context.req.header("accept-language"),
  };
}
