/** The tables that move on, row by row: holders, counts, and how many rows the rarer ones have. */
import type { Client } from "@libsql/client/web";
import {
  type AfterMetric,
  readCountsForAudit,
  readHoldersForAudit,
  readMetricsForAudit,
  readWhichAreThere,
} from "../database/audit-changes.ts";
import { pagesOf } from "../database/audit-pages.ts";
import { auditCounts, auditHolder, auditMetric, metricKey, metricOfKey } from "../decisions/audit-changes.ts";
import type { Walk } from "./audit-walk.ts";

/** Names asked for at once. */
const NAMES = 1_000;

/** Compares every row with what operations say of it, and finds those that are missing. */
export async function auditTableRows(
  client: Client,
  result: { findings: string[] },
  { walk, page }: { walk: Walk; page: number },
): Promise<void> {
  const { account } = walk;
  const holders = new Set<string>();
  const pagedHolders = pagesOf(page);
  for (let after = 0; ; ) {
    const { page: read, limit } = await pagedHolders((limit) => readHoldersForAudit(client, { after, limit }));
    await walk.to(read.newest);
    for (const holder of read.holders) {
      after = holder.id;
      result.findings.push(...auditHolder(holder, account.holders.get(holder.publicId)));
      holders.add(holder.publicId);
    }
    if (read.holders.length < limit) break;
  }
  const metrics = new Set<string>();
  const pagedMetrics = pagesOf(page);
  for (let after: AfterMetric | null = { holder: -1, metric: "", bucket: 0 }; after !== null; ) {
    const from: AfterMetric = after;
    const { page: read } = await pagedMetrics((limit) => readMetricsForAudit(client, { after: from, limit }));
    await walk.to(read.newest);
    for (const row of read.metrics) {
      result.findings.push(...auditMetric(row, account.metrics.get(metricKey(row))));
      metrics.add(metricKey(row));
    }
    after = read.next;
  }
  const { counts, newest } = await readCountsForAudit(client);
  await walk.to(newest);
  result.findings.push(...auditCounts(counts, account.counts));
  await auditMissing(client, result, { walk, holders, metrics });
}

/** What operations say there is and no page had. It may be new since: it is asked for once more. */
async function auditMissing(
  client: Client,
  result: { findings: string[] },
  { walk, holders, metrics }: { walk: Walk; holders: Set<string>; metrics: Set<string> },
): Promise<void> {
  const missing = {
    holders: [...walk.account.holders.keys()].filter((publicId) => !holders.has(publicId)),
    metrics: [...walk.account.metrics.keys()].filter((key) => !metrics.has(key)),
  };
  for (let from = 0; from < Math.max(missing.holders.length, missing.metrics.length); from += NAMES) {
    const asked = {
      holders: missing.holders.slice(from, from + NAMES),
      metrics: missing.metrics.slice(from, from + NAMES),
    };
    const there = await readWhichAreThere(client, {
      holders: asked.holders,
      metrics: asked.metrics.map(metricOfKey),
    });
    const counted = new Set(there.metrics.map(metricKey));
    result.findings.push(
      ...asked.holders
        .filter((publicId) => !there.holders.has(publicId))
        .map((publicId) => `${publicId} is missing, which operation ${walk.account.holders.get(publicId)?.seq} left.`),
      ...asked.metrics
        .filter((key) => !counted.has(key))
        .map((key) => {
          const { holder, metric, bucket } = metricOfKey(key);
          return `${holder} has no row for ${metric} in bucket ${bucket}, and operations counted ${walk.account.metrics.get(key)}.`;
        }),
    );
  }
}
