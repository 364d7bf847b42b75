/** Who is behind the entries of a contest, as far as its steps and pages ask. */
import { ALL_OF_HER } from "./merged.ts";
import { STAFF_EMAIL } from "./staff.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** The row id of whose an entry is today: its owner, or whom she became. */
export const OWNER_TODAY = `(SELECT coalesce((SELECT survivor.id FROM holders survivor WHERE survivor.public_id = owner.facts ->> '$.mergedInto'), owner.id)
   FROM holders owner WHERE owner.id = entry.owner)`;

/** Of some entries, those of people whose e-mail is one of the staff: column entry. */
export function staffEntriesStep(entries: string[]): Step {
  return statement(
    `SELECT entry.public_id AS entry FROM json_each(?1) asked CROSS JOIN holders entry ON entry.public_id = asked.value
       CROSS JOIN identities hers ON hers.holder = ${OWNER_TODAY} AND hers.kind = 'email'
       CROSS JOIN identities works ON works.value = hers.value AND works.kind = '${STAFF_EMAIL}'
       CROSS JOIN holders staff ON staff.id = works.holder AND staff.state = 'active'`,
    [JSON.stringify(entries)],
  );
}

/** A member's entries in a contest, those of whoever became her among them: column entry. */
export function entriesInStep({ contest, member }: { contest: string; member: string }): Step {
  return statement(
    `SELECT entry.public_id AS entry FROM (${ALL_OF_HER}) hers CROSS JOIN holders entry ON entry.owner = hers.id
       AND entry.kind = 'entry' AND entry.facts ->> '$.contest' = ?2`,
    [member, contest],
  );
}
