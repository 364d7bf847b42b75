/** Operations as endpoints are told of them: what moved, by ids and amounts. Nothing of papers, identities or people. */
import type { Row } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import { type Argument, statement } from "./statement.ts";
import type { Step } from "./steps.ts";

export interface ToldOperation {
  seq: number;
  id: string;
  kind: string;
  actor: string;
  member: string | null;
  occurredAt: Instant;
  recordedAt: Instant;
  /** Public ids of the holders that it opened or changed; none: it was refused. */
  changed: string[];
  /** Of those, the redemptions and vouchers, with their reward. */
  rewarded: { kind: "redemption" | "voucher"; id: string; reward: string }[];
  postings: { from: string; to: string; unit: string; reason: string; amount: number }[];
}

/** The operations of a condition (on the columns of `operations`, perhaps with order and limit): three statements. */
export function toldSteps(where: string, args: Argument[]): Step[] {
  const page = `page AS (SELECT seq, id, kind, actor, member, occurred_at, recorded_at, changes FROM operations WHERE ${where})`;
  return [
    statement(
      `WITH ${page} SELECT seq, page.id, page.kind, actor, member.public_id AS member, occurred_at, recorded_at,
         (SELECT json_group_array(value ->> 0) FROM json_each(changes, '$.holders')) AS changed
       FROM page LEFT JOIN holders member ON member.id = page.member ORDER BY seq`,
      args,
    ),
    statement(
      `WITH ${page} SELECT seq, holders.kind, holders.public_id, facts ->> '$.reward' AS reward
       FROM page CROSS JOIN json_each(changes, '$.holders') one CROSS JOIN holders ON holders.public_id = one.value ->> 0
       WHERE holders.kind IN ('redemption', 'voucher') ORDER BY seq, holders.id`,
      args,
    ),
    statement(
      `WITH ${page} SELECT operation, giver.public_id AS giver, taker.public_id AS taker, source.unit, reason, sum(amount) AS amount
       FROM page CROSS JOIN postings ON operation = seq
         CROSS JOIN accounts source ON source.id = from_account CROSS JOIN holders giver ON giver.id = source.holder
         CROSS JOIN accounts target ON target.id = to_account CROSS JOIN holders taker ON taker.id = target.holder
       GROUP BY operation, giver.id, taker.id, source.unit, reason ORDER BY operation, min(line)`,
      args,
    ),
  ];
}

/** What the rows of those statements say. */
export function toldOf([operations = [], rewarded = [], postings = []]: Row[][]): ToldOperation[] {
  const given = Map.groupBy(rewarded, ({ seq }) => Number(seq));
  const moved = Map.groupBy(postings, ({ operation }) => Number(operation));
  return operations.map((row) => ({
    seq: Number(row.seq),
    id: String(row.id),
    kind: String(row.kind),
    actor: String(row.actor),
    member: row.member === null ? null : String(row.member),
    occurredAt: Number(row.occurred_at),
    recordedAt: Number(row.recorded_at),
    changed: JSON.parse(String(row.changed)) as string[],
    rewarded: (given.get(Number(row.seq)) ?? []).map(({ kind, public_id, reward }) => ({
      kind: kind === "voucher" ? "voucher" : "redemption",
      id: String(public_id),
      reward: String(reward),
    })),
    postings: (moved.get(Number(row.seq)) ?? []).map(({ giver, taker, unit, reason, amount }) => ({
      from: String(giver),
      to: String(taker),
      unit: String(unit),
      reason: String(reason),
      amount: Number(amount),
    })),
  }));
}
