/** Amounts as people read them, in the programme's language and currency. They are only shown: nothing is computed from them. */

/** What pages need of GET /v1/programme. */
export interface ProgrammeWords {
  programme: string;
  name: string;
  about: string;
  currency: string;
  language: string;
  units: ({ id: string; one: string; other: string } & Partial<Record<Intl.LDMLPluralRule, string>>)[];
  earning: { name: string; on: string }[];
  rewards: { cost: unknown }[];
  contests: { name: string }[];
}

export interface Speech {
  /** "€40.00" from minor units. */
  money(minor: number): string;
  /** "80 points", "1 point". */
  units(amount: number, unit: string): string;
  /** "points", "point": what so many are called. */
  unitName(amount: number, unit: string): string;
  /** "1,234" */
  count(amount: number): string;
  /** "21 November" */
  day(instant: string): string;
  /** "21 November 2027" of "2027-11-21" */
  date(day: string): string;
}

/** How a programme's pages write amounts. */
export function speechFor({ language, currency, units }: ProgrammeWords): Speech {
  const money = new Intl.NumberFormat(language, { style: "currency", currency });
  const number = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  const date = new Intl.DateTimeFormat("en", { day: "numeric", month: "long" });
  const calendar = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });
  const unitName = (amount: number, unit: string) => {
    const name = units.find(({ id }) => id === unit);
    return name?.[plural.select(Math.abs(amount))] ?? name?.other ?? unit;
  };
  return {
    money: (minor) => money.format(minor / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2)),
    units: (amount, unit) => `${number.format(amount)} ${unitName(amount, unit)}`,
    unitName,
    count: (amount) => number.format(amount),
    day: (instant) => date.format(new Date(instant)),
    date: (day) => calendar.format(new Date(`${day}T00:00:00Z`)),
  };
}
