/** Surprise pools, whatever their state. Their public ids begin alike, so the names' own index finds them. */
import type { Client } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import { holderOf } from "./facts.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

const COLUMNS = "public_id, kind, NULL AS owner, version, state, due_at, facts";

/** The newest pool of each name, open or not. */
export function newestPoolsRead(names: string[]): Step {
  return statement(
    `SELECT ${COLUMNS} FROM json_each(?1) name CROSS JOIN holders ON holders.id =
       (SELECT max(id) FROM holders WHERE public_id > 'pool:' || name.value || ':' AND public_id < 'pool:' || name.value || ';')`,
    [JSON.stringify(names)],
  );
}

/** The answer to `newestPoolsRead`, by public id. */
export function poolsOf([rows = []]: Record<string, unknown>[][]): Map<string, Holder> {
  return new Map(rows.map((row) => [String(row.public_id), holderOf(row)]));
}

export interface WaitingPool {
  pool: string;
  /** The first seq that is not settled yet, there or still to come. */
  from: number;
  isByBeacon: boolean;
}

/**
 * Pools whose next play can be settled once its beacon is there, of a round up to the newest, or whose time is over, but for
 * those in `except`: at most `limit`, the earliest opened first.
 */
export async function readWaitingPools(
  client: Client,
  { now, newest, limit, except }: { now: Instant | null; newest: number; limit: number; except: string[] },
): Promise<WaitingPool[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, facts ->> '$.settledSeq' AS settled, facts ->> '$.chain' AS chain FROM holders
       WHERE public_id > 'pool:' AND public_id < 'pool;' AND
         (state = 'open' AND due_at <= coalesce(?1, unixepoch() * 1000) OR EXISTS (SELECT 1 FROM plays WHERE plays.pool = holders.id AND seq = facts ->> '$.settledSeq' + 1 AND round <= ?2))
         AND public_id NOT IN (SELECT value FROM json_each(?3))
       ORDER BY id LIMIT ?4`,
      [now, newest, JSON.stringify(except), limit],
    ),
  );
  return rows.map(({ public_id, settled, chain }) => ({
    pool: String(public_id),
    from: Number(settled) + 1,
    isByBeacon: chain !== null,
  }));
}

/** A pool as it stands, with its newest play's seq and the database's clock; null: there is none. */
export async function readPool(
  client: Client,
  publicId: string,
  now: Instant | null,
): Promise<{ pool: Holder; lastSeq: number; now: Instant } | null> {
  const { rows } = await client.execute(
    statement(
      `SELECT ${COLUMNS}, (SELECT coalesce(max(seq), 0) FROM plays WHERE plays.pool = holders.id) AS last, coalesce(?2, unixepoch() * 1000) AS now
       FROM holders WHERE public_id = ?1 AND kind = 'pool'`,
      [publicId, now],
    ),
  );
  const row = rows[0];
  return row ? { pool: holderOf(row), lastSeq: Number(row.last), now: Number(row.now) } : null;
}

/** Pools by public id from the last one back, before the cursor. */
export function poolsListed({ cursor, limit }: Page): Reading<Listed<{ pool: Holder; freePlays: number }>> {
  return {
    steps: [
      statement(
        `SELECT ${COLUMNS}, (SELECT coalesce(sum(amount), 0) FROM metrics WHERE metrics.holder = holders.id AND metric = 'free-plays') AS free
         FROM holders WHERE public_id > 'pool:' AND public_id < min(coalesce(?1, 'pool;'), 'pool;') ORDER BY public_id DESC LIMIT ?2`,
        [cursor, limit + 1],
      ),
    ],
    of: ([rows = []]) => {
      const found = rows.map((row) => ({ pool: holderOf(row), freePlays: Number(row.free) }));
      return listed(found, limit, ({ pool }) => pool.publicId);
    },
  };
}

/** Whether a pool has plays that are not settled, and the items that nobody won: the table's first line first. */
export function leftOverReads(pool: string, limit: number): Step[] {
  return [
    statement(
      "SELECT 1 FROM plays WHERE plays.pool = (SELECT id FROM holders WHERE public_id = ?1) AND state = 'pending' LIMIT 1",
      [pool],
    ),
    statement(
      `SELECT item.id, item.outcome FROM holders pool CROSS JOIN json_each(pool.facts ->> '$.configuration', '$.table') line
       CROSS JOIN prize_items item INDEXED BY prize_item_is_free
         ON item.pool = pool.id AND item.outcome = line.value ->> '$.id' AND item.play IS NULL AND item.contest IS NULL
       WHERE pool.public_id = ?1 ORDER BY line.key, item.available_from, item.id LIMIT ?2`,
      [pool, limit],
    ),
  ];
}

/** The answers to `leftOverReads`. */
export function leftOverFrom([plays = [], items = []]: Record<string, unknown>[][]): {
  isPlayed: boolean;
  items: { id: string; tier: string }[];
} {
  return {
    isPlayed: plays.length > 0,
    items: items.map(({ id, outcome }) => ({ id: String(id), tier: String(outcome) })),
  };
}

/**
 * Pools that are over, all plays settled, with items that nobody won, and the newest open round of the contest that their
 * terms name: where it is open and has room. `passed` is how many further prizes the round has already.
 */
export async function readLeftovers(
  client: Client,
  { now, most, limit }: { now: Instant | null; most: number; limit: number },
): Promise<{ pool: string; contest: string; passed: number }[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT pool.public_id AS pool, round.public_id AS contest, (SELECT coalesce(sum(json_array_length(value, '$.items')), 0) FROM json_each(round.facts, '$.secondChance')) AS passed
       FROM holders pool CROSS JOIN holders round ON round.id = (
         SELECT id FROM holders WHERE kind = 'contest' AND state = 'open' AND facts ->> '$.contest' = (pool.facts ->> '$.terms') ->> '$.secondChance'
           AND facts ->> '$.closesAt' > coalesce(?1, unixepoch() * 1000) ORDER BY public_id DESC LIMIT 1)
       WHERE pool.public_id > 'pool:' AND pool.public_id < 'pool;' AND pool.state = 'closed' AND (pool.facts ->> '$.terms') ->> '$.secondChance' IS NOT NULL
         AND EXISTS (SELECT 1 FROM prize_items WHERE prize_items.pool = pool.id AND play IS NULL AND contest IS NULL)
         AND NOT EXISTS (SELECT 1 FROM plays WHERE plays.pool = pool.id AND state = 'pending')
         AND passed < ?2
       ORDER BY pool.id LIMIT ?3`,
      [now, most, limit],
    ),
  );
  return rows.map((row) => ({ pool: String(row.pool), contest: String(row.contest), passed: Number(row.passed) }));
}
