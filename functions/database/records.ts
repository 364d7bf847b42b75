/** Operations as they were recorded: what their record hash was made of, read back from the tables. */
import type { Row } from "@libsql/client/web";
import { nameOf } from "../values/account.ts";
import type { AuditedOperation } from "../values/audited.ts";
import type { Changes } from "../values/changes.ts";
import { sha256Hex } from "../values/hash.ts";
import type { JsonObject } from "../values/json.ts";
import type { Reading } from "./reading.ts";
import { type Argument, statement } from "./statement.ts";

/** Plays of one settlement at most: decisions/settle-plays.ts. */
const PAGE_PLAYS = 100;

/** The operations of a condition (on the columns of `operations`, perhaps with order and limit), with postings and papers. */
export function readRecords(where: string, args: Argument[]): Reading<AuditedOperation[]> {
  const page = `page AS (SELECT * FROM operations WHERE ${where})`;
  const steps = [
    statement(
      `WITH ${page} SELECT page.*, coalesce(member.public_id, 'holder ' || page.member) AS member_id, papers.salt AS papers_salt, request, status, answer,
         papers.salt IS NULL AND EXISTS (SELECT 1 FROM operations later WHERE (later.kind = 'erase' OR later.kind IN ('forget-visits', 'fade') AND page.kind IN ('check-in', 'appeal', 'review-appeal')) AND later.seq > page.seq AND (later.member IN (page.member,
            (SELECT survivor.id FROM holders gone JOIN holders survivor ON survivor.public_id = gone.facts ->> '$.mergedInto' WHERE gone.id = page.member AND gone.state = 'merged'))
            -- Whom she had become by then may have become somebody else since, as she has.
            OR EXISTS (SELECT 1 FROM holders gone JOIN holders became ON became.facts ->> '$.mergedInto' = gone.facts ->> '$.mergedInto'
              WHERE gone.id = page.member AND gone.state = 'merged' AND became.id = later.member AND became.state = 'merged'))) AS is_erased
       FROM page LEFT JOIN holders member ON member.id = page.member LEFT JOIN papers ON papers.operation = seq ORDER BY seq`,
      args,
    ),
    statement(
      `WITH ${page} SELECT operation, line, amount, reason, why, from_account, to_account, source.unit, target.unit AS to_unit,
         giver.public_id AS giver, source.available_on AS giver_available, source.expires_on AS giver_expires,
         taker.public_id AS taker, target.available_on AS taker_available, target.expires_on AS taker_expires
       FROM page JOIN postings ON operation = seq
         JOIN accounts source ON source.id = from_account JOIN holders giver ON giver.id = source.holder
         JOIN accounts target ON target.id = to_account JOIN holders taker ON taker.id = target.holder
       ORDER BY operation, line`,
      args,
    ),
  ];
  return {
    steps,
    of: ([operations = [], postings = []]) => {
      const lines = Map.groupBy(postings, ({ operation }) => Number(operation));
      return operations.map((row) => operationOf(row, lines.get(Number(row.seq)) ?? []));
    },
  };
}

/** The operation that published the version under which a pool opened: `pool:{name}:{version}`. */
export function openingOf(pool: string): Reading<AuditedOperation[]> {
  const version = Number(pool.split(":")[2] ?? 0);
  return readRecords("seq = (SELECT operation FROM programme_versions WHERE version = ?1)", [version]);
}

/** The settlement that a play was in; its key names the first play of its page, of at most 100. Empty: it is not settled. */
export function settlementOf(pool: string, seq: number): Reading<AuditedOperation[]> {
  const keys = Array.from({ length: Math.min(seq, PAGE_PLAYS) }, (_, back) => `settle-plays:${pool}:${seq - back}`);
  return readRecords(
    `seq = (SELECT max(seq) FROM operations WHERE actor = 'clock' AND key IN (SELECT value FROM json_each(?1)))
     AND EXISTS (SELECT 1 FROM plays JOIN holders ON holders.id = plays.pool WHERE public_id = ?2 AND plays.seq = ?3 AND plays.state <> 'pending')`,
    [JSON.stringify(keys), pool, seq],
  );
}

function operationOf(row: Row, lines: Row[]): AuditedOperation {
  const changes = JSON.parse(String(row.changes)) as Changes;
  return {
    seq: Number(row.seq),
    record: {
      id: String(row.id),
      kind: String(row.kind),
      actor: String(row.actor),
      key: sha256Hex(String(row.key)),
      member: row.member_id === null ? null : String(row.member_id),
      occurredAt: Number(row.occurred_at),
      recordedAt: Number(row.recorded_at),
      version: Number(row.programme_version),
      claims: changes.claims ?? [],
      postings: lines.map((line) => ({
        from: accountName(line, "giver", line.unit),
        to: accountName(line, "taker", line.unit),
        unit: String(line.unit),
        amount: Number(line.amount),
        reason: String(line.reason),
        why: JSON.parse(String(line.why)) as JsonObject,
      })),
      changes: sha256Hex(String(row.changes)),
      request: String(row.request_hash),
      papers: String(row.papers_hash),
    },
    recordHash: String(row.record_hash),
    salt: String(row.salt),
    changes,
    papers:
      row.papers_salt === null
        ? null
        : {
            salt: String(row.papers_salt),
            request: String(row.request),
            status: Number(row.status),
            answer: String(row.answer),
          },
    isErased: Number(row.is_erased) === 1,
    moves: lines.map(({ line, from_account, to_account, to_unit }) => ({
      line: Number(line),
      from: Number(from_account),
      to: Number(to_account),
      toUnit: String(to_unit),
    })),
  };
}

function accountName(row: Row, side: "giver" | "taker", unit: unknown): string {
  const [availableOn, expiresOn] = [Number(row[`${side}_available`]), Number(row[`${side}_expires`])];
  return nameOf({ holder: String(row[side]), unit: String(unit), availableOn, expiresOn });
}
