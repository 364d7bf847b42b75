/** Who has which checkpoint of the public log: witnesses that sign it, and readers by mail. */
import type { Client } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import { type CheckpointRow, checkpointOf, NEWEST } from "./log.ts";
import { readBatch } from "./read-batch.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

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
