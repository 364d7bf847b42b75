/** The order of what a day's beginning does, published with every programme: another order would give other results. */
import type { Wording } from "./kinds.ts";
import type { Programme } from "./programme.ts";

export const BOUNDARY = ["activate", "redeem", "review", "occasions", "expire"] as const;
export type BoundaryStep = (typeof BOUNDARY)[number];

/** The order in a sentence. */
export function boundarySentence({ zone }: Pick<Programme, "zone">, { tongue: { terms } }: Wording): string {
  return terms.boundary({ zone, steps: BOUNDARY.map((step) => terms.steps[step]) });
}
