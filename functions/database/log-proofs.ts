/** What proofs from the public log are made of: a part of its tree around the leaves and the sizes in question. */
import type { Client } from "@libsql/client/web";
import type { LogNode } from "../values/log-node.ts";
import {
  type CheckpointRow,
  checkpointOf,
  FIRST,
  firstOf,
  LEVELS,
  leafNodeOf,
  NEWEST,
  TILE_BITS,
  tileOf,
} from "./log.ts";
import { readBatch } from "./read-batch.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

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

/** What a consistency proof needs, for a job. */
export async function readConsistency(client: Client, asked: { from: number; to: number }): Promise<ProofRead> {
  const { steps, of } = readProof(asked);
  return of(await readBatch(client, steps));
}
