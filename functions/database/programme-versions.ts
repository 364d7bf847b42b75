/** Published versions of the programme document: who published which, and when. */
import type { Row } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { STAFF_EMAIL } from "./staff.ts";
import { statement } from "./statement.ts";

/** withdrawn: a later version was in force before it could be, so that it never is. */
export type VersionState = "scheduled" | "in-force" | "superseded" | "withdrawn";

export interface PublishedVersion {
  version: number;
  effectiveAt: Instant;
  publishedAt: Instant;
  /** publish, rollback or withdraw. */
  kind: string;
  state: VersionState;
  /** Who, as the operation names it. */
  actor: string;
  /** Her e-mail; null: an operator's command, or it was deleted. */
  email: string | null;
}

export interface ProgrammeDocument extends PublishedVersion {
  /** Canonical JSON, as it was published. */
  document: string;
}

/** The version in force is the highest that is effective. */
const STATE = `CASE
    WHEN EXISTS (SELECT 1 FROM programme_versions later WHERE later.version > programme_versions.version AND later.effective_at <= programme_versions.effective_at) THEN 'withdrawn'
    WHEN effective_at > CAST(unixepoch('subsec') * 1000 AS INTEGER) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM programme_versions later WHERE later.version > programme_versions.version AND later.effective_at <= CAST(unixepoch('subsec') * 1000 AS INTEGER)) THEN 'superseded'
    ELSE 'in-force' END`;
const COLUMNS = `version, effective_at, ${STATE} AS state, operations.recorded_at, operations.kind, operations.actor,
  (SELECT value FROM identities WHERE identities.holder = (SELECT id FROM holders WHERE public_id = operations.actor) AND identities.kind = '${STAFF_EMAIL}') AS email`;
const VERSIONS = "programme_versions JOIN operations ON seq = programme_versions.operation";

/** A page of versions, newest first; the cursor is the last version seen. */
export function readVersions({ limit, cursor }: Page<number>): Reading<Listed<PublishedVersion, number>> {
  return {
    steps: [
      statement(`SELECT ${COLUMNS} FROM ${VERSIONS} WHERE version < ?1 ORDER BY version DESC LIMIT ?2`, [
        cursor ?? Number.MAX_SAFE_INTEGER,
        limit + 1,
      ]),
    ],
    of: ([rows = []]) => listed(rows.map(versionOf), limit, ({ version }) => version),
  };
}

/** One version with its document, or the newest where none is named; null: there is none. */
export function readVersion(version: number | null): Reading<ProgrammeDocument | null> {
  return {
    steps: [
      statement(
        `SELECT ${COLUMNS}, document FROM ${VERSIONS} WHERE version = coalesce(?1, (SELECT max(version) FROM programme_versions))`,
        [version],
      ),
    ],
    of: ([rows = []]) => documentOf(rows[0]),
  };
}

/** The version in force with its document; null: none is yet. */
export const readInForce: Reading<ProgrammeDocument | null> = {
  steps: [statement(`SELECT ${COLUMNS}, document FROM ${VERSIONS} WHERE ${STATE} = 'in-force'`, [])],
  of: ([rows = []]) => documentOf(rows[0]),
};

/** The version that comes into force next, with its document; null: none is scheduled. */
export const readNext: Reading<ProgrammeDocument | null> = {
  steps: [
    statement(
      `SELECT ${COLUMNS}, document FROM ${VERSIONS} WHERE ${STATE} = 'scheduled' ORDER BY effective_at, version LIMIT 1`,
      [],
    ),
  ],
  of: ([rows = []]) => documentOf(rows[0]),
};

function documentOf(row: Row | undefined): ProgrammeDocument | null {
  return row ? { ...versionOf(row), document: String(row.document) } : null;
}

function versionOf(row: Row): PublishedVersion {
  return {
    version: Number(row.version),
    effectiveAt: Number(row.effective_at),
    publishedAt: Number(row.recorded_at),
    kind: String(row.kind),
    state: row.state as VersionState,
    actor: String(row.actor),
    email: row.email === null ? null : String(row.email),
  };
}
