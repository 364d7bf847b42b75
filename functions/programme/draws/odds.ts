/** A surprise's odds in words, made of its table alone, so that what is said and what is drawn cannot differ. */
import { numberFormat } from "../../values/formats.ts";
import { say } from "../words.ts";
import { ODDS_DENOMINATOR, type Pool } from "./pool.ts";

/** One line of the odds as members read it. */
export interface OddsLine {
  id: string;
  /** What is won. */
  name: string;
  /** Chances in a million. */
  odds: number;
  items: number;
  says: string;
}
export interface Odds {
  table: OddsLine[];
  /** The plays that hit no prize; null: each hits one. */
  noWin: { odds: number; says: string } | null;
}

/** Up to so many, "3 in 250" is read at a glance; beyond it the nearest "1 in …" goes before the exact figures. */
const GLANCE_MAX = 1000;

/** The odds of a surprise, line by line: "1 in 50 per play while that day's prizes last; 20 prizes in all". */
export function oddsOf({ table, consolation, days }: Omit<Pool, "name">, language: string): Odds {
  const count = (amount: number) => numberFormat(language).format(amount);
  const last = days === 1 ? "while prizes last" : "while that day's prizes last";
  const rest = ODDS_DENOMINATOR - table.reduce((sum, { odds }) => sum + odds, 0);
  const instead = consolation ? `; it gives ${say(consolation.name, language)}` : "";
  return {
    table: table.map(({ id, odds, items, prize }) => ({
      id,
      name: say(prize.name, language),
      odds,
      items,
      says: `${chanceText(odds, count)} per play ${last}; ${count(items)} ${items === 1 ? "prize" : "prizes"} in all`,
    })),
    noWin: rest === 0 ? null : { odds: rest, says: `${chanceText(rest, count)} per play${instead}` },
  };
}

/**
 * Chances in a million as people say them: "1 in 50", "63 in 250", "about 1 in 142,857 (7 in 1,000,000)". The exact
 * figures are always in it; the rounded one goes to the nearest.
 */
export function chanceText(odds: number, count: (amount: number) => string): string {
  const common = commonDivisor(odds, ODDS_DENOMINATOR);
  const [part, whole] = [odds / common, ODDS_DENOMINATOR / common];
  if (part === 1 || whole <= GLANCE_MAX) return `${count(part)} in ${count(whole)}`;
  const exact = `${count(odds)} in ${count(ODDS_DENOMINATOR)}`;
  const nearest = Math.round(ODDS_DENOMINATOR / odds);
  return nearest < 2 ? exact : `about 1 in ${count(nearest)} (${exact})`;
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
