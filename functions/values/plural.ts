/** Words that change with a number. */
import { numberFormat, pluralRules } from "./formats.ts";

/** A text by plural category (CLDR), with # where the number stands; `other` is for every category that is not named. */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** How a language says a number of things: `counted(2, { one: "# ticket", other: "# tickets" })` is "2 tickets". */
export function countedIn(language: string): (count: number, forms: Forms) => string {
  return (count, forms) => {
    const form = forms[pluralRules(language).select(Math.abs(count))] ?? forms.other;
    return form.replace("#", numberFormat(language).format(count));
  };
}

/** How a language says how long: "30 days". */
export function lastingIn(language: string): (count: number, unit: "hour" | "day") => string {
  return (count, unit) => numberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
