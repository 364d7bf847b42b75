/**
 * The read batch of a write: who asks, what was answered before, and everything a decision needs, in one round trip.
 * Returns rows as domain values; documents stay text.
 */
import type { Client, Row } from "@libsql/client/web";
import type { Account } from "../values/account.ts";
import type { Instant } from "../values/day.ts";
import { sha256Hex } from "../values/hash.ts";
import type { Holder, HolderFacts, HolderKind } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { FreeCode, MetricRow } from "../values/written.ts";
import { readBatch } from "./read-batch.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";
import { CLOCK, type Subjects, selectSubjects } from "./subjects.ts";

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
  /** What the actor was answered before, by key. */
  earlier: Map<string, Earlier>;
  claims: Map<string, Earlier>;
  /** Public ids of those whom the identities name, in the order in which they were asked; null: nobody. */
  identified: (string | null)[];
  holders: Map<string, Holder>;
  accounts: Account[];
  metrics: MetricRow[];
  /** What those of the holders who are people left of themselves. */
  profiles: Map<string, JsonObject>;
  /** Codes of rewards that nobody has yet, by the reward's holder: a few, to take in this order. */
  codes: Map<string, FreeCode[]>;
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

/** Buckets up to this are days, above it months (YYYYMM). */
const LAST_DAY = 100_000;
/** Buckets above this are seconds, in which intervals are kept: those of a week around now and the event are read. */
const LAST_MONTH = 1_000_000;
const WEEK_SECONDS = 604_800;

/** A week is counted on its Monday: up to six days before the day of the event, which may be another in UTC. */
const WEEK_DAYS = 7;
/** Buckets of days before the event and before now that are read of a metric that the document declares: its longest window in days. */
const DAY_BUCKETS = 93;
/** Days of visits that she deleted (decisions/visit.ts) are read however long ago they were: they count as visits. */
const FORGOTTEN = "metric > 'forgotten:' AND metric < 'forgotten;'";
/** The days of now and of the event, in UTC. */
const TODAY = "coalesce(?4 / 1000, unixepoch()) / 86400";
const DAY_OF_EVENT = `coalesce(?7 / 86400000, ${TODAY})`;

/** The first so many free codes of a reward, among which a request chooses. */
const CODES_AMONG = 256;
/** Codes that are read: as many as one operation can hand out. */
const CODES_READ = 16;
/** Free codes of a reward from a place that the key chooses on, around the end. */
const FREE_CODES = `SELECT json_group_array(json_array(digest, sealed)) FROM (
  SELECT digest, sealed FROM (SELECT digest, sealed, row_number() OVER (ORDER BY digest) - 1 AS place, count(*) OVER () AS free
    FROM (SELECT digest, sealed FROM voucher_codes INDEXED BY voucher_code_is_free WHERE reward = holders.id AND voucher IS NULL ORDER BY digest LIMIT ${CODES_AMONG}))
  ORDER BY (place - CAST(?6 AS INTEGER) % free + free) % free LIMIT ${CODES_READ})`;

/**
 * All facts as one JSON text: a statement, row or column more costs a Worker more than it costs the database. ?8 is the actor, ?9 keys,
 * ?6 the luck by which free codes are chosen, ?10 natural keys, ?11 the versions whose documents are known.
 */
const factsOf = (subjects: Subjects) => `SELECT json_object('now', ${CLOCK},
  'schemaVersion', (SELECT count(*) FROM __drizzle_migrations),
  'newestVersion', (SELECT coalesce(max(version), 0) FROM programme_versions),
  'identified', (SELECT json_group_array(public_id) FROM (SELECT public_id FROM json_each(?2) asked
    LEFT JOIN identities ON identities.kind = asked.value ->> 0 AND identities.value = asked.value ->> 1
    LEFT JOIN holders ON holders.id = identities.holder ORDER BY asked.key)),
  'earlier', (SELECT json_group_array(json_array(key, operations.id, request_hash, status, answer))
    FROM operations LEFT JOIN papers ON papers.operation = seq WHERE actor = ?8 AND key IN (SELECT value FROM json_each(?9))),
  'claims', (SELECT json_group_array(json_array(name, operations.id, request_hash, status, answer))
    FROM json_each(?10) JOIN claims ON claims.name = json_each.value JOIN operations ON seq = claims.operation LEFT JOIN papers ON papers.operation = seq),
  'holders', (WITH ${selectSubjects(subjects)}
   SELECT json_group_array(json_array(holders.public_id, holders.kind, owner.public_id, holders.version, holders.state, holders.due_at, json(holders.facts),
     (SELECT json_group_array(json_array(unit, available_on, expires_on, balance)) FROM accounts
      WHERE accounts.holder = holders.id AND balance <> 0),
     (SELECT json_group_array(json_array(metric, bucket, amount)) FROM metrics
      WHERE metrics.holder = holders.id AND (bucket = 0 OR bucket BETWEEN ${LAST_DAY + 1} AND ${LAST_MONTH}
        OR bucket BETWEEN coalesce(?4 / 1000, unixepoch()) - ${WEEK_SECONDS} AND coalesce(?4 / 1000, unixepoch()) + ${WEEK_SECONDS}
        OR bucket BETWEEN ?7 / 1000 - ${WEEK_SECONDS} AND ?7 / 1000 + ${WEEK_SECONDS}
        OR bucket BETWEEN ${TODAY} - ${WEEK_DAYS + 1} AND ${LAST_DAY}
        OR bucket BETWEEN ?7 / 86400000 - ${WEEK_DAYS} AND ?7 / 86400000 + 1
        OR ${FORGOTTEN}
        OR instr(metric, ':') = 0 AND (bucket BETWEEN ${DAY_OF_EVENT} - ${DAY_BUCKETS} AND ${DAY_OF_EVENT} + 1
          OR bucket BETWEEN ${TODAY} - ${DAY_BUCKETS} AND ${TODAY} + 1))),
     (SELECT json(profile) FROM people WHERE people.holder = holders.id),
     CASE WHEN holders.kind = 'reward' AND holders.facts ->> '$.codes' = 'imported' THEN (${FREE_CODES}) END))
   FROM subjects CROSS JOIN holders USING (id) LEFT JOIN holders owner ON owner.id = holders.owner),
  'versions', (WITH at(current, event) AS (SELECT (SELECT max(version) FROM programme_versions WHERE effective_at <= ${CLOCK}),
     coalesce((SELECT max(version) FROM programme_versions WHERE effective_at <= coalesce(?7, ${CLOCK})), (SELECT min(version) FROM programme_versions)))
   SELECT json_group_array(json_array(version, effective_at, CASE WHEN version NOT IN (SELECT value FROM json_each(?11)) THEN document END, version = current, version = event))
   FROM at JOIN programme_versions ON version IN (current, event))) AS facts`;

