/** The public log as it is sealed and audited: its checkpoints, the heads of its whole subtrees, and the operations that are its leaves. */
import type { Client, Row } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import type { LogLeaf, LogNode, LogTile } from "../values/log-node.ts";
import { readBatch } from "./read-batch.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** Leaves under a stored node: draws/log/tree.ts. */
export const TILE_BITS = 8;

/** Levels of whole subtrees that are looked for: 256^5 leaves are more than a ledger ever has. */
export const LEVELS = [1, 2, 3, 4];

export interface CheckpointRow {
  size: number;
  head: string;
  note: string;
  /** Lines of signature that witnesses answered. */
  cosignatures: string;
}

/** Selects the newest checkpoint. */
export const NEWEST = `SELECT size, head, note,
  (SELECT coalesce(group_concat(cosignatures, ''), '') FROM witnessings WHERE witnessings.size = checkpoints.size) AS cosignatures
  FROM checkpoints ORDER BY size DESC LIMIT 1`;

/** Selects the first operation, whose id names the log. */
export const FIRST = statement("SELECT id FROM operations WHERE seq = 1");

/** What sealing the next page needs, at one moment. */
export interface LogEdge {
  /** Id of the first operation; null: there is none. */
  first: string | null;
  checkpoint: Pick<CheckpointRow, "size" | "head"> | null;
  /** Nodes that begin in the last, open subtree of each level, and up to `limit` operations beyond the checkpoint. */
  nodes: LogNode[];
  newest: number;
}

/** Reads the right edge of what is sealed and what follows it, at most `limit` operations. */
export async function readLogEdge(client: Client, limit: number): Promise<LogEdge> {
  const sealed = "(SELECT coalesce(max(size), 0) FROM checkpoints)";
  const tiles = LEVELS.map(
    (level) =>
      `SELECT level, position, hash FROM log_tiles WHERE level = ${level} AND position >= (${sealed} >> ${TILE_BITS * (level + 1)}) << ${TILE_BITS}`,
  ).join(" UNION ALL ");
  const [first = [], [checkpoint] = [], stored = [], operations = [], newest = []] = await readBatch(client, [
    FIRST,
    statement("SELECT size, head FROM checkpoints ORDER BY size DESC LIMIT 1"),
    statement(tiles),
    statement(
      `SELECT seq, id, record_hash FROM operations WHERE seq > (${sealed} >> ${TILE_BITS}) << ${TILE_BITS} AND seq <= ${sealed} + ?1 ORDER BY seq`,
      [limit],
    ),
    statement("SELECT coalesce(max(seq), 0) AS newest FROM operations"),
  ]);
  return {
    first: firstOf(first),
    checkpoint: checkpoint ? { size: Number(checkpoint.size), head: String(checkpoint.head) } : null,
    nodes: [...stored.map(tileOf), ...operations.map(leafNodeOf)],
    newest: Number(newest[0]?.newest),
  };
}

/** A checkpoint and the heads of the subtrees that became whole with it. Another tick's tiles are the same ones. */
export function checkpointSteps(
  { size, head, note }: Omit<CheckpointRow, "cosignatures">,
  tiles: LogTile[],
  now: Instant | null,
): Step[] {
  return [
    statement(
      `INSERT INTO checkpoints(size, head, sealed_at, note) VALUES (?1, ?2, coalesce(?3, CAST(unixepoch('subsec') * 1000 AS INTEGER)), ?4)`,
      [size, head, now, note],
    ),
    ...(tiles.length === 0
      ? []
      : [
          statement(
            `INSERT INTO log_tiles(level, position, hash) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
            [JSON.stringify(tiles.map(({ level, position, hash }) => [level, position, hash]))],
          ),
        ]),
  ];
}

/** The head of the newest checkpoint, hex; null: there is none. */
export async function readNewestHead(client: Client): Promise<string | null> {
  const { rows } = await client.execute("SELECT head FROM checkpoints ORDER BY size DESC LIMIT 1");
  return rows[0] ? String(rows[0].head) : null;
}

/** The newest checkpoint, or null; and the id of the first operation, or null. */
export function readNewestCheckpoint(): Reading<{ checkpoint: CheckpointRow | null; first: string | null }> {
  return {
    steps: [statement(NEWEST), FIRST],
    of: ([checkpoints = [], first = []]) => ({
      checkpoint: checkpoints[0] ? checkpointOf(checkpoints[0]) : null,
      first: firstOf(first),
    }),
  };
}

/** For an audit: checkpoints of sizes after one and up to another, in order. */
export async function readCheckpointsForAudit(
  client: Client,
  { after, upTo }: { after: number; upTo: number },
): Promise<Map<number, CheckpointRow>> {
  const { rows } = await client.execute(
    statement(
      "SELECT size, head, note, '' AS cosignatures FROM checkpoints WHERE size > ?1 AND size <= ?2 ORDER BY size",
      [after, upTo],
    ),
  );
  return new Map(rows.map((row) => [Number(row.size), checkpointOf(row)]));
}

/** For an audit: all tiles of a level after a position, and the size of the newest checkpoint. */
export async function readTilesForAudit(client: Client): Promise<{ tiles: LogTile[]; size: number }> {
  const [sizes = [], tiles = []] = await readBatch(client, [
    statement("SELECT coalesce(max(size), 0) AS size FROM checkpoints"),
    statement("SELECT level, position, hash FROM log_tiles"),
  ]);
  return { size: Number(sizes[0]?.size), tiles: tiles.map(tileOf) };
}

/** Its id, or null. */
export function firstOf([row]: Row[]): string | null {
  return row ? String(row.id) : null;
}

/** A row of NEWEST. */
export function checkpointOf(row: Row): CheckpointRow {
  return {
    size: Number(row.size),
    head: String(row.head),
    note: String(row.note),
    cosignatures: String(row.cosignatures),
  };
}

/** A row of `log_tiles`. */
export function tileOf(row: Row): LogTile {
  return { level: Number(row.level), position: Number(row.position), hash: String(row.hash) };
}

/** A row of `operations`. */
export function leafNodeOf(row: Row): LogLeaf {
  return {
    level: 0,
    position: Number(row.seq) - 1,
    operation: { id: String(row.id), recordHash: String(row.record_hash) },
  };
}
