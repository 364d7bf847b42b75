/** Reads of contests: their rows with the terms they were opened under, their entries, their files. */
import type { Client, Row } from "@libsql/client/web";
import { issuedBy, ticketUnit } from "../values/account.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { Json } from "../values/json.ts";
import { OWNER_TODAY } from "./contest-people.ts";
import { holderOf } from "./facts.ts";
import { readBatch } from "./read-batch.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** A contest with what is counted of it. */
export interface ContestRow {
  contest: Holder<"contest">;
  /** The contest as the document of its version words it: judged when that was published, and never changed since. */
  wording: Json;
  /** Members who have entered so far; exact in the entries file from the freeze on. */
  entrants: number;
  /** Tickets given less tickets taken back. */
  tickets: number;
  /** Of them, free entries and their tickets. */
  free: { entrants: number; tickets: number };
  /** Names of winners that may be shown, by the public id of their entry; only of a contest that is read by itself. */
  names: Record<string, string>;
}

const COLUMNS = `holders.public_id, holders.kind, holders.version, holders.state, holders.due_at, holders.facts, NULL AS owner,
  (SELECT term.value FROM programme_versions, json_each(document, '$.contests') term
   WHERE programme_versions.version = holders.facts ->> '$.version' AND term.value ->> '$.id' = holders.facts ->> '$.contest') AS wording,
  coalesce((SELECT sum(amount) FROM metrics WHERE metrics.holder = holders.id AND metric = 'entrants'), 0) AS entrants,
  coalesce((SELECT -balance FROM holders issuer JOIN accounts ON accounts.holder = issuer.id
            WHERE issuer.public_id = '${issuedBy(null, "").holder}' AND unit = '${ticketUnit("")}' || holders.public_id), 0) AS tickets,
  coalesce((SELECT sum(amount) FROM metrics WHERE metrics.holder = holders.id AND metric = 'free-entrants'), 0) AS free_entrants,
  coalesce((SELECT sum(amount) FROM metrics WHERE metrics.holder = holders.id AND metric = 'free-tickets'), 0) AS free_tickets`;

/** Names that winners let be published, by their entries. Public ids are letters, digits and underscores, so that one is a step of a path. */
const NAMES = `(SELECT json_group_object(entry.public_id, people.profile ->> ('$.winnerNames.' || holders.public_id))
   FROM json_each(holders.facts, '$.places') place
     CROSS JOIN holders entry ON entry.public_id = holders.public_id || ':' || (holders.facts ->> ('$.ranking[' || ((place.value ->> '$.rank') - 1) || '].tag'))
     CROSS JOIN people ON people.holder = ${OWNER_TODAY}
   WHERE people.profile ->> ('$.winnerNames.' || holders.public_id) IS NOT NULL) AS names`;

/** Contests, newest first. */
export function readContests({ limit, cursor }: Page): Reading<Listed<ContestRow>> {
  const step = statement(
    `SELECT ${COLUMNS} FROM holders WHERE kind = 'contest' AND public_id < coalesce(?1, '~') ORDER BY public_id DESC LIMIT ?2`,
    [cursor, limit + 1],
  );
  return {
    steps: [step],
    of: ([rows = []]) => listed(rows.map(contestOf), limit, ({ contest }) => contest.publicId),
  };
}

/** One contest, or null. */
export function readContest(id: string): Reading<ContestRow | null> {
  return {
    steps: [statement(`SELECT ${COLUMNS}, ${NAMES} FROM holders WHERE public_id = ?1 AND kind = 'contest'`, [id])],
    of: ([rows = []]) => (rows[0] ? contestOf(rows[0]) : null),
  };
}

/** One contest as it is this moment, for whoever is about to change it. */
export async function readContestFresh(client: Client, id: string): Promise<ContestRow | null> {
  const { steps, of } = readContest(id);
  return of(await readBatch(client, steps, { isFresh: true }));
}

/** A contest as the document of its own version words it. */
export function wordingOfContest(id: string): Step {
  return statement(
    `SELECT term.value AS wording FROM holders JOIN programme_versions ON programme_versions.version = holders.facts ->> '$.version', json_each(document, '$.contests') term
     WHERE public_id = ?1 AND kind = 'contest' AND term.value ->> '$.id' = holders.facts ->> '$.contest'`,
    [id],
  );
}

/** A contest as the document of a version words it; null when it has none of that name. */
export async function readWording(
  client: Client,
  { version, contest }: { version: number; contest: string },
): Promise<Json> {
  const { rows } = await client.execute(
    statement(
      "SELECT term.value AS wording FROM programme_versions, json_each(document, '$.contests') term WHERE version = ?1 AND term.value ->> '$.id' = ?2",
      [version, contest],
    ),
  );
  return rows[0] ? (JSON.parse(String(rows[0].wording)) as Json) : null;
}

/**
 * The next entries of a frozen contest after a tag, as records of an entries file, at most `limit`; entries without
 * tickets are left out. The database writes the bytes, so that 50,000 entries are one value and not 50,000 rows.
 */
export async function readEntries(
  client: Client,
  { contest, after, limit }: { contest: string; after: string | null; limit: number },
): Promise<Uint8Array> {
  const prefix = `${contest}:`;
  const [rows = []] = await readBatch(
    client,
    [
      statement(
        `SELECT unhex(coalesce(group_concat(record, ''), '')) AS content FROM (
           SELECT substr(public_id, ?1) || printf('%08x', balance) AS record
           FROM holders CROSS JOIN accounts ON accounts.holder = holders.id AND unit = ?2
           WHERE public_id > ?3 AND public_id < ?4 AND kind = 'entry' AND balance > 0
           ORDER BY public_id LIMIT ?5)`,
        [prefix.length + 1, ticketUnit(contest), prefix + (after ?? ""), `${contest};`, limit],
      ),
    ],
    { isFresh: true },
  );
  return bytesOf(rows[0]?.content);
}

/** One part of an entries file, from 0; empty beyond the last. */
export async function readEntriesPart(client: Client, contest: string, part: number): Promise<Uint8Array> {
  const { rows } = await client.execute(
    statement("SELECT content FROM holders JOIN entries_files ON contest = id AND part = ?2 WHERE public_id = ?1", [
      contest,
      part,
    ]),
  );
  return bytesOf(rows[0]?.content);
}

function contestOf(row: Row): ContestRow {
  return {
    contest: asKind(holderOf(row), "contest"),
    wording: JSON.parse(String(row.wording)) as Json,
    entrants: Number(row.entrants),
    tickets: Number(row.tickets),
    free: { entrants: Number(row.free_entrants), tickets: Number(row.free_tickets) },
    names: JSON.parse(String(row.names ?? "{}")) as Record<string, string>,
  };
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(0);
}
