/** The steps of tables that few operations write: identities, plays, prize items, codes, and what an erasure takes away. */
import type { Instant } from "../values/day.ts";
import type { Records } from "../values/written.ts";
import { followStep, sendAgainStep } from "./deliveries.ts";
import { OTHER_HALF } from "./friends.ts";
import { ALL_OF_HER } from "./merged.ts";
import { partStep, unshowStep } from "./nearby-tags.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/**
 * Steps of rows that few operations write, in the order in which they refer to each other. A play's beacon is numbered here,
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
  if (records.unshown) steps.push(unshowStep(records.unshown));
  if (records.parted) steps.push(partStep(records.parted));
  if (records.followed) steps.push(followStep(records.followed));
  if (records.sentAgain) steps.push(sendAgainStep(records.sentAgain, now));
  if (records.forgottenBy) {
    steps.push(statement(`DELETE FROM identities WHERE kind = ?1`, [`external:${records.forgottenBy.store}`]));
  }
  if (records.erased) {
    const { member } = records.erased;
    steps.push(
      statement(`DELETE FROM identities WHERE holder IN (${ALL_OF_HER})`, [member]),
      // What her friends have of her: that she was theirs, and under which name.
      statement(
        `DELETE FROM people WHERE holder IN (SELECT other.id FROM holders half CROSS JOIN holders other ON other.public_id = ${OTHER_HALF} AND other.kind = 'friendship'
           WHERE half.owner IN (${ALL_OF_HER}) AND half.kind = 'friendship')`,
        [member],
      ),
      statement(
        `DELETE FROM people WHERE holder IN (${ALL_OF_HER} UNION ALL SELECT id FROM holders WHERE owner IN (${ALL_OF_HER}) AND kind IN ('session', 'passkey', 'check-in', 'friendship'))`,
        [member],
      ),
      // The erasure's own papers stay: they hold nothing of her, and answer its replay.
      statement(
        `DELETE FROM papers WHERE operation IN (SELECT seq FROM operations WHERE member IN (${ALL_OF_HER}) AND seq < (SELECT max(seq) FROM operations))`,
        [member],
      ),
    );
  }
  if (records.forgottenVisits) {
    const { checkIns } = records.forgottenVisits;
    steps.push(
      statement(
        `DELETE FROM papers WHERE operation IN (
           SELECT seq FROM json_each(?1) CROSS JOIN holders ON public_id = value CROSS JOIN operations ON operations.id = facts ->> '$.operation'
           UNION SELECT operation FROM json_each(?1) CROSS JOIN claims ON claims.name IN ('appeal:' || value, 'verdict:' || value))`,
        [JSON.stringify(checkIns)],
      ),
      // What it was sent by and with.
      statement(
        `DELETE FROM people WHERE holder IN (SELECT holders.id FROM json_each(?1) CROSS JOIN holders ON public_id = value AND kind = 'check-in')`,
        [JSON.stringify(checkIns)],
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
