/** In which language a page answers. */
import { getCookie } from "hono/cookie";
import { type Language, type LanguageSaid, languageOf, pickLanguage } from "../values/language.ts";
import type { Ctx } from "./serve.ts";

/** The cookie that keeps what was chosen on a device. */
export const LANGUAGE_COOKIE = "lang";

/** The language of whoever asks: her profile's, ?lang=, the cookie, the browser's, the programme's, else English. */
export function pageLanguage(
  context: Ctx,
  { profile, programme }: Pick<LanguageSaid, "profile" | "programme"> = {},
): Language {
  const asked = context.req.query(LANGUAGE_COOKIE) ?? "";
  return pickLanguage({
    profile,
    chosen: languageOf(asked) ?? getCookie(context, LANGUAGE_COOKIE),
    header: context.req.header("accept-language"),
    programme,
  });
}
