import type { OrderFacts } from "../values/holder.ts";
import { ALL_OF_HER } from "./merged.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** An order by its holder's name, with what it was and what was refunded. */
export interface KnownOrder {
  name: string;
  facts: OrderFacts;
}

/** A member's newest orders, newest first. */
export function readOrdersOf(member: string, limit: number): Reading<KnownOrder[]> {
  return {
    steps: [
      statement(
        `SELECT orders.public_id, orders.facts FROM (${ALL_OF_HER}) hers CROSS JOIN holders orders ON orders.owner = hers.id AND orders.kind = 'order'
         ORDER BY orders.id DESC LIMIT ?2`,
        [member, limit],
      ),
    ],
    of: ([rows = []]) =>
      rows.map(({ public_id, facts }) => ({
        name: String(public_id),
        facts: JSON.parse(String(facts)) as OrderFacts,
      })),
  };
}
