/**
 * A member's statement: her operations and those that gave her something, newest first, with what moved her units and why. The
 * balance after the newest of a page is counted back from the current one.
 */
import type { Row } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";
import type { Reason } from "../values/posting.ts";
import { givenTo } from "./given-to.ts";
import { ALL_OF_HER, HER } from "./merged.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";

export interface StatementLine {
  unit: string;
  /** Whole units, signed for the member. */
  amount: number;
  reason: Reason;
  why: JsonObject;
}

export interface StatementOperation {
  seq: number;
  operation: string;
  kind: string;
  version: number;
  occurredAt: Instant;
  recordedAt: Instant;
  lines: StatementLine[];
  /** The code of the refusal that it was, and moved nothing; null: it was done, or she was erased. */
  refused: string | null;
  /** What rules told her, as its answer has it; none once she was erased. */
  messages: { message: string; says: Record<string, string> }[];
}

export interface MemberStatement extends Listed<StatementOperation, number> {
  /** Her units right after the newest operation of the page, lots less debts; pending ones are in it, held ones are not. */
  balances: Map<string, number>;
  /** Programme versions of the page's operations that were not known, by version. */
  documents: Map<number, string>;
}

/** Coming and going moves nothing: the list of her sessions shows it. Nor does what the clock forgets of her. */
const MOVES_NOTHING = "'member-sign-in', 'session-end', 'sign-out', 'passkey-added', 'passkey-changed', 'fade'";

/** What is hers: her own accounts, and the tickets that her entries hold, those included that she had before she became who she is. */
const MINE = `member(id) AS (SELECT id FROM holders WHERE id = ${HER} AND kind = 'member'),
  mine(id, unit, balance) AS (
    SELECT accounts.id, unit, balance FROM accounts
    WHERE holder IN (SELECT id FROM member UNION SELECT entry.id FROM (${ALL_OF_HER}) hers CROSS JOIN holders entry ON entry.owner = hers.id AND entry.kind = 'entry')
  )`;

/** Reads a page of a member's statement; the cursor is the seq of the last operation seen. */
export function readStatement(
  member: string,
  { limit, cursor, knownVersions }: Page<number> & { knownVersions: number[] },
): Reading<MemberStatement> {
  const before = cursor ?? Number.MAX_SAFE_INTEGER;
  const page = `${MINE}, listed(seq) AS (
      SELECT seq FROM (SELECT seq FROM member JOIN operations ON operations.member = member.id WHERE seq < ?2 AND operations.kind NOT IN (${MOVES_NOTHING}) ORDER BY seq DESC LIMIT ?3)
      UNION SELECT seq FROM (SELECT seq FROM member CROSS JOIN ${givenTo("member.id")} WHERE seq < ?2 ORDER BY given.id DESC LIMIT ?3)
    ), page AS (SELECT operations.* FROM listed CROSS JOIN operations USING (seq) ORDER BY seq DESC LIMIT ?3)`;
  const signed = `CASE WHEN to_account IN (SELECT id FROM mine) THEN amount ELSE 0 END - CASE WHEN from_account IN (SELECT id FROM mine) THEN amount ELSE 0 END`;
  return {
    steps: [
      statement(
        `WITH ${page} SELECT seq, id, kind, programme_version, occurred_at, recorded_at, answer -> '$.messages' AS messages, CASE WHEN status >= 400 THEN answer ->> '$.code' END AS refused FROM page LEFT JOIN papers ON papers.operation = seq ORDER BY seq DESC`,
        [member, before, limit + 1],
      ),
      statement(
        `WITH ${page} SELECT operation, accounts.unit, ${signed} AS amount, reason, why FROM page JOIN postings ON operation = seq JOIN accounts ON accounts.id = from_account
         WHERE (from_account IN (SELECT id FROM mine)) <> (to_account IN (SELECT id FROM mine)) ORDER BY operation, line`,
        [member, before, limit + 1],
      ),
      statement(
        `WITH ${MINE}, since(seq) AS (
           SELECT seq FROM member JOIN operations ON operations.member = member.id AND seq >= ?2
           UNION SELECT seq FROM member CROSS JOIN ${givenTo("member.id")} WHERE seq >= ?2
         ), later(unit, amount) AS (
           SELECT accounts.unit, ${signed} FROM since JOIN postings ON operation = seq JOIN accounts ON accounts.id = from_account
         )
         SELECT unit, sum(balance) - coalesce((SELECT sum(amount) FROM later WHERE later.unit = mine.unit), 0) AS balance FROM mine GROUP BY unit`,
        [member, before],
      ),
      statement(
        `WITH ${page} SELECT version, document FROM programme_versions WHERE version IN (SELECT programme_version FROM page) AND version NOT IN (SELECT value FROM json_each(?4))`,
        [member, before, limit + 1, JSON.stringify(knownVersions)],
      ),
    ],
    of: ([operations = [], postings = [], balances = [], documents = []]) => ({
      ...listed(operationsOf(operations, postings), limit, ({ seq }) => seq),
      balances: new Map(balances.map(({ unit, balance }) => [String(unit), Number(balance)])),
      documents: new Map(documents.map(({ version, document }) => [Number(version), String(document)])),
    }),
  };
}

function operationsOf(operations: Row[], postings: Row[]): StatementOperation[] {
  const lines = Map.groupBy(postings, ({ operation }) => Number(operation));
  return operations.map((row) => ({
    seq: Number(row.seq),
    operation: String(row.id),
    kind: String(row.kind),
    version: Number(row.programme_version),
    occurredAt: Number(row.occurred_at),
    recordedAt: Number(row.recorded_at),
    lines: togetherWhatHasOneWhy(lines.get(Number(row.seq)) ?? []),
    refused: row.refused === null ? null : String(row.refused),
    messages: (row.messages === null ? [] : (JSON.parse(String(row.messages)) as StatementOperation["messages"])).map(
      ({ message, says }) => ({ message, says }),
    ),
  }));
}

/** Units taken from several lots for one reason are one line to her: lots are the ledger's business. */
function togetherWhatHasOneWhy(rows: Row[]): StatementLine[] {
  const lines = new Map<string, StatementLine>();
  for (const row of rows) {
    const name = JSON.stringify([row.unit, row.reason, row.why]);
    const known = lines.get(name);
    if (known) known.amount += Number(row.amount);
    else lines.set(name, lineOf(row));
  }
  return [...lines.values()];
}

/** One posting of hers from its row: unit, amount signed for her, reason and why. */
export function lineOf(row: Row): StatementLine {
  return {
    unit: String(row.unit),
    amount: Number(row.amount),
    reason: String(row.reason) as Reason,
    why: JSON.parse(String(row.why)) as JsonObject,
  };
}
