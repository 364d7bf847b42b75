/** How rewards that are not handed over on the spot come to the member: the states, and which may follow which. */

/** By whom, from state to states. */
export const FULFILMENTS = {
  /** Sent: what is returned gives the units back. */
  goods: {
    requested: ["packed"],
    packed: ["shipped"],
    shipped: ["delivered", "returned"],
    delivered: ["returned"],
    returned: [],
  },
  /** A partner's own points: the units are held until the partner accepts; rejected, they go back to their lots. */
  partner: { requested: ["accepted", "rejected"], accepted: [], rejected: [] },
} as const satisfies Record<string, Record<string, readonly string[]>>;
export type FulfilledBy = keyof typeof FULFILMENTS;

/** The states that may follow one; none for a state that is not there. */
export function statesAfter(by: FulfilledBy, state: string): readonly string[] {
  const table: Record<string, readonly string[]> = FULFILMENTS[by];
  return Object.hasOwn(table, state) ? (table[state] ?? []) : [];
}

/** Every state that can be asked for. */
export const STATES = ["packed", "shipped", "delivered", "returned", "accepted", "rejected"] as const;
