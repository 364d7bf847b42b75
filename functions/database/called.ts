/** How a member is called, for pages that name two of them. */
import { HER } from "./merged.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

export interface Called {
  /** Public id of the member, or of whom she became. */
  member: string;
  /** Null: she gave none. */
  name: string | null;
  email: string | null;
}

/** Reads how a member is called; null: nobody is known by this id. */
export function readCalled(member: string): Reading<Called | null> {
  return {
    steps: [
      statement(
        `SELECT public_id AS member, profile ->> '$.name' AS name,
           (SELECT value FROM identities WHERE identities.holder = holders.id AND kind = 'email' LIMIT 1) AS email
         FROM holders LEFT JOIN people ON people.holder = holders.id WHERE holders.id = ${HER}`,
        [member],
      ),
    ],
    of: ([rows = []]) => {
      const [row] = rows;
      if (!row) return null;
      return { member: String(row.member), name: textOrNull(row.name), email: textOrNull(row.email) };
    },
  };
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
