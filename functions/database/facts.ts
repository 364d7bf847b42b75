/**
 * The read batch of a write: who asks, what was answered before, and everything a decision needs, in one round trip.
 * Returns rows as domain values; documents stay text.
 */
import type { Client, ResultSet, Row } from "@libsql/client/web";
import type { Account } from "../values/account.ts";
import type { Instant } from "../values/day.ts";
import type { Holder, HolderFacts, HolderKind } from "../values/holder.ts";
import type { Identity } from "../values/member-ref.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** What a request names. */
export interface Subjects {
  /** Public ids of holders, the credential's and the programme's included. */
  holders: string[];
  /** The member, where she is named by an identity. */
  identity: Identity | null;
  /** Natural keys. */
  claims: string[];
  occurredAt: Instant | null;
  /** A voucher, where it is named by the hash of its code. */
  voucherCodeHash?: string;
}

export interface Earlier {
  operation: string;
  requestHash: string;
  /** Null: erased. */
  papers: { status: number; answer: string } | null;
}

export interface FactRows {
  now: Instant;
  schemaVersion: number;
  newestVersion: number;
  earlier: Earlier | null;
  claims: Map<string, Earlier>;
  /** The member that an identity names. */
  identified: string | null;
  holders: Map<string, Holder>;
  accounts: Account[];
  metrics: { holder: string; metric: string; bucket: number; amount: number }[];
  versions: {
    version: number;
    effectiveAt: Instant;
    document: string | null;
    isCurrent: boolean;
    isAtEvent: boolean;
  }[];
  /** Rows of each further statement that was asked, in order. */
  more: Row[][];
}

/** Holders of a request: those named, their owners, and what hangs on a member of them: held redemptions and open entries. */
const SUBJECTS = `
  named(id) AS (
    SELECT id FROM holders WHERE public_id IN (SELECT value FROM json_each(?1))
    UNION SELECT holder FROM identities WHERE kind = ?2 AND value = ?3
    UNION SELECT id FROM holders WHERE kind = 'voucher' AND facts ->> '$.codeHash' = ?4
  ),
  owned(id) AS (
    SELECT id FROM named
    UNION SELECT holders.owner FROM holders JOIN named USING (id) WHERE holders.owner IS NOT NULL
  ),
  subjects(id) AS (
    SELECT id FROM owned
    UNION SELECT holders.id FROM owned JOIN holders ON holders.owner = owned.id AND holders.kind = 'redemption' AND holders.state = 'held'
    UNION SELECT id FROM holders WHERE kind IN ('pool', 'contest') AND state = 'open'
    UNION SELECT key.id FROM named JOIN holders key ON key.owner = named.id AND key.kind = 'key' AND key.state = 'live'
    UNION SELECT entry.id FROM owned JOIN holders entry ON entry.owner = owned.id AND entry.kind = 'entry' AND entry.state = 'entered'
  )`;

/** Months of buckets that decisions may look back: a window is at most 60. */
const MONTHS_BACK = 61;

