/** What an audit reads of holders, counts and the rarer tables, to compare it with what operations say that they changed. */
import type { Client, Row } from "@libsql/client/web";
import type {
  AuditedBeacon,
  AuditedCode,
  AuditedCounts,
  AuditedHolder,
  AuditedItems,
  AuditedPassedItem,
  AuditedPlay,
  AuditedVersion,
} from "../values/audited-changes.ts";
import type { MetricRow } from "../values/written.ts";
import { readBatch } from "./read-batch.ts";
import { statement } from "./statement.ts";

const NEWEST = statement("SELECT coalesce(max(seq), 0) AS newest FROM operations");

/** Holders after a number, in order, with the newest operation at that moment. */
export async function readHoldersForAudit(
  client: Client,
  { after, limit }: { after: number; limit: number },
): Promise<{ holders: AuditedHolder[]; newest: number }> {
  const [newest = [], rows = []] = await readBatch(client, [
    NEWEST,
    statement(
      `SELECT holders.id, holders.public_id, holders.kind, coalesce(owner.public_id, 'holder ' || holders.owner) AS owner, holders.version, holders.state, holders.due_at, holders.facts
       FROM holders LEFT JOIN holders owner ON owner.id = holders.owner WHERE holders.id > ?1 ORDER BY holders.id LIMIT ?2`,
      [after, limit],
    ),
  ]);
  return {
    newest: Number(newest[0]?.newest),
    holders: rows.map((row) => ({
      id: Number(row.id),
      publicId: String(row.public_id),
      kind: String(row.kind),
      owner: textOrNull(row.owner),
      version: Number(row.version),
      state: String(row.state),
      dueAt: numberOrNull(row.due_at),
      facts: String(row.facts),
    })),
  };
}

/** Where a page of counts goes on. */
export interface AfterMetric {
  holder: number;
  metric: string;
  bucket: number;
}

/** Counts after a key, in order, with the newest operation at that moment; `next`: the last key, null when there are no more. */
export async function readMetricsForAudit(
  client: Client,
  { after, limit }: { after: AfterMetric; limit: number },
): Promise<{ metrics: MetricRow[]; newest: number; next: AfterMetric | null }> {
  const [newest = [], rows = []] = await readBatch(client, [
    NEWEST,
    statement(
      `SELECT metrics.holder AS number, public_id AS holder, metric, bucket, amount FROM metrics LEFT JOIN holders ON holders.id = holder
       WHERE (metrics.holder, metric, bucket) > (?1, ?2, ?3) ORDER BY metrics.holder, metric, bucket LIMIT ?4`,
      [after.holder, after.metric, after.bucket, limit],
    ),
  ]);
  const last = rows.at(-1);
  return {
    newest: Number(newest[0]?.newest),
    metrics: rows.map(metricOf),
    next: last ? { holder: Number(last.number), metric: String(last.metric), bucket: Number(last.bucket) } : null,
  };
}

/** Which of these are there: holders by public id, counts by holder, metric and bucket. */
export async function readWhichAreThere(
  client: Client,
  { holders, metrics }: { holders: string[]; metrics: Omit<MetricRow, "amount">[] },
): Promise<{ holders: Set<string>; metrics: MetricRow[] }> {
  const [known = [], counted = []] = await readBatch(client, [
    statement("SELECT public_id FROM json_each(?1) JOIN holders ON public_id = value", [JSON.stringify(holders)]),
    statement(
      `SELECT public_id AS holder, metric, bucket, amount FROM json_each(?1) CROSS JOIN holders ON public_id = value ->> 0
       CROSS JOIN metrics ON metrics.holder = holders.id AND metric = value ->> 1 AND bucket = value ->> 2`,
      [JSON.stringify(metrics.map(({ holder, metric, bucket }) => [holder, metric, bucket]))],
    ),
  ]);
  return { holders: new Set(known.map(({ public_id }) => String(public_id))), metrics: counted.map(metricOf) };
}

