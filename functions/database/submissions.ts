/** What members sent in and staff have not looked at: events that wait, with what the store said of them. */
import type { Row } from "@libsql/client/web";
import type { JsonObject } from "../values/json.ts";
import type { EventFacts } from "../values/order-facts.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";

export interface Submission {
  number: number;
  /** event:{store}:{id} */
  event: string;
  /** Whose it is today. */
  member: string;
  facts: EventFacts;
  /** As the store sent it. */
  data: JsonObject;
}

/** A page of what waits, first come first; what was erased waits for nobody. The cursor is the last number seen. */
export function readSubmissions({ limit, cursor }: Page<number>): Reading<Listed<Submission, number>> {
  return {
    steps: [
      statement(
        `SELECT event.id AS number, event.public_id, coalesce(owner.facts ->> '$.mergedInto', owner.public_id) AS member, event.facts, request -> '$.data' AS data
         FROM holders event CROSS JOIN holders owner ON owner.id = event.owner CROSS JOIN claims ON claims.name = event.public_id CROSS JOIN papers ON papers.operation = claims.operation
         WHERE event.kind = 'event' AND event.state = 'waiting' AND event.id > ?1 ORDER BY event.id LIMIT ?2`,
        [cursor ?? 0, limit + 1],
      ),
    ],
    of: ([rows = []]) => listed(rows.map(submissionOf), limit, ({ number }) => number),
  };
}

function submissionOf(row: Row): Submission {
  return {
    number: Number(row.number),
    event: String(row.public_id),
    member: String(row.member),
    facts: JSON.parse(String(row.facts)) as EventFacts,
    data: row.data === null ? {} : (JSON.parse(String(row.data)) as JsonObject),
  };
}
