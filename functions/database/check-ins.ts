/** Check-ins as people look at them: a member at her own, staff at those that they were asked to look at. */
import type { Row } from "@libsql/client/web";
import type { CheckInFacts } from "../values/visit-facts.ts";
import { ALL_OF_HER } from "./merged.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";

export interface CheckInRow {
  number: number;
  checkIn: string;
  member: string;
  /** As she calls herself today; null: she says no name. */
  memberName: string | null;
  state: string;
  facts: CheckInFacts;
  venue: string;
  venueName: string;
  /** What she said when she appealed; null: nothing, or her papers are gone. */
  said: string | null;
  /** What staff answered; null: nothing. */
  answered: string | null;
}

const COLUMNS = `visit.id AS number, visit.public_id, owner.public_id AS member,
  (SELECT profile ->> '$.name' FROM people WHERE holder = coalesce((SELECT id FROM holders WHERE public_id = owner.facts ->> '$.mergedInto'), owner.id)) AS member_name,
  visit.state, visit.facts, venue.public_id AS venue, venue.facts ->> '$.name' AS venue_name,
  (SELECT request ->> '$.says' FROM claims CROSS JOIN papers USING (operation) WHERE name = 'appeal:' || visit.public_id) AS said,
  (SELECT request ->> '$.says' FROM claims CROSS JOIN papers USING (operation) WHERE name = 'verdict:' || visit.public_id) AS answered`;
const JOINED =
  "CROSS JOIN holders owner ON owner.id = visit.owner CROSS JOIN holders venue ON venue.public_id = visit.facts ->> '$.venue'";

/** Whoever is its member today, where she became another, is not erased. */
const NOT_ERASED =
  "coalesce((SELECT survivor.state FROM holders survivor WHERE survivor.public_id = owner.facts ->> '$.mergedInto'), owner.state) <> 'erased'";

/** A member's check-ins, newest first. The cursor is the last number seen. */
export function readCheckIns(member: string, { limit, cursor }: Page<number>): Reading<Listed<CheckInRow, number>> {
  return {
    steps: [
      statement(
        `SELECT ${COLUMNS} FROM (${ALL_OF_HER}) hers CROSS JOIN holders visit ON visit.owner = hers.id AND visit.kind = 'check-in' AND (?2 IS NULL OR visit.id < ?2)
         ${JOINED} ORDER BY visit.id DESC LIMIT ?3`,
        [member, cursor, limit + 1],
      ),
    ],
    of: ([rows = []]) => listed(rows.map(rowOf), limit, ({ number }) => number),
  };
}

/** A page of what staff were asked to look at, first come first. */
export function readAppeals({ limit, cursor }: Page<number>): Reading<Listed<CheckInRow, number>> {
  return {
    steps: [
      statement(
        `SELECT ${COLUMNS} FROM holders visit ${JOINED}
         WHERE visit.kind = 'check-in' AND visit.state = 'appealed' AND ${NOT_ERASED} AND visit.id > ?1 ORDER BY visit.id LIMIT ?2`,
        [cursor ?? 0, limit + 1],
      ),
    ],
    of: ([rows = []]) => listed(rows.map(rowOf), limit, ({ number }) => number),
  };
}

/** A check-in by its id; null: there is none, or its member is erased. */
export function readCheckIn(checkIn: string): Reading<CheckInRow | null> {
  return {
    steps: [
      statement(
        `SELECT ${COLUMNS} FROM holders visit ${JOINED} WHERE visit.public_id = ?1 AND visit.kind = 'check-in' AND ${NOT_ERASED}`,
        [checkIn],
      ),
    ],
    of: ([rows = []]) => (rows[0] ? rowOf(rows[0]) : null),
  };
}

function rowOf(row: Row): CheckInRow {
  return {
    number: Number(row.number),
    checkIn: String(row.public_id),
    member: String(row.member),
    memberName: row.member_name === null ? null : String(row.member_name),
    state: String(row.state),
    facts: JSON.parse(String(row.facts)) as CheckInFacts,
    venue: String(row.venue),
    venueName: String(row.venue_name),
    said: row.said === null ? null : String(row.said),
    answered: row.answered === null ? null : String(row.answered),
  };
}
