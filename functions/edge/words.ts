/** Amounts as people read them, in the programme's language. Amounts stay integers; these words are only shown. */
import type { Programme } from "../programme/programme.ts";
import { say } from "../programme/words.ts";

export interface Speech {
  language: string;
  /** "€40.00" from minor units. */
  money(minor: number): string;
  /** "80 points", "1 point". */
  units(amount: number, unit: string): string;
  /** "points": the unit's name for many. */
  unitName(unit: string): string;
  /** "1,234" */
  count(amount: number): string;
}

/** How a programme speaks. */
export function speechOf({ language, currency, units }: Programme): Speech {
  const money = new Intl.NumberFormat(language, { style: "currency", currency });
  const minorPerUnit = 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2);
  const number = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  const nameOf = (unit: string, amount: number) => {
    const name = units[unit]?.name;
    if (!name) return unit;
    return say(plural.select(amount) === "one" ? name.one : name.other, language);
  };
  return {
    language,
    money: (minor) => money.format(minor / minorPerUnit),
    units: (amount, unit) => `${number.format(amount)} ${nameOf(unit, amount)}`,
    unitName: (unit) => nameOf(unit, 2),
    count: (amount) => number.format(amount),
  };
}
