/** Plays of surprises and the prize items that they take. */
import type { Client } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import { holderOf } from "./facts.ts";
import { ALL_OF_HER } from "./merged.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

type Rows = Record<string, unknown>[];

/** A play that was raised; `member` is her public id. */
export interface PlayRaisedRow {
  id: string;
  seq: number;
  member: string;
  /** Whose it is today: hers, or that of the member whom she became. */
  owner: string;
  nonce: number;
  event: string;
  epoch: number;
  /** The beacon that decides it; 0: none does. */
  round: number;
  /** Of that beacon, once it is stored. */
  signature: string | null;
  at: Instant;
}

export interface PlayRow extends PlayRaisedRow {
  pool: string;
  state: "pending" | "won" | "stock_out" | "capped" | "no_win";
  ticket: number | null;
  outcome: string | null;
  /** The operation that revealed it; null: not yet. */
  revealedBy: string | null;
  /** What became of a prize that had to wait for a tax form, and until when it waits; null: none had to. */
  held: { state: "awaiting_form" | "delivered" | "forfeited"; until: Instant | null } | null;
}

export interface FreeItem {
  id: string;
  tier: string;
  availableFrom: Instant;
}

const PLAY = `plays.id, plays.seq, plays.nonce, plays.event, plays.epoch, plays.round, plays.played_at, plays.state, plays.ticket, plays.outcome,
  member.public_id AS member, coalesce(member.facts ->> '$.mergedInto', member.public_id) AS owner, pool.public_id AS pool, (SELECT id FROM operations WHERE operations.seq = plays.revealed_by) AS revealed,
  (SELECT json_array(prize.state, prize.due_at) FROM holders prize WHERE prize.public_id = 'prize:' || plays.id) AS held,
  (SELECT signature FROM beacons WHERE chain = pool.facts ->> '$.chain' AND beacons.round = plays.round) AS signature`;
const POOL = "public_id, kind, NULL AS owner, version, state, due_at, facts";
const OWNERS = "CROSS JOIN holders member ON member.id = plays.member CROSS JOIN holders pool ON pool.id = plays.pool";

/** The next page of a pool's plays to settle, in order, and of each tier the free items that they could take at most. */
export function pendingReads(pool: string, limit: number): Step[] {
  return [
    statement(
      `SELECT ${PLAY} FROM (SELECT * FROM plays WHERE plays.pool = (SELECT id FROM holders WHERE public_id = ?1) AND state = 'pending' ORDER BY seq LIMIT ?2) plays ${OWNERS} ORDER BY plays.seq`,
      [pool, limit],
    ),
    statement(
      `SELECT item.id, item.outcome, item.available_from
       FROM holders pool CROSS JOIN json_each(pool.facts ->> '$.configuration', '$.table') line
       CROSS JOIN prize_items item ON item.id IN (
         SELECT id FROM prize_items INDEXED BY prize_item_is_free WHERE prize_items.pool = pool.id AND outcome = line.value ->> '$.id' AND play IS NULL AND contest IS NULL
         ORDER BY available_from, id LIMIT ?2)
       WHERE pool.public_id = ?1`,
      [pool, limit],
    ),
    statement(
      `SELECT member.public_id AS member, waiting.epoch, count(*) AS wins
       FROM holders pool CROSS JOIN (
         SELECT DISTINCT member, epoch FROM (SELECT member, epoch FROM plays WHERE plays.pool = (SELECT id FROM holders WHERE public_id = ?1) AND state = 'pending' ORDER BY seq LIMIT ?2)) waiting
       CROSS JOIN plays won INDEXED BY play_is_won ON won.pool = pool.id AND won.member = waiting.member AND won.epoch = waiting.epoch AND won.state = 'won'
       CROSS JOIN holders member ON member.id = waiting.member
       WHERE pool.public_id = ?1 AND pool.facts ->> '$.configuration' ->> '$.winsPerDay' IS NOT NULL
       GROUP BY waiting.member, waiting.epoch`,
      [pool, limit],
    ),
  ];
}

