/**
 * The steps of a write batch that most operations have: unexecuted statements, one a table whatever the rules say. The
 * first expects every version that the decision read; a step that fails means "decide again", never an answer.
 */
import { type AccountName, nameOf, termsOf } from "../values/account.ts";
import type { Instant } from "../values/day.ts";
import type { Posting } from "../values/posting.ts";
import type { HolderChange, MetricRow } from "../values/written.ts";
import { statement } from "./statement.ts";

export type Step = ReturnType<typeof statement>;

/** A programme clock that is fixed by tests and seeds; null: the database's own. */
export interface OperationRow {
  id: string;
  kind: string;
  actor: string;
  key: string;
  requestHash: string;
  member: string | null;
  programmeVersion: number;
  occurredAt: Instant;
  recordedAt: Instant;
  recordHash: string;
  /** Opens the record hash. */
  salt: string;
  /** JSON text of values/changes.ts. */
  changes: string;
  papersHash: string;
  /** Opens the papers hash, and goes with the papers. */
  papersSalt: string;
  request: string;
  status: number;
  answer: string;
}

/**
 * Expects, bumps and opens holders: a version that moved, or a deadline that passed, leaves NULL in a NOT NULL column.
 * Ids of new holders are given here, so that one may own another of the same batch; holders are never deleted, so the
 * next id is the count.
 */
export function holdersStep(changes: HolderChange[], now: Instant | null): Step {
  const opened = changes.filter(({ expected }) => expected === null).map(({ publicId }) => publicId);
  const numbers = new Map(opened.map((publicId, index) => [publicId, index + 1]));
  const numberOf = (publicId: string | null) => (publicId === null ? 0 : (numbers.get(publicId) ?? 0));
  const clock = "coalesce(?2, CAST(unixepoch('subsec') * 1000 AS INTEGER))";
  const last = "(SELECT max(id) FROM holders)";
  return statement(
    `INSERT INTO holders(id, public_id, kind, owner, version, state, due_at, facts)
     SELECT coalesce(${last}, 0) + nullif(value ->> 9, 0), value ->> 0, value ->> 1,
       CASE WHEN value ->> 10 THEN ${last} + (value ->> 10) ELSE (SELECT id FROM holders WHERE public_id = value ->> 2) END,
       CASE WHEN known.version IS (value ->> 3) AND coalesce((value ->> 8) > ${clock}, 1) THEN coalesce(known.version + 1, 0) END,
       value ->> 5, value ->> 6, value -> 7
     FROM json_each(?1) LEFT JOIN holders known ON known.public_id = value ->> 0
     WHERE value ->> 4 OR known.version IS NOT (value ->> 3) OR (value ->> 8) <= ${clock}
     ON CONFLICT(public_id) DO UPDATE SET version = excluded.version, state = excluded.state, due_at = excluded.due_at, facts = excluded.facts`,
    [
      JSON.stringify(
        changes.map(({ publicId, kind, owner, expected, isChanged, state, dueAt, facts, before }) => [
          publicId,
          kind,
          owner,
          expected,
          isChanged ? 1 : 0,
          state,
          dueAt,
          facts,
          before,
          expected === null ? numberOf(publicId) : 0,
          numberOf(owner),
        ]),
      ),
      now,
    ],
  );
}

/** The operation and its papers. */
export function operationSteps(row: OperationRow): Step[] {
  return [
    statement(
      `INSERT INTO operations(id, kind, actor, key, request_hash, member, programme_version, occurred_at, recorded_at, record_hash, salt, changes, papers_hash)
       VALUES (?1, ?2, ?3, ?4, ?5, (SELECT id FROM holders WHERE public_id = ?6), ?7, ?8, ?9, ?10, ?11, ?12, ?13)`,
      [
        row.id,
        row.kind,
        row.actor,
        row.key,
        row.requestHash,
        row.member,
        row.programmeVersion,
        row.occurredAt,
        row.recordedAt,
        row.recordHash,
        row.salt,
        row.changes,
        row.papersHash,
      ],
    ),
    statement(
      `INSERT INTO papers(operation, salt, request, status, answer) VALUES ((SELECT max(seq) FROM operations), ?1, ?2, ?3, ?4)`,
      [row.papersSalt, row.request, row.status, row.answer],
    ),
  ];
}

/** Natural keys. */
export function claimsStep(names: string[]): Step {
  return statement(
    `INSERT INTO claims(name, operation) SELECT value, (SELECT max(seq) FROM operations) FROM json_each(?1)`,
    [JSON.stringify(names)],
  );
}

/** Opens the accounts that postings name and that are not there yet, then moves the balances. */
export function postingSteps(postings: Posting[]): Step[] {
  const accounts = new Map<string, AccountName>();
  for (const { from, to } of postings) {
    accounts.set(nameOf(from), from);
    accounts.set(nameOf(to), to);
  }
  const opened = [...accounts.values()].map((account) => {
    const { floor, ceiling } = termsOf(account);
    return [account.holder, account.unit, account.availableOn, account.expiresOn, floor, ceiling];
  });
  const moved = postings.map(({ from, to, amount, reason, why }) => [
    from.holder,
    from.unit,
    from.availableOn,
    from.expiresOn,
    to.holder,
    to.unit,
    to.availableOn,
    to.expiresOn,
    amount,
    reason,
    why,
  ]);
  return [
    statement(
      `INSERT INTO accounts(holder, unit, available_on, expires_on, floor, ceiling)
       SELECT holders.id, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
       FROM json_each(?1) JOIN holders ON holders.public_id = value ->> 0`,
      [JSON.stringify(opened)],
    ),
    statement(
      `INSERT INTO postings(operation, line, from_account, to_account, amount, reason, why)
       SELECT (SELECT max(seq) FROM operations), key,
         (SELECT accounts.id FROM holders JOIN accounts ON accounts.holder = holders.id WHERE public_id = value ->> 0 AND unit = value ->> 1 AND expires_on = value ->> 3 AND available_on = value ->> 2),
         (SELECT accounts.id FROM holders JOIN accounts ON accounts.holder = holders.id WHERE public_id = value ->> 4 AND unit = value ->> 5 AND expires_on = value ->> 7 AND available_on = value ->> 6),
         value ->> 8, value ->> 9, value -> 10
       FROM json_each(?1)`,
      [JSON.stringify(moved)],
    ),
  ];
}

/** Counts up and down. */
export function metricsStep(rows: MetricRow[]): Step {
  return statement(
    `INSERT INTO metrics(holder, metric, bucket, amount)
     SELECT holders.id, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?1) JOIN holders ON holders.public_id = value ->> 0 WHERE true
     ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`,
    [JSON.stringify(rows.map(({ holder, metric, bucket, amount }) => [holder, metric, bucket, amount]))],
  );
}
