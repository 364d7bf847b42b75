/** What one of the tour's buttons does. */

import { moneyText } from "../../functions/values/money.ts";
import type { SentRequest } from "../curl.ts";

/** The element of a step, as far as a step needs it. */
export interface StepElement extends HTMLElement {
  readonly terms: DOMStringMap;
  readonly button: HTMLButtonElement;
}

export interface Done {
  /** What happened, in a sentence. */
  says: string;
  /** The requests that did it. */
  sent: SentRequest[];
  /** The operations whose postings are shown. */
  operations: string[];
  more?: HTMLElement[];
}

export interface Step {
  /** Whether there is something to do it with. */
  isPossible(): boolean;
  /** Makes its choices and its button fit what happened so far. */
  prepare?(step: StepElement): void;
  run(step: StepElement): Promise<Done>;
}

/** What the tour remembers in this tab: the newest order, with what it earned. */
export interface TourOrder {
  order: string;
  earned: { unit: string; amount: number; rule: string; why: Record<string, unknown> }[];
  totalMinor: number;
}

export function rememberOrder(order: TourOrder): void {
  sessionStorage.setItem("tour:order", JSON.stringify(order));
}

export function rememberedOrder(): TourOrder | null {
  const stored = sessionStorage.getItem("tour:order");
  return stored === null ? null : (JSON.parse(stored) as TourOrder);
}

/** "80 points and 3 stars", or "nothing". */
export function unitsText(amounts: { unit: string; amount: number }[]): string {
  return amounts.length === 0 ? "nothing" : amounts.map(({ unit, amount }) => `${amount} ${unit}`).join(" and ");
}

/** Money in the tour's currency. */
export function moneyIn({ currency = "EUR", language = "en" }: DOMStringMap, minor: number): string {
  return moneyText(minor, currency, language);
}
