/** Amounts as people read them, in the programme's language and currency. They are only shown: nothing is computed from them. */
import { dateFormat, numberFormat, pluralRules } from "../values/formats.ts";
import { directionOf, languageOf } from "../values/language.ts";
import { moneyText } from "../values/money.ts";

/** What pages need of GET /v1/programme. */
export interface ProgrammeWords {
  programme: string;
  name: string;
  about: string;
  currency: string;
  language: string;
  zone?: string;
  units: ({ id: string; one: string; other: string; money: boolean } & Partial<Record<Intl.LDMLPluralRule, string>>)[];
  earning: { name: string; on: string }[];
  rewards: { cost: unknown }[];
  contests: { name: string }[];
}

export interface Speech {
  /** "€40.00" from minor units. */
  money(minor: number): string;
  /** "80", and "€0.80" of a wallet. */
  amount(amount: number, unit: string): string;
  /** "80 points", "1 point", "€0.80 cash back". */
  units(amount: number, unit: string): string;
  /** "points", "point": what so many are called. */
  unitName(amount: number, unit: string): string;
  /** A text of the programme's that stands within a sentence of the page's. */
  whole(text: string): string;
  /** "1,234" */
  count(amount: number): string;
  /** "21 November" */
  day(instant: string): string;
  /** "21 November 2027" of "2027-11-21" */
  date(day: string): string;
}

/** How a programme's pages write amounts, in the language of the page: the programme's own where it is not said. */
export function speechFor({ language: own, currency, units, zone }: ProgrammeWords, language: string = own): Speech {
  const number = numberFormat(language);
  const date = dateFormat(language, {
    day: "numeric",
    month: "long",
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
  const calendar = dateFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const unitName = (amount: number, unit: string) => {
    const name = units.find(({ id }) => id === unit);
    if (!name) return unit;
    // A name with more forms than English has is in the page's language; another may be in the programme's own.
    const isOwn = !(["zero", "two", "few", "many"] as const).some((form) => name[form] !== undefined);
    return name[pluralRules(isOwn ? own : language).select(Math.abs(amount))] ?? name.other;
  };
  // Within a language that is written from the right, an amount keeps its own order: "50 points" is not "points 50".
  const whole = (text: string) => (isRightToLeft(language) ? `\u2068${text}\u2069` : text);
  const moneyOf = (minor: number) => moneyText(minor, currency, language);
  const amountOf = (amount: number, unit: string) =>
    units.find(({ id }) => id === unit)?.money ? moneyOf(amount) : number.format(amount);
  return {
    money: moneyOf,
    amount: amountOf,
    units: (amount, unit) => whole(`${amountOf(amount, unit)} ${unitName(amount, unit)}`),
    whole,
    unitName,
    count: (amount) => number.format(amount),
    day: (instant) => date.format(new Date(instant)),
    date: (day) => calendar.format(new Date(`${day}T00:00:00Z`)),
  };
}

function isRightToLeft(language: string): boolean {
  return directionOf(languageOf(language) ?? "en") === "rtl";
}
