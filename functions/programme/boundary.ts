/** The order of what a day's beginning does, published with every programme: another order would give other results. */
import type { Programme } from "./programme.ts";

export const BOUNDARY = ["activate", "redeem", "review", "occasions", "expire"] as const;
export type BoundaryStep = (typeof BOUNDARY)[number];

/** The order in a sentence. */
export function boundarySentence({ zone }: Pick<Programme, "zone">): string {
  return `A day begins at midnight in ${zone}, in this order: ${BOUNDARY.map((step) => SAYS[step]).join("; ")}.`;
}

const SAYS: Record<BoundaryStep, string> = {
  activate: "what was pending until this day can be used",
  redeem: "rewards that redeem themselves are redeemed, from what can be used on this day",
  review: "tiers are reviewed",
  occasions: "birthdays, anniversaries and renewals meet the rules",
  expire: "what had its last good day yesterday is posted as expired; it could not be used since midnight",
};
