import type { VenueFacts } from "../values/holder.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** The first open venues, in the order in which they were opened, for a list to choose from. */
export function readVenuesOf(limit: number): Reading<{ id: string; name: string }[]> {
  return {
    steps: [
      statement("SELECT public_id, facts FROM holders WHERE kind = 'venue' AND state = 'open' ORDER BY id LIMIT ?1", [
        limit,
      ]),
    ],
    of: ([rows = []]) =>
      rows.map(({ public_id, facts }) => ({
        id: String(public_id),
        name: (JSON.parse(String(facts)) as VenueFacts).name,
      })),
  };
}
