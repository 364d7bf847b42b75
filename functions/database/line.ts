/** Lines for rewards: who is in one, where, and what came free of it. */
import type { Client } from "@libsql/client/web";
import { asKind, type Holder } from "../values/holder.ts";
import { holderOf } from "./facts.ts";
import { ALL_OF_HER } from "./merged.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** A place with its number in line, from 1. */
export interface PlaceInLine {
  place: Holder<"standby">;
  position: number;
}

const IN_LINE = "place.kind = 'standby' AND place.state = 'waiting'";
/** How many are in line for the same reward up to a place, itself included: a look at the index for each. */
const POSITION = `(SELECT count(*) FROM holders ahead WHERE ahead.kind = 'standby' AND ahead.state = 'waiting' AND ahead.facts ->> '$.reward' = place.facts ->> '$.reward' AND ahead.id <= place.id)`;
const PLACE = `place.public_id, place.kind, coalesce(owner.facts ->> '$.mergedInto', owner.public_id) AS owner, place.version, place.state, place.due_at, place.facts`;

/** The places of a member in lines, the oldest first. */
export function readPlaces(member: string): Reading<PlaceInLine[]> {
  return {
    steps: [
      statement(
        `SELECT ${PLACE}, ${POSITION} AS position FROM (${ALL_OF_HER}) hers CROSS JOIN holders place ON place.owner = hers.id AND ${IN_LINE}
         JOIN holders owner ON owner.id = place.owner ORDER BY place.id`,
        [member],
      ),
    ],
    of: ([rows = []]) => rows.map(placed),
  };
}

/** The line for a reward, first in line first, each with whose it is today; the cursor is a place. */
export function readLine(reward: string, { limit, cursor }: Page): Reading<Listed<PlaceInLine>> {
  const after = "CASE WHEN ?2 IS NULL THEN 0 ELSE (SELECT id FROM holders WHERE public_id = ?2) END";
  const those = `${IN_LINE} AND place.facts ->> '$.reward' = ?1`;
  return {
    steps: [
      statement(
        `SELECT ${PLACE}, (SELECT count(*) FROM holders place WHERE ${those} AND place.id <= ${after}) + row_number() OVER (ORDER BY place.id) AS position
         FROM holders place LEFT JOIN holders owner ON owner.id = place.owner WHERE ${those} AND place.id > ${after} ORDER BY place.id LIMIT ?3`,
        [reward, cursor, limit + 1],
      ),
    ],
    of: ([rows = []]) => listed(rows.map(placed), limit, ({ place }) => place.publicId),
  };
}

function placed(row: Record<string, unknown>): PlaceInLine {
  return { place: asKind(holderOf(row), "standby"), position: Number(row.position) };
}

/** A reward with a line and what is free of it. */
export interface Line {
  reward: string;
  /** In line, of whom `passed` it passed by in this turn. */
  waiting: number;
  passed: number;
  /** Free for those in line. */
  left: number;
}

/** A turn that goes on. */
export interface Turn {
  reward: string;
  turn: number;
  /** In line. */
  waiting: number;
  /** The first in line who was not asked in this turn; null: everybody was. */
  next: string | null;
}

/** How many are in line for a reward, as it is counted on it (decisions/line.ts): one look, however long the line is. */
export const WAITING =
  "coalesce((SELECT amount FROM metrics WHERE metrics.holder = reward.id AND metric = 'in-line' AND bucket = 0), 0)";

/** Rewards that a programme can have: its document's limit. */
const REWARDS_MAX = 500;

const NAME = "substr(reward.public_id, 8)";
const HAS_LINE =
  "reward.public_id > 'reward:' AND reward.public_id < 'reward;' AND reward.facts ->> '$.line' IS NOT NULL";
const STOCK = `accounts ON accounts.holder = reward.id AND unit = 'stock:' || ${NAME}`;
const TURN = "reward.facts ->> '$.line.turn'";
/** Places in the line for a reward, looked through one by one. */
const THERE = `FROM holders place WHERE ${IN_LINE} AND place.facts ->> '$.reward' = ${NAME}`;

/** Every reward with a line. */
export const readLines: Reading<Line[]> = {
  steps: [
    statement(
      `SELECT ${NAME} AS reward, coalesce(balance, 0) AS remaining, ${WAITING} AS waiting,
         (SELECT count(*) ${THERE} AND place.facts ->> '$.passed.turn' = ${TURN}) AS passed
       FROM holders reward LEFT JOIN ${STOCK} WHERE ${HAS_LINE} ORDER BY reward.public_id LIMIT ?1`,
      [REWARDS_MAX],
    ),
  ],
  of: ([rows = []]) =>
    rows.map(({ reward, waiting, passed, remaining }) => ({
      reward: String(reward),
      waiting: Number(waiting),
      passed: Number(passed),
      left: Number(remaining),
    })),
};

/** Lines for which something is free, and who is next. */
export async function readTurns(client: Client, except: string[]): Promise<Turn[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT * FROM (SELECT ${NAME} AS reward, ${TURN} AS turn, ${WAITING} AS waiting,
           (SELECT public_id ${THERE} AND place.facts ->> '$.passed.turn' IS NOT ${TURN} ORDER BY id LIMIT 1) AS next
         FROM holders reward JOIN ${STOCK} WHERE ${HAS_LINE} AND balance > 0 AND ${TURN} <> reward.facts ->> '$.line.through')
       WHERE waiting > 0 AND reward NOT IN (SELECT value FROM json_each(?1)) LIMIT ?2`,
      [JSON.stringify(except), REWARDS_MAX],
    ),
  );
  return rows.map(({ reward, turn, waiting, next }) => ({
    reward: String(reward),
    turn: Number(turn),
    waiting: Number(waiting),
    next: next === null ? null : String(next),
  }));
}
