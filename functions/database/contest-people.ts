/** Who is behind the entries of a contest, as far as its steps and pages ask. */
import type { ContestPlace } from "../values/contest-facts.ts";
import { ALL_OF_HER } from "./merged.ts";
import type { Reading } from "./reading.ts";
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

/** Somebody by an id, or by an address that is hers. */
interface Named {
  member: string | null;
  email: string | null;
}

const NAMED = ALL_OF_HER.replaceAll(
  "?1",
  "coalesce(?1, (SELECT public_id FROM identities CROSS JOIN holders ON holders.id = holder WHERE identities.kind = 'email' AND value = ?2))",
);

/** Her free entries in a contest, those of whoever became her among them: column entry. */
export function freeEntriesStep({ member, email, contest }: Named & { contest: string }): Step {
  return statement(
    `SELECT entry.public_id AS entry FROM (${NAMED}) hers CROSS JOIN holders entry ON entry.owner = hers.id
       AND entry.kind = 'entry' AND entry.facts ->> '$.contest' = ?3 AND entry.facts ->> '$.free' IS NOT NULL`,
    [member, email, contest],
  );
}

/** Whether she has an e-mail address at all: a row for each. */
export function emailsStep({ member, email }: Named): Step {
  return statement(
    `SELECT 1 AS found FROM (${NAMED}) hers CROSS JOIN identities ON identities.holder = hers.id AND identities.kind = 'email'`,
    [member, email],
  );
}

/** A prize on its way, with who is behind its rank. */
export interface PlaceOf extends ContestPlace {
  tag: string | null;
  member: string | null;
}

/** A contest's prizes with the members whose they are today; null: there is no such contest. */
export function readPlaces(id: string): Reading<{ contest: string; state: string; places: PlaceOf[] } | null> {
  return {
    steps: [
      statement(
        `SELECT contest.state, contest.facts -> '$.places' AS places, contest.facts -> '$.ranking' AS ranking,
           (SELECT json_group_object(entry.public_id, member.public_id) FROM json_each(contest.facts, '$.ranking') drawn
              CROSS JOIN holders entry ON entry.public_id = contest.public_id || ':' || (drawn.value ->> '$.tag')
              CROSS JOIN holders member ON member.id = ${OWNER_TODAY}) AS members
         FROM holders contest WHERE contest.public_id = ?1 AND contest.kind = 'contest'`,
        [id],
      ),
    ],
    of: ([rows = []]) => {
      const [row] = rows;
      if (!row) return null;
      const ranking = JSON.parse(String(row.ranking)) as { rank: number; tag: string }[];
      const members = JSON.parse(String(row.members)) as Record<string, string>;
      const places = JSON.parse(String(row.places)) as ContestPlace[];
      return {
        contest: id,
        state: String(row.state),
        places: places.map((place) => {
          const tag = ranking.find(({ rank }) => rank === place.rank)?.tag ?? null;
          return { ...place, tag, member: tag === null ? null : (members[`${id}:${tag}`] ?? null) };
        }),
      };
    },
  };
}
