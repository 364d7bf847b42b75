/** The languages in which pages and sentences are written, and which of them somebody reads. */

/** Languages of pages, as BCP 47 names them; the first is the one that everything falls back to. */
export const LANGUAGES = ["en", "zh-Hans", "zh-Hant", "ru", "vi", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each calls itself. */
export const OWN_NAMES: Record<Language, string> = {
  en: "English",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
  ru: "Русский",
  vi: "Tiếng Việt",
  ar: "العربية",
};

/** What says which language somebody reads, the most certain first. Each a language tag but the header; null: nobody said. */
export interface LanguageSaid {
  /** As she has it in her profile. */
  profile?: string | null | undefined;
  /** As she chose on this device: ?lang=, then the cookie `lang`. */
  chosen?: string | (string | undefined)[] | null | undefined;
  /** Accept-Language. */
  header?: string | null | undefined;
  /** The programme's own. */
  programme?: string | null | undefined;
}

/** The language to answer in: the first of what was said that we write, else English. */
export function pickLanguage({ profile, chosen, header, programme }: LanguageSaid): Language {
  for (const tag of [profile, ...[chosen].flat(), ...tagsOf(header ?? ""), programme]) {
    const language = languageOf(tag ?? "");
    if (language) return language;
  }
  return "en";
}

/**
 * The language to say a programme in: the first of what was said that we speak or that is the programme's own, else the
 * programme's own, which may be one that we do not speak.
 */
export function pickSpoken({
  profile,
  chosen,
  header,
  programme,
}: Omit<LanguageSaid, "programme"> & { programme: string }): string {
  for (const tag of [profile, ...[chosen].flat(), ...tagsOf(header ?? "")]) {
    if (!tag) continue;
    const language = languageOf(tag);
    if (language === null ? baseOf(tag) === baseOf(programme) : language === languageOf(programme)) return programme;
    if (language) return language;
  }
  return programme;
}

const baseOf = (tag: string) => tag.trim().toLowerCase().split(/[-_]/)[0];

/** The language of ours that a tag means ("en-GB", "zh-TW", "ar-EG"), or null. */
export function languageOf(tag: string): Language | null {
  const [base, ...rest] = tag.trim().toLowerCase().split(/[-_]/);
  if (base !== "zh") return LANGUAGES.find((language) => language === base) ?? null;
  return rest.some((part) => TRADITIONAL.includes(part)) && !rest.includes("hans") ? "zh-Hant" : "zh-Hans";
}

/** Which way a language is written. */
export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

/** Subtags of Chinese that is written in traditional characters. */
const TRADITIONAL = ["hant", "tw", "hk", "mo"];

/** Tags of an Accept-Language that are read: more is no person's. */
const TAGS_MAX = 20;

/** The tags of an Accept-Language, the most wanted first (RFC 9110, 12.5.4); those with q=0 are not wanted. */
function tagsOf(header: string): string[] {
  return header
    .split(",", TAGS_MAX)
    .map((range) => {
      const [tag = "", ...parameters] = range.split(";").map((part) => part.trim());
      const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}
