/** The members that an audit reads, each with everything that what she has follows from, as it was at one moment. */
import type { Client, Row } from "@libsql/client/web";
import type { AuditedMember } from "../values/audited.ts";
import type { HolderFacts } from "../values/holder.ts";
import type { OrderFacts } from "../values/order-facts.ts";
import type { RedemptionFacts } from "../values/redemption-facts.ts";
import { pagesOf } from "./audit-pages.ts";
import { givenTo } from "./given-to.ts";
import { readBatch } from "./read-batch.ts";
import { type Argument, statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** So many rows of each of a member's lists. */
interface Slice {
  offset: number;
  limit: number;
}

/** How often a member is read anew who changes meanwhile. */
const ATTEMPTS = 20;

/** A page of members. */
const PAGE = `page AS (SELECT * FROM holders WHERE kind = 'member' AND id > ?1 ORDER BY id LIMIT ?2)`;
// What a member did who became another counts for whom she became; her plays keep their own numbers. CROSS JOIN keeps the loops in this order.
const KIN = `${PAGE}, kin(member, id) AS (
    SELECT id, id FROM page WHERE state <> 'merged'
    UNION ALL SELECT page.id, gone.id FROM page CROSS JOIN holders gone ON gone.kind = 'member' AND gone.state = 'merged' AND gone.facts ->> '$.mergedInto' = +page.public_id
  )`;

/** When the newest operation of a member was recorded, and the newest that moved or counted something of hers. */
const RECORDED = "SELECT recorded_at FROM operations WHERE operations.member = page.id";
const MOVED = `${RECORDED} AND (EXISTS (SELECT 1 FROM json_each(changes, '$.metrics') WHERE value ->> 0 = page.public_id AND value ->> 1 NOT IN ('refusals', 'wrong-codes') AND value ->> 1 NOT LIKE 'forgotten:%')
  OR EXISTS (SELECT 1 FROM postings JOIN accounts ON accounts.id IN (from_account, to_account) WHERE postings.operation = seq AND accounts.holder = page.id))`;

/** The later of her own newest and of when another member last gave her something, which moved hers as well. */
const orGiven = (own: string) =>
  `nullif(max(coalesce((${own} ORDER BY seq DESC LIMIT 1), 0), coalesce((SELECT max(recorded_at) FROM ${givenTo("page.id")}), 0)), 0)`;

/** Her own row, and then her lists, each with the order in which it is read where it is read in slices. */
const MEMBERS = `WITH ${PAGE} SELECT id, public_id, version, state, due_at, facts, EXISTS (SELECT 1 FROM operations WHERE operations.member = page.id AND operations.kind = 'erase') AS has_erasure,
  (SELECT count(*) FROM holders gone WHERE gone.kind = 'member' AND gone.state = 'merged' AND gone.facts ->> '$.mergedInto' = +page.public_id) AS merged,
  ${orGiven(RECORDED)} AS recorded_at, ${orGiven(MOVED)} AS moved_at FROM page ORDER BY id`;
const LISTS: { sql: string; by: string }[] = [
  {
    sql: `WITH ${KIN} SELECT kin.member, owned.public_id, owned.kind, owned.state, owned.facts FROM kin CROSS JOIN holders owned ON owned.owner = kin.id AND owned.kind IN ('order', 'event')`,
    by: "owned.id",
  },
  {
    sql: `WITH ${KIN} SELECT kin.member, operations.seq, operations.kind, coalesce(why ->> '$.version', programme_version) AS version, why ->> '$.day' AS day, why ->> '$.on' AS happened, occurred_at, accounts.unit, why ->> '$.rule' AS rule, coalesce(why ->> '$.denominator', 0) AS denominator, coalesce(why ->> '$.rounding', 'down') AS rounding,
           sum(CASE reason WHEN 'earn' THEN amount WHEN 'refund' THEN -amount ELSE 0 END) AS amount, sum(CASE reason WHEN 'forgive' THEN amount ELSE 0 END) AS forgiven,
           (SELECT json_group_array(name) FROM claims WHERE claims.operation = operations.seq) AS claims
         FROM (SELECT kin.member, kin.id, seq FROM kin CROSS JOIN operations ON operations.member = kin.id
             UNION ALL SELECT kin.member, kin.id, seq FROM kin CROSS JOIN ${givenTo("kin.id")}) kin
           CROSS JOIN operations USING (seq) CROSS JOIN postings ON operation = seq AND reason IN ('earn', 'refund', 'forgive') CROSS JOIN accounts ON accounts.id = from_account
         WHERE rule IS NOT NULL AND (operations.kind <> 'transfer' OR EXISTS (SELECT 1 FROM accounts its WHERE its.id IN (from_account, to_account) AND its.holder = kin.id)) GROUP BY kin.member, operations.seq, accounts.unit, rule, denominator, rounding, version, day, happened`,
    by: "operations.seq, accounts.unit, rule, denominator, rounding, version, day, happened",
  },
  {
    sql: `WITH ${KIN} SELECT kin.member, owned.public_id, owned.state, owned.facts FROM kin CROSS JOIN holders owned ON owned.owner = kin.id AND owned.kind = 'redemption'`,
    by: "owned.id",
  },
  {
    sql: `WITH ${KIN} SELECT owned.public_id, accounts.unit, accounts.balance FROM kin CROSS JOIN holders owned ON owned.owner = kin.id AND owned.kind = 'redemption' CROSS JOIN accounts ON accounts.holder = owned.id`,
    by: "accounts.id",
  },
  {
    sql: `WITH ${PAGE} SELECT page.id AS member, metric, bucket, amount FROM page JOIN metrics ON metrics.holder = page.id`,
    by: "metric, bucket",
  },
  {
    sql: `WITH ${PAGE} SELECT page.id AS member, pool.public_id AS pool, count(*) AS count FROM page JOIN plays ON plays.member = page.id JOIN holders pool ON pool.id = plays.pool GROUP BY page.id, pool.public_id`,
    by: "pool.public_id",
  },
  {
    sql: `WITH ${PAGE} SELECT page.id AS member, unit, available_on, expires_on, balance FROM page JOIN accounts ON accounts.holder = page.id AND balance <> 0`,
    by: "accounts.id",
  },
];

/** Members after a holder's number, in order; `next` is the last number, null when there are no more. */
export async function readMembersForAudit(
  client: Client,
  { after, limit }: { after: number; limit: number },
): Promise<{ members: AuditedMember[]; next: number | null }> {
  const [members = [], ...lists] = await readBatch(client, stepsOf([after, limit]));
  return { members: membersOf(members, lists), next: members.length === 0 ? null : Number(members.at(-1)?.id) };
}

/**
 * The first member after a holder's number, who is too long for one answer: read in slices, and anew when she changed
 * between two of them. Null: she changed each time.
 */
export async function readLongMemberForAudit(
  client: Client,
  { after, limit }: { after: number; limit: number },
): Promise<{ member: AuditedMember | null; next: number }> {
  let next = after;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const lists: Row[][] = LISTS.map(() => []);
    const sliced = pagesOf(limit);
    for (let offset = 0, version: unknown = null; ; ) {
      const slice = await sliced((most) => readBatch(client, stepsOf([after, 1], { offset, limit: most })));
      const [[row] = [], ...read] = slice.page;
      if (!row) throw new Error(`no member after ${after}, where one was`);
      next = Number(row.id);
      if (version !== null && version !== row.version) break;
      version = row.version;
      for (const [index, rows] of read.entries()) lists[index]?.push(...rows);
      if (read.every((rows) => rows.length < slice.limit)) return { member: membersOf([row], lists)[0] ?? null, next };
      offset += slice.limit;
    }
  }
  return { member: null, next };
}