/** The answers to `pendingReads`; `wins` has what members who are next won in their epochs, where the pool limits it. */
export function pendingOf([plays = [], items = [], wins = []]: Rows[]): {
  pending: PlayRaisedRow[];
  free: FreeItem[];
  wins: { member: string; epoch: number; wins: number }[];
} {
  return {
    pending: plays.map(playOf),
    free: items.map(itemOf),
    wins: wins.map((row) => ({ member: String(row.member), epoch: Number(row.epoch), wins: Number(row.wins) })),
  };
}

/** The rounds up to the newest that the next of a pool's plays wait for, in order, and that are not stored. */
export async function readAwaitedRounds(
  client: Client,
  pool: string,
  { newest, limit }: { newest: number; limit: number },
): Promise<number[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT DISTINCT waiting.round FROM holders pool CROSS JOIN plays waiting ON waiting.id IN (
         SELECT id FROM plays WHERE plays.pool = pool.id AND state = 'pending' ORDER BY seq LIMIT ?3)
       WHERE pool.public_id = ?1 AND waiting.round BETWEEN 1 AND ?2
         AND NOT EXISTS (SELECT 1 FROM beacons WHERE chain = pool.facts ->> '$.chain' AND beacons.round = waiting.round)
       ORDER BY waiting.round`,
      [pool, newest, limit],
    ),
  );
  return rows.map(({ round }) => Number(round));
}

/** A play with its pool, by its id. */
export function playReads(id: string): Step[] {
  return [
    statement(`SELECT ${PLAY} FROM plays ${OWNERS} WHERE plays.id = ?1`, [id]),
    statement(`SELECT ${POOL} FROM holders WHERE id = (SELECT pool FROM plays WHERE id = ?1)`, [id]),
  ];
}

/** The answers to `playReads`; null: there is no such play. */
export function playFrom([plays = [], pools = []]: Rows[]): PlayOfPool | null {
  const [play] = plays;
  const [pool] = pools;
  return play && pool ? { play: playOf(play), pool: holderOf(pool) } : null;
}

/** A play with its pool. */
export interface PlayOfPool {
  play: PlayRow;
  pool: Holder;
}

/** A member's plays, newest first, with their pools. */
export function playsOf(member: string, { cursor, limit }: Page): Reading<Listed<PlayOfPool>> {
  const mine = `SELECT * FROM plays WHERE id IN (
      SELECT play.id FROM (${ALL_OF_HER}) hers CROSS JOIN plays play
        ON play.id IN (SELECT id FROM plays WHERE plays.member = hers.id AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3)
      ) ORDER BY id DESC LIMIT ?3`;
  const args = [member, cursor, limit + 1];
  return {
    steps: [
      statement(`SELECT ${PLAY} FROM (${mine}) plays ${OWNERS} ORDER BY plays.id DESC`, args),
      statement(`SELECT ${POOL} FROM holders WHERE id IN (SELECT pool FROM (${mine}))`, args),
    ],
    of: ([plays = [], pools = []]) => {
      const known = new Map(pools.map((row) => [String(row.public_id), holderOf(row)]));
      const found = plays.map(playOf).map((play) => {
        const pool = known.get(play.pool);
        if (!pool) throw new Error(`${play.id} has no pool`);
        return { play, pool };
      });
      return listed(found, limit, ({ play }) => play.id);
    },
  };
}

/** A pool's plays in order, after a seq and up to one; those of one epoch, where one is asked for. */
export async function readPlays(
  client: Client,
  pool: string,
  { after, upTo, limit, epoch }: { after: number; upTo: number; limit: number; epoch: number | null },
): Promise<PlayRow[]> {
  // Two texts, since each has an index of its own that gives the order.
  const ofEpoch = epoch === null ? "" : "AND epoch = ?5";
  const { rows } = await client.execute(
    statement(
      `SELECT ${PLAY} FROM (SELECT * FROM plays WHERE plays.pool = (SELECT id FROM holders WHERE public_id = ?1) ${ofEpoch} AND seq > ?2 AND seq <= ?3 ORDER BY seq LIMIT ?4) plays ${OWNERS} ORDER BY plays.seq`,
      [pool, after, upTo, limit, ...(epoch === null ? [] : [epoch])],
    ),
  );
  return rows.map(playOf);
}

/** A prize item with the seq of the play that took it, or the round of a contest that it went to. */
export interface PrizeItemRow extends FreeItem {
  play: number | null;
  contest: string | null;
}

/** A pool's prize items by id, after one. */
export async function readPrizeItems(
  client: Client,
  pool: string,
  { after, limit }: { after: string; limit: number },
): Promise<PrizeItemRow[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT item.id, item.outcome, item.available_from, plays.seq AS play, round.public_id AS contest
       FROM prize_items item LEFT JOIN plays ON plays.id = item.play LEFT JOIN holders round ON round.id = item.contest
       WHERE item.pool = (SELECT id FROM holders WHERE public_id = ?1) AND item.id > ?2 ORDER BY item.id LIMIT ?3`,
      [pool, after, limit],
    ),
  );
  return rows.map((row) => ({
    ...itemOf(row),
    play: row.play === null ? null : Number(row.play),
    contest: row.contest === null ? null : String(row.contest),
  }));
}

