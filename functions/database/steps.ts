/**
 * The steps of a write batch: unexecuted statements, one a table whatever the rules say. The first expects every version
 * that the decision read; a step that fails means "decide again", never an answer.
 */
import { type AccountName, nameOf, termsOf } from "../values/account.ts";
import type { Instant } from "../values/day.ts";
import type { Posting } from "../values/posting.ts";
import type { HolderChange, MetricRow, Records } from "../values/written.ts";
import { followStep, sendAgainStep } from "./deliveries.ts";
import { ALL_OF_HER } from "./merged.ts";
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

/**
 * Rows of tables that few operations write, in the order in which they refer to each other. A play's beacon is numbered here,
 * by the clock of the INSERT, so that none is bound to a round that is public: never below the play before it, and beyond
 * it where that one is settled, should the clock have been set back.
 */
export function recordSteps(records: Records, now: Instant | null): Step[] {
  const steps: Step[] = [];
  if (records.identities) {
    steps.push(
      statement(
        `INSERT INTO identities(kind, value, holder) SELECT value ->> 0, value ->> 1, holders.id FROM json_each(?1) JOIN holders ON holders.public_id = value ->> 2`,
        [JSON.stringify(records.identities.map(({ kind, value, holder }) => [kind, value, holder]))],
      ),
    );
  }
  if (records.people) {
    steps.push(
      statement(
        `INSERT INTO people(holder, profile) SELECT holders.id, value ->> 1 FROM json_each(?1) JOIN holders ON holders.public_id = value ->> 0 WHERE true
         ON CONFLICT(holder) DO UPDATE SET profile = excluded.profile`,
        [JSON.stringify(records.people.map(({ holder, profile }) => [holder, profile]))],
      ),
    );
  }
  if (records.plays) {
    steps.push(
      statement(
        `INSERT INTO plays(id, pool, seq, member, nonce, event, epoch, played_at, round, state)
         SELECT value ->> 0, pool.id, coalesce(last.seq, 0) + value ->> 7, member.id, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
           CASE WHEN value ->> 8 IS NULL THEN 0
             ELSE max((coalesce(CAST(?2 / 1000 AS INTEGER), unixepoch()) - (value ->> 8)) / (value ->> 9) + 1 + (value ->> 10), coalesce(last.round + (last.state <> 'pending'), 0)) END,
           'pending'
         FROM json_each(?1) JOIN holders pool ON pool.public_id = value ->> 1 JOIN holders member ON member.public_id = value ->> 2
           LEFT JOIN plays last ON last.pool = pool.id AND last.seq = (SELECT max(seq) FROM plays WHERE plays.pool = pool.id)`,
        [JSON.stringify(numberedByPool(records.plays)), now],
      ),
    );
  }
  if (records.settled) {
    const rows = records.settled.map(({ id, state, ticket, outcome, item }) => [id, state, ticket, outcome, item]);
    steps.push(
      statement(
        `UPDATE plays SET state = row.value ->> 1, ticket = row.value ->> 2, outcome = row.value ->> 3, item = row.value ->> 4
         FROM json_each(?1) row WHERE plays.id = row.value ->> 0`,
        [JSON.stringify(rows)],
      ),
      statement(
        `UPDATE prize_items SET play = row.value ->> 0 FROM json_each(?1) row WHERE prize_items.id = row.value ->> 4`,
        [JSON.stringify(rows)],
      ),
    );
  }
  if (records.revealed) {
    steps.push(
      statement(
        `UPDATE plays SET revealed_by = (SELECT max(seq) FROM operations) WHERE id IN (SELECT value FROM json_each(?1))`,
        [JSON.stringify(records.revealed.map(({ id }) => id))],
      ),
    );
  }
  if (records.beacons) {
    steps.push(
      statement(
        `INSERT INTO beacons(chain, round, signature, verified, operation)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, (SELECT max(seq) FROM operations) FROM json_each(?1)`,
        [
          JSON.stringify(
            records.beacons.map(({ chain, round, signature, isVerified }) => [
              chain,
              round,
              signature,
              isVerified ? 1 : 0,
            ]),
          ),
        ],
      ),
    );
  }
  if (records.items) {
    steps.push(
      statement(
        `INSERT INTO prize_items(id, pool, outcome, available_from)
         SELECT value ->> 0, pool.id, value ->> 2, value ->> 3 FROM json_each(?1) JOIN holders pool ON pool.public_id = value ->> 1`,
        [
          JSON.stringify(
            records.items.map(({ id, pool, outcome, availableFrom }) => [id, pool, outcome, availableFrom]),
          ),
        ],
      ),
    );
  }
  if (records.passedItems) {
    steps.push(
      statement(
        `UPDATE prize_items SET contest = (SELECT id FROM holders WHERE public_id = row.value ->> 1) FROM json_each(?1) row WHERE prize_items.id = row.value ->> 0`,
        [JSON.stringify(records.passedItems.map(({ id, contest }) => [id, contest]))],
      ),
    );
  }
  if (records.codes) {
    const rows = records.codes.map(({ digest, reward, sealed }) => [digest, reward, sealed]);
    steps.push(
      statement(
        `INSERT INTO voucher_codes(digest, reward, sealed)
         SELECT value ->> 0, reward.id, value ->> 2 FROM json_each(?1) JOIN holders reward ON reward.public_id = value ->> 1`,
        [JSON.stringify(rows)],
      ),
    );
  }
  if (records.claimedCodes) {
    const rows = records.claimedCodes.map(({ digest, voucher }) => [digest, voucher]);
    steps.push(
      statement(
        `UPDATE voucher_codes SET voucher = (SELECT id FROM holders WHERE public_id = row.value ->> 1) FROM json_each(?1) row WHERE voucher_codes.digest = row.value ->> 0`,
        [JSON.stringify(rows)],
      ),
    );
  }
  if (records.linked) {
    const { member, into } = records.linked;
    const [hers, theirs] = [
      "(SELECT id FROM holders WHERE public_id = ?1)",
      "(SELECT id FROM holders WHERE public_id = ?2)",
    ];
    steps.push(
      statement(`UPDATE identities SET holder = ${theirs} WHERE holder = ${hers}`, [member, into]),
      statement(
        `INSERT INTO people(holder, profile) SELECT ${theirs}, profile FROM people WHERE holder = ${hers} ON CONFLICT(holder) DO NOTHING`,
        [member, into],
      ),
      statement(`DELETE FROM people WHERE holder = ${hers}`, [member]),
    );
  }
  if (records.followed) steps.push(followStep(records.followed));
  if (records.sentAgain) steps.push(sendAgainStep(records.sentAgain, now));
  if (records.forgottenBy) {
    steps.push(statement(`DELETE FROM identities WHERE kind = ?1`, [`external:${records.forgottenBy.store}`]));
  }
  if (records.erased) {
    const { member } = records.erased;
    steps.push(
      statement(`DELETE FROM identities WHERE holder IN (${ALL_OF_HER})`, [member]),
      statement(
        `DELETE FROM people WHERE holder IN (${ALL_OF_HER} UNION ALL SELECT id FROM holders WHERE owner IN (${ALL_OF_HER}) AND kind IN ('session', 'passkey'))`,
        [member],
      ),
      // The erasure's own papers stay: they hold nothing of her, and answer its replay.
      statement(
        `DELETE FROM papers WHERE operation IN (SELECT seq FROM operations WHERE member IN (${ALL_OF_HER}) AND seq < (SELECT max(seq) FROM operations))`,
        [member],
      ),
    );
  }
  if (records.version) {
    const { version, effectiveAt, document } = records.version;
    steps.push(
      statement(
        `INSERT INTO programme_versions(version, effective_at, document, operation) VALUES (?1, ?2, ?3, (SELECT max(seq) FROM operations))`,
        [version, effectiveAt, document],
      ),
    );
  }
  for (const { contest, part, content } of records.entriesParts ?? []) {
    steps.push(
      statement(
        `INSERT INTO entries_files(contest, part, content) SELECT id, ?2, ?3 FROM holders WHERE public_id = ?1`,
        [contest, part, content],
      ),
    );
  }
  return steps;
}

function numberedByPool(plays: NonNullable<Records["plays"]>): unknown[][] {
  const counts = new Map<string, number>();
  return plays.map(({ id, pool, member, nonce, event, epoch, at, beacon }) => {
    const number = (counts.get(pool) ?? 0) + 1;
    counts.set(pool, number);
    const { genesis = null, period = null, lead = null } = beacon ?? {};
    return [id, pool, member, nonce, event, epoch, at, number, genesis, period, lead];
  });
}
