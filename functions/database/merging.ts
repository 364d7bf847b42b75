/** What a merge reads beyond the facts: everything that is counted of one member, of whatever day. */
import type { Identity } from "../values/member-ref.ts";
import type { MetricRow } from "../values/written.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** The read behind `countsOf`, for the member whom an identity names. */
export function countsReads({ kind, value }: Identity): Step[] {
  return [
    statement(
      `SELECT public_id AS holder, metric, bucket, amount FROM metrics CROSS JOIN holders ON holders.id = metrics.holder
       WHERE metrics.holder = (SELECT holder FROM identities WHERE kind = ?1 AND value = ?2)`,
      [kind, value],
    ),
  ];
}

/** The answer to `countsReads`. */
export function countsOf([metrics = []]: Record<string, unknown>[][]): MetricRow[] {
  return metrics.map(({ holder, metric, bucket, amount }) => ({
    holder: String(holder),
    metric: String(metric),
    bucket: Number(bucket),
    amount: Number(amount),
  }));
}
