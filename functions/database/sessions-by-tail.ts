/** The sessions that a typed code may be of. */
import type { Instant } from "../values/day.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** Sessions that are tried, newest first: of a million that are open, one ends in the same four letters. */
const TRIED_MAX = 32;

/** Reads the open sessions whose ids end so. */
export function readSessionsByTail(tail: string, now: Instant): Reading<{ member: string; session: string }[]> {
  return {
    steps: [
      statement(
        `SELECT owner.public_id AS member, session.public_id AS session
         FROM holders session INDEXED BY session_by_tail CROSS JOIN holders owner ON owner.id = session.owner
         WHERE session.kind = 'session' AND session.state = 'open' AND substr(session.public_id, -4) = ?1 AND session.facts ->> '$.expiresAt' > ?2
         ORDER BY session.id DESC LIMIT ?3`,
        [tail, now, TRIED_MAX],
      ),
    ],
    of: ([rows = []]) => rows.map(({ member, session }) => ({ member: String(member), session: String(session) })),
  };
}
