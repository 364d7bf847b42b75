import type { OrderFacts } from "../values/holder.ts";
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
        `SELECT orders.public_id, orders.facts FROM holders member JOIN holders orders ON orders.owner = member.id AND orders.kind = 'order'
         WHERE member.public_id = ?1 ORDER BY orders.id DESC LIMIT ?2`,
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
