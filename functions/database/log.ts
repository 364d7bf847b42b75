/** Reads and steps of the public log: its checkpoints, the heads of its whole subtrees, and the operations that are its leaves. */
import type { Client, Row } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import type { LogLeaf, LogNode, LogTile } from "../values/log-node.ts";
import { readBatch } from "./read-batch.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** Leaves under a stored node: draws/log/tree.ts. */
const TILE_BITS = 8;

/** Levels of whole subtrees that are looked for: 256^5 leaves are more than a ledger ever has. */
const LEVELS = [1, 2, 3, 4];

export interface CheckpointRow {
  size: number;
  head: string;
  note: string;
  /** Lines of signature that witnesses answered. */
  cosignatures: string;
}

/** The newest checkpoint. */
const NEWEST = `SELECT size, head, note,
  (SELECT coalesce(group_concat(cosignatures, ''), '') FROM witnessings WHERE witnessings.size = checkpoints.size) AS cosignatures
  FROM checkpoints ORDER BY size DESC LIMIT 1`;

/** The first operation, whose id names the log. */
const FIRST = statement("SELECT id FROM operations WHERE seq = 1");

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

/** What a proof is about: leaves by number from 0, and sizes of trees; null sizes: the newest checkpoint. */
export type ProofAsked =
  | { operation: string }
  | { operations: string[] }
  /** Acts of the clock, by their keys. */
  | { acts: string[] }
  | { leaf: number; size: number | null }
  | { from: number; to: number | null };

export interface ProofRead {
  checkpoint: CheckpointRow | null;
  /** Id of the first operation; null: there is none. */
  first: string | null;
  /** The operations that were asked for, sealed or not. */
  operations: { seq: number; id: string; key: string }[];
  nodes: LogNode[];
}

/**
 * What a proof needs, in one go: the newest checkpoint, and of each level the nodes in the subtrees that hold a leaf or an
 * edge of a tree in question, at most 256 for each of them.
 */
export function readProof(asked: ProofAsked): Reading<ProofRead> {
  const named =
    "acts" in asked
      ? "actor = 'clock' AND key IN (SELECT value FROM json_each(?1))"
      : "id IN (SELECT value FROM json_each(?1))";
  const names =
    "acts" in asked
      ? asked.acts
      : "operations" in asked
        ? asked.operations
        : "operation" in asked
          ? [asked.operation]
          : [];
  const points = "leaf" in asked ? [asked.leaf, asked.size] : "from" in asked ? [asked.from, asked.to] : [];
  // A point stands for the subtree that begins there and for the one that ends there; null for the edge of what is sealed.
  const edges = `points(at) AS (
    SELECT coalesce(value, (SELECT max(size) FROM checkpoints)) FROM json_each(?2)
    UNION SELECT max(size) FROM checkpoints
    UNION SELECT seq - 1 FROM operations WHERE ${named}
  ), edges(at) AS (SELECT at FROM points WHERE at >= 0 UNION SELECT at - 1 FROM points WHERE at > 0)`;
  const starts = (level: number) =>
    `(SELECT DISTINCT (at >> ${TILE_BITS * (level + 1)}) << ${TILE_BITS} AS start FROM edges)`;
  const tiles = LEVELS.map(
    (level) =>
      `SELECT level, position, hash FROM ${starts(level)} CROSS JOIN log_tiles ON level = ${level} AND position >= start AND position < start + 256`,
  );
  const args = [JSON.stringify(names), JSON.stringify(points)];
  return {
    steps: [
      statement(NEWEST),
      FIRST,
      statement(`SELECT seq, id, key FROM operations WHERE ${named} ORDER BY seq`, args.slice(0, 1)),
      statement(
        `WITH ${edges} SELECT seq, id, record_hash FROM ${starts(0)} CROSS JOIN operations
         ON seq > start AND seq <= start + 256 AND seq <= (SELECT max(size) FROM checkpoints)`,
        args,
      ),
      statement(`WITH ${edges} ${tiles.join(" UNION ALL ")}`, args),
    ],
    of: ([checkpoints = [], first = [], operations = [], leaves = [], nodes = []]) => ({
      checkpoint: checkpoints[0] ? checkpointOf(checkpoints[0]) : null,
      first: firstOf(first),
      operations: operations.map(({ seq, id, key }) => ({ seq: Number(seq), id: String(id), key: String(key) })),
      nodes: [...leaves.map(leafNodeOf), ...nodes.map(tileOf)],
    }),
  };
}

/** A tile's hashes, in order; null where it goes beyond what is sealed. Level 0 is the operations themselves. */
export async function readTile(
  client: Client,
  { level, number, width }: { level: number; number: number; width: number },
): Promise<LogNode[] | null> {
  const start = number * 2 ** TILE_BITS;
  if (!Number.isSafeInteger(start) || start < 0 || level > (LEVELS.at(-1) ?? 0)) return null;
  const { rows } = await client.execute(
    level === 0
      ? statement(
          "SELECT seq, id, record_hash FROM operations WHERE seq > ?1 AND seq <= min(?1 + ?2, (SELECT max(size) FROM checkpoints)) ORDER BY seq",
          [start, width],
        )
      : statement(
          "SELECT level, position, hash FROM log_tiles WHERE level = ?1 AND position >= ?2 AND position < ?2 + ?3 ORDER BY position",
          [level, start, width],
        ),
  );
  return rows.length === width ? rows.map((row) => (level === 0 ? leafNodeOf(row) : tileOf(row))) : null;
}