/** The rows of rarer tables by their names; what is missing is left out. */
export async function readChangedForAudit(
  client: Client,
  {
    claims,
    plays,
    pools,
    passedItems,
    codes,
    beacons,
    versions,
  }: {
    claims: string[];
    plays: string[];
    pools: string[];
    passedItems: string[];
    codes: string[];
    beacons: [string, number][];
    versions: number[];
  },
): Promise<{
  claims: Map<string, number>;
  plays: AuditedPlay[];
  items: AuditedItems[];
  passedItems: AuditedPassedItem[];
  codes: AuditedCode[];
  beacons: AuditedBeacon[];
  versions: AuditedVersion[];
}> {
  const [claimed = [], played = [], items = [], passed = [], kept = [], said = [], published = []] = await readBatch(
    client,
    [
      statement("SELECT name, operation FROM json_each(?1) CROSS JOIN claims ON name = value", [
        JSON.stringify(claims),
      ]),
      statement(
        `SELECT plays.id, pool.public_id AS pool, seq, member.public_id AS member, nonce, event, epoch, played_at, plays.round, plays.state, ticket, plays.outcome, item, revealed_by, prize_items.play AS item_of
       FROM json_each(?1) CROSS JOIN plays ON plays.id = value LEFT JOIN holders pool ON pool.id = plays.pool LEFT JOIN holders member ON member.id = plays.member
         LEFT JOIN prize_items ON prize_items.id = plays.item`,
        [JSON.stringify(plays)],
      ),
      statement(
        `SELECT value AS pool, (SELECT json_group_array(json_array(prize_items.id, outcome, available_from)) FROM prize_items WHERE prize_items.pool = holders.id) AS items
       FROM json_each(?1) LEFT JOIN holders ON public_id = value`,
        [JSON.stringify(pools)],
      ),
      statement(
        `SELECT prize_items.id, public_id AS contest FROM json_each(?1) CROSS JOIN prize_items ON prize_items.id = value
       LEFT JOIN holders ON holders.id = contest`,
        [JSON.stringify(passedItems)],
      ),
      statement(
        `SELECT digest, reward.public_id AS reward, sealed, voucher.public_id AS voucher FROM json_each(?1) CROSS JOIN voucher_codes ON digest = value
       LEFT JOIN holders reward ON reward.id = voucher_codes.reward LEFT JOIN holders voucher ON voucher.id = voucher_codes.voucher`,
        [JSON.stringify(codes)],
      ),
      statement(
        `SELECT chain, round, signature, verified, operation FROM json_each(?1)
       CROSS JOIN beacons ON chain = value ->> 0 AND round = value ->> 1`,
        [JSON.stringify(beacons)],
      ),
      statement(
        "SELECT version, effective_at, document, operation FROM json_each(?1) CROSS JOIN programme_versions ON version = value",
        [JSON.stringify(versions)],
      ),
    ],
  );
  return {
    claims: new Map(claimed.map(({ name, operation }) => [String(name), Number(operation)])),
    plays: played.map((row) => ({
      id: String(row.id),
      pool: String(row.pool),
      seq: Number(row.seq),
      member: String(row.member),
      nonce: Number(row.nonce),
      event: String(row.event),
      epoch: Number(row.epoch),
      at: Number(row.played_at),
      round: Number(row.round),
      state: String(row.state),
      ticket: numberOrNull(row.ticket),
      outcome: textOrNull(row.outcome),
      item: textOrNull(row.item),
      revealedBy: numberOrNull(row.revealed_by),
      itemOf: textOrNull(row.item_of),
    })),
    items: items.map((row) => ({
      pool: String(row.pool),
      items: (JSON.parse(String(row.items)) as [string, string, number][]).map(([id, outcome, availableFrom]) => ({
        id,
        outcome,
        availableFrom,
      })),
    })),
    passedItems: passed.map(({ id, contest }) => ({ id: String(id), contest: textOrNull(contest) })),
    codes: kept.map(({ digest, reward, sealed, voucher }) => ({
      digest: String(digest),
      reward: String(reward),
      sealed: String(sealed),
      voucher: textOrNull(voucher),
    })),
    beacons: said.map(({ chain, round, signature, verified, operation }) => ({
      chain: String(chain),
      round: Number(round),
      signature: String(signature),
      isVerified: Number(verified) === 1,
      operation: Number(operation),
    })),
    versions: published.map((row) => ({
      version: Number(row.version),
      effectiveAt: Number(row.effective_at),
      document: String(row.document),
      operation: Number(row.operation),
    })),
  };
}

/** How many rows the rarer tables have, with the newest operation at that moment. */
export async function readCountsForAudit(client: Client): Promise<{ counts: AuditedCounts; newest: number }> {
  const [newest = [], rows = []] = await readBatch(client, [
    NEWEST,
    statement(
      `SELECT (SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM plays) AS plays, (SELECT count(*) FROM plays WHERE state <> 'pending') AS settled,
         (SELECT count(*) FROM plays WHERE revealed_by IS NOT NULL) AS revealed, (SELECT count(*) FROM prize_items) AS items, (SELECT count(contest) FROM prize_items) AS passedItems,
         (SELECT count(*) FROM voucher_codes) AS codes, (SELECT count(voucher) FROM voucher_codes) AS claimedCodes,
         (SELECT count(*) FROM beacons) AS beacons, (SELECT count(*) FROM programme_versions) AS versions, (SELECT count(*) FROM entries_files) AS entries`,
    ),
  ]);
  const of = (name: keyof AuditedCounts) => Number(rows[0]?.[name]);
  const counts = {
    claims: of("claims"),
    plays: of("plays"),
    settled: of("settled"),
    revealed: of("revealed"),
    items: of("items"),
    passedItems: of("passedItems"),
    codes: of("codes"),
    claimedCodes: of("claimedCodes"),
    beacons: of("beacons"),
    versions: of("versions"),
    entries: of("entries"),
  };
  return { counts, newest: Number(newest[0]?.newest) };
}

function metricOf(row: Row): MetricRow {
  return {
    holder: String(row.holder),
    metric: String(row.metric),
    bucket: Number(row.bucket),
    amount: Number(row.amount),
  };
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : String(value);
}

function numberOrNull(value: unknown): number | null {
  return value === null ? null : Number(value);
}