type EarlierRow = [key: string, operation: string, requestHash: string, status: number | null, answer: string];
type HolderRow = [
  publicId: string,
  kind: HolderKind,
  owner: string | null,
  version: number,
  state: string,
  dueAt: Instant | null,
  facts: HolderFacts[HolderKind],
  accounts: [unit: string, availableOn: number, expiresOn: number, balance: number][],
  metrics: [metric: string, bucket: number, amount: number][],
  profile: JsonObject | null,
  codes: [digest: string, sealed: string][] | null,
];
type VersionRow = [version: number, effectiveAt: Instant, document: string | null, isCurrent: 0 | 1, isAtEvent: 0 | 1];
interface FactsRow extends Pick<FactRows, "now" | "schemaVersion" | "newestVersion" | "identified"> {
  earlier: EarlierRow[];
  claims: EarlierRow[];
  holders: HolderRow[];
  versions: VersionRow[];
}

/** Reads everything for one attempt at the operations of these keys. A retry is read fresh: used after a clash. */
export async function readFacts(
  client: Client,
  {
    subjects,
    actor,
    keys,
    knownVersions,
    now,
    isRetry,
    more = [],
  }: {
    subjects: Subjects;
    actor: string;
    keys: string[];
    knownVersions: number[];
    now: Instant | null;
    isRetry: boolean;
    /** Further statements of a read, in the same round trip. */
    more?: Step[];
  },
): Promise<FactRows> {
  const asked = [...(subjects.identity ? [subjects.identity] : []), ...(subjects.others ?? [])];
  const step = statement(factsOf(subjects), [
    JSON.stringify(subjects.holders),
    JSON.stringify(asked.map(({ kind, value }) => [kind, value])),
    JSON.stringify(subjects.voucherCodeHashes ?? []),
    now,
    subjects.stockOf ?? "",
    `${chosenBy(actor, keys)}`,
    subjects.occurredAt,
    actor,
    JSON.stringify(keys),
    JSON.stringify(subjects.claims),
    JSON.stringify(knownVersions),
  ]);
  const [rows = [], ...moreRows] = await readBatch(client, [step, ...more], { isFresh: isRetry });
  const { now: at, schemaVersion, newestVersion, identified, ...found } = factsIn(rows[0]);
  return {
    now: at,
    schemaVersion,
    newestVersion,
    identified,
    earlier: new Map(found.earlier.map(earlierOf)),
    claims: new Map(found.claims.map(earlierOf)),
    holders: new Map(
      found.holders.map(([publicId, kind, owner, version, state, dueAt, facts]) => [
        publicId,
        { publicId, kind, owner, version, state, dueAt, facts },
      ]),
    ),
    accounts: found.holders.flatMap(([holder, , , , , , , accounts]) =>
      accounts.map(([unit, availableOn, expiresOn, balance]) => ({ holder, unit, availableOn, expiresOn, balance })),
    ),
    metrics: found.holders.flatMap(([holder, , , , , , , , metrics]) =>
      metrics.map(([metric, bucket, amount]) => ({ holder, metric, bucket, amount })),
    ),
    profiles: new Map(
      found.holders.flatMap(([holder, , , , , , , , , profile]) => (profile ? [[holder, profile]] : [])),
    ),
    codes: new Map(
      found.holders.flatMap(([holder, , , , , , , , , , codes]) =>
        codes ? [[holder, codes.map(([digest, sealed]) => ({ digest, sealed }))]] : [],
      ),
    ),
    versions: found.versions.map(([version, effectiveAt, document, isCurrent, isAtEvent]) => ({
      version,
      effectiveAt,
      document,
      isCurrent: isCurrent === 1,
      isAtEvent: isAtEvent === 1,
    })),
    more: moreRows,
  };
}

/** A number that two requests hardly share, so that two at once do not want the same code. */
function chosenBy(actor: string, keys: string[]): number {
  return Number.parseInt(sha256Hex(`${actor}\n${keys[0] ?? ""}`).slice(0, 8), 16);
}

/** A holder from its row; the kind says what its facts are. */
export function holderOf(row: Record<string, unknown>): Holder {
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

function earlierOf([key, operation, requestHash, status, answer]: EarlierRow): [string, Earlier] {
  return [key, { operation, requestHash, papers: status === null ? null : { status, answer } }];
}

/** The one row, as the statement makes it. */
function factsIn(row: Row | undefined): FactsRow {
  return JSON.parse(String(row?.facts)) as FactsRow;
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