/** The tree of which a head is, at most of `most` operations; null: no checkpoint has that head. */
export async function readSizeOf(
  client: Client,
  { head, most }: { head: string; most: number },
): Promise<number | null> {
  const { rows } = await client.execute(
    statement("SELECT size FROM checkpoints WHERE size <= ?1 AND head = ?2 ORDER BY size DESC LIMIT 1", [most, head]),
  );
  return rows[0] ? Number(rows[0].size) : null;
}

/** The checkpoints that a witness does not have, oldest first, after the last that she has; one who has none begins with the newest. */
export async function readUnwitnessed(
  client: Client,
  { witness, limit }: { witness: string; limit: number },
): Promise<{ last: number; checkpoints: { size: number; note: string }[] }> {
  const [last = [], rows = []] = await readBatch(client, [
    statement("SELECT coalesce(max(size), 0) AS size FROM witnessings WHERE witness = ?1", [witness]),
    statement(
      `SELECT size, note FROM checkpoints WHERE size > coalesce((SELECT max(size) FROM witnessings WHERE witness = ?1), (SELECT max(size) - 1 FROM checkpoints))
       ORDER BY size LIMIT ?2`,
      [witness, limit],
    ),
  ]);
  return {
    last: Number(last[0]?.size),
    checkpoints: rows.map(({ size, note }) => ({ size: Number(size), note: String(note) })),
  };
}

/** What a consistency proof needs, for a job. */
export async function readConsistency(client: Client, asked: { from: number; to: number }): Promise<ProofRead> {
  const { steps, of } = readProof(asked);
  return of(await readBatch(client, steps));
}

/** That a witness has a checkpoint, and the lines of signature that she answered. */
export function witnessStep(
  { size, witness, cosignatures }: { size: number; witness: string; cosignatures: string },
  now: Instant | null,
): Step {
  return statement(
    "INSERT INTO witnessings(size, witness, witnessed_at, cosignatures) VALUES (?1, ?2, coalesce(?3, CAST(unixepoch('subsec') * 1000 AS INTEGER)), ?4)",
    [size, witness, now, cosignatures],
  );
}

/** Who reads checkpoints by mail (a hash of her address), how often, and how long a try has before the next one. */
export interface MailReader {
  reader: string;
  everyMs: number;
  retryMs: number;
}

const NOW = "coalesce(?4, CAST(unixepoch('subsec') * 1000 AS INTEGER))";
/** She has none of that checkpoint, none within the interval, and nobody tries just now. */
const MAIL_IS_DUE = `NOT EXISTS (SELECT 1 FROM witnessings WHERE witness = 'mail:' || ?1 AND (witnessed_at > ${NOW} - ?2 OR size = checkpoints.size))
  AND NOT EXISTS (SELECT 1 FROM witnessings WHERE witness > 'mail-try:' || ?1 || ':' AND witness < 'mail-try:' || ?1 || ';' AND witnessed_at > ${NOW} - ?3)`;
const LAST_SIZE = "size = (SELECT max(size) FROM checkpoints)";

/** The newest checkpoint where a mail of it is due; null: none is. */
export async function readMailDue(
  client: Client,
  { reader, everyMs, retryMs }: MailReader,
  now: Instant | null,
): Promise<CheckpointRow | null> {
  const { rows } = await client.execute(
    statement(`SELECT * FROM (${NEWEST}) checkpoints WHERE ${MAIL_IS_DUE}`, [reader, everyMs, retryMs, now]),
  );
  return rows[0] ? checkpointOf(rows[0]) : null;
}

/** A try to mail the newest checkpoint. It fails where none is due any more, because another clock was first. */
export function mailTryStep({ reader, everyMs, retryMs }: MailReader, now: Instant | null): Step {
  return statement(
    `INSERT INTO witnessings(size, witness, witnessed_at, cosignatures)
     SELECT size, CASE WHEN ${MAIL_IS_DUE} THEN 'mail-try:' || ?1 || ':' || ${NOW} END, ${NOW}, '' FROM checkpoints WHERE ${LAST_SIZE}`,
    [reader, everyMs, retryMs, now],
  );
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

function firstOf([row]: Row[]): string | null {
  return row ? String(row.id) : null;
}

function checkpointOf(row: Row): CheckpointRow {
  return {
    size: Number(row.size),
    head: String(row.head),
    note: String(row.note),
    cosignatures: String(row.cosignatures),
  };
}

function tileOf(row: Row): LogTile {
  return { level: Number(row.level), position: Number(row.position), hash: String(row.hash) };
}

function leafNodeOf(row: Row): LogLeaf {
  return {
    level: 0,
    position: Number(row.seq) - 1,
    operation: { id: String(row.id), recordHash: String(row.record_hash) },
  };
}
