/**
 * Blind tags of who is near, for half an hour at most: of a friendship's half, in its `people` row, so that an erasure
 * deletes them and an export shows them. Whatever they are of, they are compared and nothing else.
 *
 * `$.nearby` of a half: `tags` that she shows to this friend, `until` when; `asked` what she asked of this friend, and in which
 * quarter of an hour. Of her profile: `publicKey`, `until`, and `calls` within an hour.
 */
import type { Row } from "@libsql/client/web";
import { HOUR_MS, type Instant } from "../values/day.ts";
import { epochOf, otherHalf, PLACES_MAX } from "../values/friend.ts";
import type { Records } from "../values/written.ts";
import { ALL_OF_HER, HER } from "./merged.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** Calls of one member within an hour. */
export const CALLS_MAX = 60;

interface About {
  member: string;
  now: Instant;
}
interface Tagged {
  friend: string;
  tags: string[];
}

/** Counts a call of somebody who shows herself, and says how many there were; no row: she does not. */
export function countStep({ member, now }: About): Step {
  return statement(
    `UPDATE people SET profile = json_set(profile, '$.nearby.calls', json_array(?3, CASE WHEN profile ->> '$.nearby.calls[0]' = ?3 THEN (profile ->> '$.nearby.calls[1]') + 1 ELSE 1 END))
     WHERE holder = ${HER} AND profile ->> '$.nearby.until' > ?2 RETURNING profile ->> '$.nearby.calls[1]' AS calls`,
    [member, now, Math.floor(now / HOUR_MS)],
  );
}

/** Whether she shows herself, and called seldom enough: asked again where it is written, so that nothing comes after she turned it off. */
const MAY = `EXISTS (SELECT 1 FROM people hers WHERE hers.holder = ${HER} AND hers.profile ->> '$.nearby.until' > ?2 AND hers.profile ->> '$.nearby.calls[1]' <= ${CALLS_MAX})`;
const OPEN_HALF = `half.kind = 'friendship' AND half.state = 'open' AND half.owner IN (${ALL_OF_HER})`;

/** Shows tags, in the place of those before; never longer than she shows herself at all. */
export function showStep({ member, tagged, now, until }: About & { tagged: Tagged[]; until: Instant }): Step {
  return statement(
    `UPDATE people SET profile = json_set(profile, '$.nearby.tags', json(asked.value -> 1), '$.nearby.until', min(?4, (SELECT hers.profile ->> '$.nearby.until' FROM people hers WHERE hers.holder = ${HER})))
     FROM json_each(?3) asked CROSS JOIN holders half ON half.public_id = asked.value ->> 0
     WHERE people.holder = half.id AND ${OPEN_HALF} AND ${MAY} RETURNING 1 AS shown`,
    [member, now, JSON.stringify(tagged.map(({ friend, tags }) => [friend, tags])), until],
  );
}

/** What was asked in this quarter of an hour and what is asked now, each once. */
const ALL_ASKED = `(SELECT value AS tag FROM json_each(asked.value -> 1) UNION SELECT value FROM json_each(CASE WHEN people.profile ->> '$.nearby.asked.epoch' = ?4 THEN coalesce(people.profile -> '$.nearby.asked.tags', '[]') ELSE '[]' END))`;

/**
 * Notes what is asked of friends to whom she shows herself, as long as it is about few enough places. What was noted before
 * she stopped is gone with her tags, and then nothing more may be asked until the quarter of an hour is over.
 */
export function askStep({ member, tagged, now }: About & { tagged: Tagged[] }): Step {
  return statement(
    `UPDATE people SET profile = json_set(profile, '$.nearby.asked', json_object('epoch', ?4, 'tags', (SELECT json_group_array(tag) FROM ${ALL_ASKED})))
     FROM json_each(?3) asked CROSS JOIN holders half ON half.public_id = asked.value ->> 0
     WHERE people.holder = half.id AND ${OPEN_HALF} AND ${MAY}
       AND people.profile -> '$.nearby.tags' IS NOT NULL AND people.profile ->> '$.nearby.until' > ?2
       AND NOT (people.profile ->> '$.nearby.asked.epoch' IS ?4 AND people.profile -> '$.nearby.asked.tags' IS NULL)
       AND (SELECT count(*) FROM ${ALL_ASKED}) <= ${PLACES_MAX}`,
    [member, now, rowsOf(tagged), epochOf(now)],
  );
}

/** For each friend whether one of the tags that were noted as asked is shown. */
export function nearStep({ member, tagged, now }: About & { tagged: Tagged[] }): Step {
  return statement(
    `SELECT asked.value ->> 0 AS friend,
       CASE WHEN ${OPEN_HALF} AND ${MAY} AND people.profile ->> '$.nearby.asked.epoch' = ?4 AND people.profile -> '$.nearby.tags' IS NOT NULL
           AND NOT EXISTS (SELECT value FROM json_each(asked.value -> 1) EXCEPT SELECT value FROM json_each(coalesce(people.profile -> '$.nearby.asked.tags', '[]')))
         THEN EXISTS (SELECT 1 FROM holders other CROSS JOIN people theirs ON theirs.holder = other.id
           WHERE other.public_id = asked.value ->> 2 AND other.state = 'open' AND theirs.profile ->> '$.nearby.until' > ?2
             AND EXISTS (SELECT value FROM json_each(coalesce(theirs.profile -> '$.nearby.tags', '[]')) INTERSECT SELECT value FROM json_each(asked.value -> 1))) END AS near
     FROM json_each(?3) asked LEFT JOIN holders half ON half.public_id = asked.value ->> 0 LEFT JOIN people ON people.holder = half.id`,
    [member, now, rowsOf(tagged), epochOf(now)],
  );
}

/** The answer to `nearStep`, by friend. */
export function answersIn(rows: Row[]): Map<string, boolean | null> {
  return new Map(rows.map(({ friend, near }) => [String(friend), near === null ? null : Number(near) === 1]));
}

function rowsOf(tagged: Tagged[]): string {
  return JSON.stringify(tagged.map(({ friend, tags }) => [friend, tags, otherHalf(friend)]));
}

/** Takes what is shown off the halves of a member, or off some of them. That something was asked stays known until its quarter of an hour is over. */
export function unshowStep(unshown: NonNullable<Records["unshown"]>): Step {
  const [which, value] =
    "member" in unshown
      ? [`owner IN (${ALL_OF_HER})`, unshown.member]
      : ["public_id IN (SELECT value FROM json_each(?1))", JSON.stringify(unshown.halves)];
  return statement(
    `UPDATE people SET profile = json_remove(profile, '$.nearby.tags', '$.nearby.asked.tags')
     WHERE holder IN (SELECT id FROM holders WHERE kind = 'friendship' AND ${which})`,
    [value],
  );
}

/** Who was whose friend, of these halves, is forgotten. */
export function partStep({ halves }: NonNullable<Records["parted"]>): Step {
  return statement(
    "DELETE FROM people WHERE holder IN (SELECT id FROM holders WHERE kind = 'friendship' AND public_id IN (SELECT value FROM json_each(?1)))",
    [JSON.stringify(halves)],
  );
}

/** Deletes what is shown no more, and of a profile that she shows herself at all; `now` null: by the database's own clock. */
export function forgetNearbyStep(now: Instant | null): Step {
  return statement(
    `UPDATE people SET profile = json_remove(profile, '$.nearby')
     WHERE profile ->> '$.nearby.until' <= coalesce(?1, CAST(unixepoch('subsec') * 1000 AS INTEGER))`,
    [now],
  );
}
