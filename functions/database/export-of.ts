/** Everything that is held of a member, a page at a time: her rows, and what each of her operations was asked and answered. */
import type { Row } from "@libsql/client/web";
import type { Json, JsonObject } from "../values/json.ts";
import { givenTo } from "./given-to.ts";
import { ALL_OF_HER } from "./merged.ts";
import type { Page, Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** Where an export goes on: the last seq of her operations, and the last names of her holdings and plays. */
export interface ExportCursor {
  seq: number;
  holding: string;
  play: string;
}

export interface ExportPage {
  identities: JsonObject[];
  profile: Json;
  accounts: JsonObject[];
  metrics: JsonObject[];
  /** Orders, redemptions, vouchers, entries, check-ins, and with what is said about them, sessions, passkeys and friendships, but not as which member the friend is kept: that is the friend's. */
  holdings: JsonObject[];
  plays: JsonObject[];
  operations: JsonObject[];
  next: ExportCursor | null;
}

/** Reads one page; what cannot grow (identities, accounts, metrics) comes with the first. */
export function readExport(member: string, { limit, cursor }: Page<ExportCursor>): Reading<ExportPage> {
  const { seq, holding, play } = cursor ?? { seq: 0, holding: "", play: "" };
  const isFirst = cursor === null ? 1 : 0;
  // An operation that gave her something is another member's: the day and the lines are hers, who did it and what was asked are not.
  const page = `listed(seq, is_hers) AS (
      SELECT seq, 1 FROM (SELECT seq FROM operations WHERE member IN (${ALL_OF_HER}) AND seq > ?2 ORDER BY seq LIMIT ?3)
      UNION ALL SELECT seq, 0 FROM (SELECT seq FROM (${ALL_OF_HER}) hers CROSS JOIN ${givenTo("hers.id")} WHERE seq > ?2 AND operations.member NOT IN (${ALL_OF_HER}) ORDER BY given.id LIMIT ?3)
    ), page AS (SELECT operations.*, is_hers FROM listed CROSS JOIN operations USING (seq) ORDER BY seq LIMIT ?3)`;
  const own = (...columns: string[]) =>
    columns.map((column) => `CASE is_hers WHEN 1 THEN ${column} END AS ${column}`).join(", ");
  return {
    steps: [
      statement(`SELECT kind, value FROM identities WHERE holder IN (${ALL_OF_HER}) AND ?2`, [member, isFirst]),
      statement(`SELECT profile FROM people WHERE holder IN (${ALL_OF_HER}) AND ?2`, [member, isFirst]),
      statement(
        `SELECT unit, available_on AS availableOn, expires_on AS expiresOn, balance FROM accounts WHERE holder IN (${ALL_OF_HER}) AND ?2`,
        [member, isFirst],
      ),
      statement(`SELECT metric, bucket, amount FROM metrics WHERE holder IN (${ALL_OF_HER}) AND ?2`, [member, isFirst]),
      statement(
        `SELECT public_id AS id, kind, state, facts, (SELECT CASE kind WHEN 'friendship' THEN json_remove(profile, '$.friend') ELSE profile END FROM people WHERE people.holder = holders.id) AS about FROM holders WHERE owner IN (${ALL_OF_HER}) AND public_id > ?2 ORDER BY public_id LIMIT ?3`,
        [member, holding, limit],
      ),
      statement(
        `SELECT plays.id, pool.public_id AS pool, nonce, played_at AS playedAt, plays.state, outcome, item FROM plays JOIN holders pool ON pool.id = plays.pool WHERE member IN (${ALL_OF_HER}) AND plays.id > ?2 ORDER BY plays.id LIMIT ?3`,
        [member, play, limit],
      ),
      statement(
        `WITH ${page} SELECT seq, id, kind, occurred_at AS occurredAt, recorded_at AS recordedAt, programme_version AS programmeVersion, ${own("actor", "key", "request", "status", "answer")}, CASE is_hers WHEN 1 THEN record_hash END AS recordHash, CASE is_hers WHEN 1 THEN page.salt END AS salt FROM page LEFT JOIN papers ON papers.operation = seq ORDER BY seq`,
        [member, seq, limit],
      ),
      statement(
        `WITH ${page} SELECT operation, giver.public_id AS "from", receiver.public_id AS "to", source.unit, amount, reason, why FROM page JOIN postings ON operation = seq
           JOIN accounts source ON source.id = from_account JOIN holders giver ON giver.id = source.holder
           JOIN accounts target ON target.id = to_account JOIN holders receiver ON receiver.id = target.holder
         -- Of a transfer what is hers alone, on whichever side she was.
         WHERE page.kind <> 'transfer' OR (EXISTS (SELECT 1 FROM (${ALL_OF_HER}) hers WHERE hers.id IN (giver.id, receiver.id, giver.owner, receiver.owner))
           AND (giver.kind <> 'member' OR giver.id IN (${ALL_OF_HER})) AND (receiver.kind <> 'member' OR receiver.id IN (${ALL_OF_HER}))) ORDER BY operation, line`,
        [member, seq, limit],
      ),
    ],
    of: ([
      identities = [],
      people = [],
      accounts = [],
      metrics = [],
      holdings = [],
      plays = [],
      operations = [],
      postings = [],
    ]) => {
      const lines = Map.groupBy(postings, ({ operation }) => Number(operation));
      const isFull = [holdings, plays, operations].some((rows) => rows.length === limit);
      return {
        identities: identities.map(plain),
        profile: people[0] ? (JSON.parse(String(people[0].profile)) as Json) : null,
        accounts: accounts.map(plain),
        metrics: metrics.map(plain),
        holdings: holdings.map(({ about, ...row }) => ({
          ...plain(row as Row),
          facts: JSON.parse(String(row.facts)) as Json,
          ...(about === null ? {} : { about: JSON.parse(String(about)) as Json }),
        })),
        plays: plays.map(plain),
        operations: operations.map(({ seq: number, ...row }) => ({
          ...plain(row as Row),
          postings: (lines.get(Number(number)) ?? []).map(({ operation: _, why, ...line }) => ({
            ...plain(line as Row),
            why: JSON.parse(String(why)) as Json,
          })),
        })),
        next: isFull
          ? {
              seq: Number(operations.at(-1)?.seq ?? seq),
              holding: String(holdings.at(-1)?.id ?? holding),
              play: String(plays.at(-1)?.id ?? play),
            }
          : null,
      };
    },
  };
}

/** A row of texts, numbers and nulls as an object of its named columns. */
function plain(row: Row): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !/^\d+$/.test(name))) as JsonObject;
}