function stepsOf(args: Argument[], slice?: Slice): Step[] {
  return [
    statement(MEMBERS, args),
    ...LISTS.map(({ sql, by }) =>
      slice
        ? statement(`${sql} ORDER BY ${by} LIMIT ?3 OFFSET ?4`, [...args, slice.limit, slice.offset])
        : statement(sql, args),
    ),
  ];
}

function membersOf(members: Row[], lists: Row[][]): AuditedMember[] {
  const [orders = [], earnings = [], redemptions = [], holds = [], metrics = [], plays = [], lots = []] = lists;
  const of = (rows: Row[]) => Map.groupBy(rows, ({ member }) => Number(member));
  const [orderRows, earningRows, redemptionRows, metricRows, playRows, lotRows] = [
    orders,
    earnings,
    redemptions,
    metrics,
    plays,
    lots,
  ].map(of);
  const held = Map.groupBy(holds, ({ public_id }) => String(public_id));
  return members.map((row) => {
    const id = Number(row.id);
    return {
      member: String(row.public_id),
      state: String(row.state),
      facts: JSON.parse(String(row.facts)) as HolderFacts["member"],
      dueAt: row.due_at === null ? null : Number(row.due_at),
      recordedAt: row.recorded_at === null ? null : Number(row.recorded_at),
      movedAt: row.moved_at === null ? null : Number(row.moved_at),
      hasErasure: Number(row.has_erasure) === 1,
      merged: Number(row.merged),
      orders: (orderRows?.get(id) ?? []).map(({ public_id, kind, state, facts }) => ({
        order: String(public_id),
        kind: kind === "event" ? ("event" as const) : ("order" as const),
        state: String(state),
        facts: JSON.parse(String(facts)) as OrderFacts,
      })),
      earnings: (earningRows?.get(id) ?? []).map((earning) => ({
        claims: JSON.parse(String(earning.claims)) as string[],
        kind: String(earning.kind),
        version: Number(earning.version),
        day: earning.day === null ? null : Number(earning.day),
        occurredAt: Number(earning.occurred_at),
        on: earning.happened === null ? null : String(earning.happened),
        rule: String(earning.rule),
        unit: String(earning.unit),
        denominator: Number(earning.denominator),
        rounding: String(earning.rounding) as AuditedMember["earnings"][number]["rounding"],
        amount: Number(earning.amount),
        forgiven: Number(earning.forgiven),
      })),
      redemptions: (redemptionRows?.get(id) ?? []).map(({ public_id, state, facts }) => ({
        redemption: String(public_id),
        state: String(state),
        facts: JSON.parse(String(facts)) as RedemptionFacts,
        holds: (held.get(String(public_id)) ?? []).map(({ unit, balance }) => ({
          unit: String(unit),
          balance: Number(balance),
        })),
      })),
      metrics: (metricRows?.get(id) ?? []).map(({ metric, bucket, amount }) => ({
        metric: String(metric),
        bucket: Number(bucket),
        amount: Number(amount),
      })),
      plays: (playRows?.get(id) ?? []).map(({ pool, count }) => ({ pool: String(pool), count: Number(count) })),
      accounts: (lotRows?.get(id) ?? []).map(({ unit, available_on, expires_on, balance }) => ({
        holder: String(row.public_id),
        unit: String(unit),
        availableOn: Number(available_on),
        expiresOn: Number(expires_on),
        balance: Number(balance),
      })),
    };
  });
}
