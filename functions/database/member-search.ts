/** Finding members as staff do: by exactly one of their identities, or by the beginning of a name. */
import type { Row } from "@libsql/client/web";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

export interface FoundMember {
  member: string;
  state: string;
  name: string | null;
  email: string | null;
  phone: string | null;
}

/** More than this is no search but a list: ask for more letters. */
export const FOUND_MAX = 20;

const OF_MEMBER = `SELECT holders.id, public_id, state, profile ->> '$.name' AS name,
    (SELECT value FROM identities WHERE holder = holders.id AND kind = 'email' LIMIT 1) AS email,
    (SELECT value FROM identities WHERE holder = holders.id AND kind = 'phone' LIMIT 1) AS phone
  FROM holders LEFT JOIN people ON people.holder = holders.id`;

/** Members with exactly this id or identity; those in `kinds` only, where it is given. Values are normalised. */
export function readMembersBy(values: string[], kinds: string[] | null): Reading<FoundMember[]> {
  return {
    steps: [
      statement(
        `${OF_MEMBER} WHERE holders.kind = 'member' AND holders.state NOT IN ('erased', 'merged') AND holders.id IN (
           SELECT id FROM holders WHERE public_id IN (SELECT coalesce(facts ->> '$.mergedInto', public_id) FROM holders WHERE public_id IN (SELECT value FROM json_each(?1)))
           UNION SELECT identities.holder FROM identities WHERE identities.value IN (SELECT value FROM json_each(?1))
             AND (?2 IS NULL OR identities.kind IN (SELECT value FROM json_each(?2)))
         ) ORDER BY public_id LIMIT ${FOUND_MAX}`,
        [JSON.stringify(values), kinds === null ? null : JSON.stringify(kinds)],
      ),
    ],
    of: ([rows = []]) => rows.map(foundOf),
  };
}

/** Members whose name begins so, capitals aside (of A–Z), in order of name. */
export function readMembersNamed(beginning: string): Reading<FoundMember[]> {
  return {
    steps: [
      statement(
        `${OF_MEMBER} WHERE holders.kind = 'member' AND holders.state NOT IN ('erased', 'merged') AND holders.id IN (
           SELECT people.holder FROM people WHERE (profile ->> '$.name') COLLATE NOCASE >= ?1 AND (profile ->> '$.name') COLLATE NOCASE < ?1 || char(1114111)
         ) ORDER BY name COLLATE NOCASE, public_id LIMIT ${FOUND_MAX}`,
        [beginning],
      ),
    ],
    of: ([rows = []]) => rows.map(foundOf),
  };
}

function foundOf(row: Row): FoundMember {
  const text = (value: unknown) => (value === null ? null : String(value));
  return {
    member: String(row.public_id),
    state: String(row.state),
    name: text(row.name),
    email: text(row.email),
    phone: text(row.phone),
  };
}
