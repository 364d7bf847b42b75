/** What a merge reads beyond the facts: everything that is counted of one member, and who became her before. */
import { asKind, type Holder } from "../values/holder.ts";
import type { Identity } from "../values/member-ref.ts";
import type { MetricRow } from "../values/written.ts";
import { holderOf } from "./facts.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** The reads behind `mergingOf`, for the member whom an identity names. */
export function mergingReads({ kind, value }: Identity): Step[] {
  const hers = "(SELECT holder FROM identities WHERE kind = ?1 AND value = ?2)";
  return [
    statement(
      `SELECT public_id AS holder, metric, bucket, amount FROM metrics CROSS JOIN holders ON holders.id = metrics.holder WHERE metrics.holder = ${hers}`,
      [kind, value],
    ),
    statement(
      `SELECT public_id, kind, NULL AS owner, version, state, due_at, facts FROM holders
       WHERE kind = 'member' AND state = 'merged' AND facts ->> '$.mergedInto' = (SELECT +public_id FROM holders WHERE id = ${hers})`,
      [kind, value],
    ),
  ];
}

/** The answers to `mergingReads`: every count of hers, of whatever day, and the members who became her. */
export function mergingOf([metrics = [], members = []]: Record<string, unknown>[][]): {
  counts: MetricRow[];
  followers: Holder<"member">[];
} {
  return {
    counts: metrics.map(({ holder, metric, bucket, amount }) => ({
      holder: String(holder),
      metric: String(metric),
      bucket: Number(bucket),
      amount: Number(amount),
    })),
    followers: members.map((row) => asKind(holderOf(row), "member")),
  };
}
