/** The tour's buttons in order, as far as a programme has something to show for each. */

import type { ProgrammeWords, Speech } from "../../edge/words.ts";
import { priceMinor, products, tourBasket } from "../demo/shop/products.ts";

export type StepName = "buy" | "why" | "refund" | "redeem" | "check-in" | "contest";

export interface TourStep {
  name: StepName;
  title: string;
  /** What the button says. */
  button: string;
  about: string;
}

/** What the tour's basket costs, in minor units. */
export function basketMinor(currency: string): number {
  return tourBasket.reduce((sum, { sku, quantity }) => {
    const product = products.find((known) => known.sku === sku);
    return sum + (product ? priceMinor(product, currency) * quantity : 0);
  }, 0);
}

/** The steps that a programme has: rewards without a price and check-ins or contests that it lacks are left out. */
export function stepsOf(programme: ProgrammeWords, speech: Speech): TourStep[] {
  const { currency, rewards, earning, contests } = programme;
  const total = basketMinor(currency);
  const steps: TourStep[] = [
    {
      name: "buy",
      title: "Somebody buys",
      button: `Buy for ${speech.money(total)}`,
      about: "The shop's server reports an order. One request, one answer; the same request again changes nothing.",
    },
    {
      name: "why",
      title: "And asks why",
      button: "Why that many?",
      about: "Every posting keeps the rule and the numbers that made it. Nothing is computed again to explain it.",
    },
    {
      name: "refund",
      title: "A third goes back",
      button: `Refund ${speech.money(Math.floor(total / 3))}`,
      about: "Refunds in any order and any parts end at what the rest of the order is worth, to the exact unit.",
    },
  ];
  if (rewards.some(({ cost }) => cost !== null)) {
    steps.push({
      name: "redeem",
      title: "A reward",
      button: "Redeem a reward",
      about: "The cheapest reward that she can pay for. When she cannot pay for one, the answer says what is missing.",
    });
  }
  if (earning.some(({ on }) => on === "check-in")) {
    steps.push({
      name: "check-in",
      title: "Somebody walks in",
      button: "Check in",
      about: "A phone shows where it is. Here you stand at a place that you choose: its evidence is a demo's position.",
    });
  }
  if (contests.length > 0) {
    steps.push({
      name: "contest",
      title: "A contest is drawn",
      button: "This week’s contest",
      about: "Winners are drawn from a list that was fixed before. Your browser draws them again and compares.",
    });
  }
  return steps;
}
