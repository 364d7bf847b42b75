/** Intl's formatters, each made once: making one takes longer than everything that a request has it say. */

const made = new Map<string, unknown>();

/** Formatters that are kept; a programme needs a dozen. */
const MADE_MAX = 200;

/** A number format of a language. */
export function numberFormat(language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return once("number", language, options, () => new Intl.NumberFormat(localeOf(language), options));
}

/** The plural rules of a language. */
export function pluralRules(language: string): Intl.PluralRules {
  return once("plural", language, {}, () => new Intl.PluralRules(language));
}

/** Which of a language's endings a place in a row has: 1st, 2nd. */
export function ordinalRules(language: string): Intl.PluralRules {
  return once("ordinal", language, {}, () => new Intl.PluralRules(language, { type: "ordinal" }));
}

/** A date format of a language. */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once("date", language, options, () => new Intl.DateTimeFormat(localeOf(language), options));
}

/** How a language names several things together: "bread, butter and cheese". */
export function listFormat(language: string): Intl.ListFormat {
  return once("list", language, {}, () => new Intl.ListFormat(language, { type: "conjunction" }));
}

/** Arabic is written with the figures of CLDR 46 and later, whichever version a runtime has. */
function localeOf(language: string): string {
  return language === "ar" ? "ar-u-nu-latn" : language;
}

function once<Format>(kind: string, language: string, options: object, make: () => Format): Format {
  const name = `${kind} ${language} ${JSON.stringify(options)}`;
  const known = made.get(name);
  if (known !== undefined) return known as Format;
  if (made.size >= MADE_MAX) made.clear();
  const format = make();
  made.set(name, format);
  return format;
}