/** Reads everything for one attempt. In write mode no replica answers: used after a clash. */
export async function readFacts(
  client: Client,
  {
    subjects,
    actor,
    key,
    knownVersions,
    now,
    isRetry,
    more = [],
  }: {
    subjects: Subjects;
    actor: string;
    key: string;
    knownVersions: number[];
    now: Instant | null;
    isRetry: boolean;
    /** Further statements of a read, in the same round trip. */
    more?: Step[];
  },
): Promise<FactRows> {
  const named = [
    JSON.stringify(subjects.holders),
    subjects.identity?.kind ?? "",
    subjects.identity?.value ?? "",
    subjects.voucherCodeHash ?? "",
  ];
  const clock = "coalesce(?1, CAST(unixepoch('subsec') * 1000 AS INTEGER))";
  const results = await client.batch(
    [
      statement(
        `SELECT ${clock} AS now, (SELECT count(*) FROM __drizzle_migrations) AS schema_version, (SELECT max(version) FROM programme_versions) AS newest_version, (SELECT holder.public_id FROM identities JOIN holders holder ON holder.id = identities.holder WHERE identities.kind = ?2 AND identities.value = ?3) AS identified`,
        [now, named[1], named[2]],
      ),
      statement(
        `SELECT operations.id, request_hash, status, answer FROM operations LEFT JOIN papers ON papers.operation = seq WHERE actor = ?1 AND key = ?2`,
        [actor, key],
      ),
      statement(
        `SELECT name, operations.id, request_hash, status, answer FROM json_each(?1) JOIN claims ON claims.name = json_each.value JOIN operations ON seq = claims.operation LEFT JOIN papers ON papers.operation = seq`,
        [JSON.stringify(subjects.claims)],
      ),
      statement(
        `WITH ${SUBJECTS} SELECT holders.public_id, holders.kind, holders.version, holders.state, holders.due_at, holders.facts, owner.public_id AS owner FROM subjects JOIN holders USING (id) LEFT JOIN holders owner ON owner.id = holders.owner`,
        named,
      ),
      statement(
        `WITH ${SUBJECTS} SELECT holders.public_id AS holder, unit, available_on, expires_on, balance FROM subjects JOIN accounts ON accounts.holder = subjects.id JOIN holders ON holders.id = subjects.id WHERE balance <> 0`,
        named,
      ),
      statement(
        `WITH ${SUBJECTS} SELECT holders.public_id AS holder, metric, bucket, amount FROM owned JOIN metrics ON metrics.holder = owned.id JOIN holders ON holders.id = owned.id WHERE bucket = 0 OR bucket > 100000 AND bucket >= CAST(strftime('%Y%m', coalesce(?5 / 1000, unixepoch()), 'unixepoch', '-${MONTHS_BACK} months') AS INTEGER) OR bucket BETWEEN coalesce(?5 / 1000, unixepoch()) / 86400 - 2 AND 100000`,
        [...named, now],
      ),
      statement(
        `WITH at(current, event) AS (SELECT (SELECT max(version) FROM programme_versions WHERE effective_at <= ${clock}), (SELECT max(version) FROM programme_versions WHERE effective_at <= coalesce(?2, ${clock})))
         SELECT version, effective_at, version = current AS is_current, version = event AS is_at_event, CASE WHEN version IN (SELECT value FROM json_each(?3)) THEN NULL ELSE document END AS document
         FROM at JOIN programme_versions ON version IN (current, coalesce(event, (SELECT min(version) FROM programme_versions)))`,
        [now, subjects.occurredAt, JSON.stringify(knownVersions)],
      ),
      ...more,
    ],
    isRetry ? "write" : "read",
  );
  const [clockRows, earlierRows, claimRows, holderRows, accountRows, metricRows, versionRows, ...moreRows] = results;
  const first = rowsOf(clockRows)[0];
  const earlier = rowsOf(earlierRows)[0];
  return {
    now: Number(first?.now),
    schemaVersion: Number(first?.schema_version),
    newestVersion: Number(first?.newest_version ?? 0),
    identified: textOrNull(first?.identified),
    earlier: earlier ? earlierOf(earlier) : null,
    claims: new Map(rowsOf(claimRows).map((row) => [String(row.name), earlierOf(row)])),
    holders: new Map(rowsOf(holderRows).map((row) => [String(row.public_id), holderOf(row)])),
    accounts: rowsOf(accountRows).map(accountOf),
    metrics: rowsOf(metricRows).map((row) => ({
      holder: String(row.holder),
      metric: String(row.metric),
      bucket: Number(row.bucket),
      amount: Number(row.amount),
    })),
    versions: rowsOf(versionRows).map((row) => ({
      version: Number(row.version),
      effectiveAt: Number(row.effective_at),
      document: textOrNull(row.document),
      isCurrent: Number(row.is_current) === 1,
      isAtEvent: Number(row.is_at_event) === 1,
    })),
    more: moreRows.map(rowsOf),
  };
}

/** A holder from its row; the kind says what its facts are. */
export function holderOf(row: Row): Holder {
  return {
    publicId: String(row.public_id),
    kind: String(row.kind) as HolderKind,
    owner: textOrNull(row.owner),
    version: Number(row.version),
    state: String(row.state),
    dueAt: row.due_at === null ? null : Number(row.due_at),
    facts: JSON.parse(String(row.facts)) as HolderFacts[HolderKind],
  };
}

/** An account from its row. */
export function accountOf(row: Row): Account {
  return {
    holder: String(row.holder),
    unit: String(row.unit),
    availableOn: Number(row.available_on),
    expiresOn: Number(row.expires_on),
    balance: Number(row.balance),
  };
}

function earlierOf(row: Row): Earlier {
  const papers = row.status === null ? null : { status: Number(row.status), answer: String(row.answer) };
  return { operation: String(row.id), requestHash: String(row.request_hash), papers };
}

function rowsOf(result: ResultSet | undefined): Row[] {
  return result?.rows ?? [];
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