function playOf(row: Record<string, unknown>): PlayRow {
  const state = String(row.state) as PlayRow["state"];
  return {
    id: String(row.id),
    pool: String(row.pool),
    seq: Number(row.seq),
    member: String(row.member),
    owner: String(row.owner),
    nonce: Number(row.nonce),
    event: String(row.event),
    epoch: Number(row.epoch),
    round: Number(row.round),
    signature: row.signature === null ? null : String(row.signature),
    at: Number(row.played_at),
    state,
    ticket: row.ticket === null ? null : Number(row.ticket),
    outcome: state === "pending" || state === "no_win" ? null : String(row.outcome),
    revealedBy: row.revealed === null ? null : String(row.revealed),
    held: row.held === null ? null : heldOf(String(row.held)),
  };
}

function heldOf(text: string): NonNullable<PlayRow["held"]> {
  // Written by the query, from columns that hold no other.
  const [state, until] = JSON.parse(text) as [NonNullable<PlayRow["held"]>["state"], Instant | null];
  return { state, until };
}

/** Prizes of plays that wait for a tax form, the next to run out first. */
export function prizesHeld(limit: number): Reading<{ play: PlayOfPool; until: Instant }[]> {
  const waiting = `SELECT facts ->> '$.play' AS play FROM holders WHERE due_at IS NOT NULL AND kind = 'prize' AND state = 'awaiting_form' ORDER BY due_at LIMIT ?1`;
  return {
    steps: [
      statement(`SELECT ${PLAY} FROM plays ${OWNERS} WHERE plays.id IN (${waiting})`, [limit]),
      statement(`SELECT ${POOL} FROM holders WHERE id IN (SELECT pool FROM plays WHERE plays.id IN (${waiting}))`, [
        limit,
      ]),
    ],
    of: ([plays = [], pools = []]) => {
      const known = new Map(pools.map((row) => [String(row.public_id), holderOf(row)]));
      return plays
        .map(playOf)
        .flatMap((play) => {
          const pool = known.get(play.pool);
          return pool && play.held?.until ? [{ play: { play, pool }, until: play.held.until }] : [];
        })
        .sort((one, other) => one.until - other.until);
    },
  };
}

function itemOf(row: Record<string, unknown>): FreeItem {
  return { id: String(row.id), tier: String(row.outcome), availableFrom: Number(row.available_from) };
}
