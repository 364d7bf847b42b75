/** Drafts of programme documents that are neither published nor dropped. */
import type { Instant } from "../values/day.ts";
import { draftHolder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { STAFF_EMAIL } from "./staff.ts";
import { statement } from "./statement.ts";

export interface DocumentDraft {
  name: string;
  /** The holder's version. */
  version: number;
  document: JsonObject;
  savedAt: Instant;
  actor: string;
  /** Her e-mail; null: an operator's command, or it was deleted. */
  email: string | null;
}

/** A page of open drafts in order of name; the cursor is the last name seen. */
export function readDrafts({ limit, cursor }: Page): Reading<Listed<DocumentDraft>> {
  return {
    steps: [
      statement(
        `SELECT public_id, version, facts -> '$.document' AS document, facts ->> '$.savedAt' AS saved_at, facts ->> '$.by' AS actor,
           (SELECT value FROM identities WHERE identities.holder = (SELECT author.id FROM holders author WHERE author.public_id = draft.facts ->> '$.by') AND identities.kind = '${STAFF_EMAIL}') AS email
         FROM holders draft WHERE kind = 'draft' AND state = 'open' AND public_id > ?1 AND public_id < ?2 ORDER BY public_id LIMIT ?3`,
        // Names are of lower-case letters, digits and dashes: ";" comes after the colon before all of them.
        [draftHolder(cursor ?? ""), "draft;", limit + 1],
      ),
    ],
    of: ([rows = []]) =>
      listed(
        rows.map((row) => ({
          name: String(row.public_id).slice(draftHolder("").length),
          version: Number(row.version),
          document: JSON.parse(String(row.document)) as JsonObject,
          savedAt: Number(row.saved_at),
          actor: String(row.actor),
          email: row.email === null ? null : String(row.email),
        })),
        limit,
        ({ name }) => name,
      ),
  };
}
