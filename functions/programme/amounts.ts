/** How a programme's amounts are written in its language: of units, with their names and plurals, and of metrics. */
import { numberFormat, pluralRules } from "../values/formats.ts";
import { moneyText } from "../values/money.ts";
import type { Programme } from "./programme.ts";
import { say } from "./words.ts";

/** "80 points", "1 point": an amount of a unit in the programme's language. */
export function unitText(amount: number, unit: string, programme: Programme): string {
  return `${amountOfUnit(amount, unit, programme)} ${unitName(amount, unit, programme)}`;
}

/** An amount without the name of its unit: "80", and "€0.80" of a wallet. */
export function amountOfUnit(amount: number, unit: string, programme: Programme): string {
  const { units, currency, language } = programme;
  return units[unit]?.money ? moneyText(amount, currency, language) : amountText(amount, programme);
}

/** What a fraction is a fraction of: "a point", "€0.01". */
export function wholeOne(unit: string, programme: Programme): string {
  return programme.units[unit]?.money ? amountOfUnit(1, unit, programme) : `a ${oneOf(unit, programme)}`;
}

/** What one of a unit is called: "point". */
export function oneOf(unit: string, { units, language }: Programme): string {
  const terms = units[unit];
  return terms ? say(terms.name.one, language) : unit.startsWith("ticket:") ? "ticket" : unit;
}

/** The name that a number of a unit has in the programme's language, by its plural category. */
function unitName(amount: number, unit: string, { units, language }: Programme): string {
  const category = pluralRules(language).select(amount);
  const terms = units[unit];
  if (terms) return say(terms.name[category] ?? terms.name.other, language);
  if (unit.startsWith("ticket:")) return category === "one" ? "ticket" : "tickets";
  return unit;
}

/** A number as the programme's language writes it. */
export function amountText(amount: number, { language }: Programme): string {
  return numberFormat(language).format(amount);
}

/** An amount of a metric: "€250.00", "30 orders", "25,000 credits". */
export function metricText(metric: string, amount: number, programme: Programme): string {
  const terms = programme.metrics[metric];
  const count = amountText(amount, programme);
  switch (terms?.counts) {
    case "spend":
      return moneyText(amount, programme.currency, programme.language);
    case "orders":
      return `${count} ${amount === 1 ? "order" : "orders"}`;
    case "check-ins":
      return `${count} ${amount === 1 ? "check-in" : "check-ins"}`;
    case "tenure":
      return `${count} ${amount === 1 ? "day" : "days"} as a member`;
    case "earned":
      return terms.unit === undefined ? count : unitText(amount, terms.unit, programme);
    default:
      return `${count} of ${metric}`;
  }
}
