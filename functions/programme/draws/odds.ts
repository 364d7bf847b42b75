/** A surprise's odds in words, made of its table alone, so that what is said and what is drawn cannot differ. */
import type { Speaking } from "../kinds.ts";
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
export function oddsOf({ table, consolation, days }: Omit<Pool, "name">, wording: Speaking): Odds {
  const { count, say, tongue } = wording;
  const rest = ODDS_DENOMINATOR - table.reduce((sum, { odds }) => sum + odds, 0);
  const instead = consolation ? say(consolation.name) : null;
  return {
    table: table.map(({ id, odds, items, prize }) => ({
      id,
      name: say(prize.name),
      odds,
      items,
      says: tongue.odds.line({ chance: chanceText(odds, wording), days, items, count: count(items) }),
    })),
    noWin: rest === 0 ? null : { odds: rest, says: tongue.odds.noWin({ chance: chanceText(rest, wording), instead }) },
  };
}

/**
 * Chances in a million as people say them: "1 in 50", "63 in 250", "about 1 in 142,857 (7 in 1,000,000)". The exact
 * figures are always in it; the rounded one goes to the nearest.
 */
export function chanceText(odds: number, { count, tongue }: Omit<Speaking, "say">): string {
  const says = (part: number, whole: number) => tongue.odds.chance({ part: count(part), whole: count(whole) });
  const common = commonDivisor(odds, ODDS_DENOMINATOR);
  const [part, whole] = [odds / common, ODDS_DENOMINATOR / common];
  if (part === 1 || whole <= GLANCE_MAX) return says(part, whole);
  const exact = says(odds, ODDS_DENOMINATOR);
  const nearest = Math.round(ODDS_DENOMINATOR / odds);
  return nearest < 2 ? exact : tongue.odds.about({ whole: count(nearest), exact });
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
