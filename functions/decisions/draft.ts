/**
 * A draft of what an operation will write. Decisions post to it and read from it; it keeps balances and counts as they
 * would be after what was posted so far, so that a later effect sees an earlier one. Nothing leaves it but data.
 */
import { type Account, type AccountName, nameOf } from "../values/account.ts";
import { isUncovered } from "../values/changes.ts";
import type { Instant } from "../values/day.ts";
import type { Holder, HolderKind } from "../values/holder.ts";
import type { Posting } from "../values/posting.ts";
import type { HolderChange, MetricRow, Records, Written } from "../values/written.ts";
import type { Facts } from "./facts.ts";

export interface Draft {
  readonly records: Records;
  /** What came of this operation and met the rules already (raise.ts): names, and members whose standing was told with a cause. */
  readonly raised: Set<string>;
  /** Posts an amount; 0 posts nothing. Throws a fault for less. */
  post(posting: Posting): void;
  /** Balance of an account after what was posted so far. */
  balanceOf(account: AccountName): number;
  /** A holder's accounts of a unit that are not empty, first to expire first. */
  accountsOf(holder: string, unit?: string): Account[];
  /** Sum of a metric's buckets from `from` on, after what was counted so far. */
  counted(holder: string, metric: string, from?: number): number;
  /** A metric by bucket, after what was counted so far. */
  buckets(holder: string, metric: string): Map<number, number>;
  count(row: MetricRow): void;
  claim(name: string): void;
  /** A new holder; it must not exist yet when the batch runs. */
  open<K extends HolderKind>(holder: Omit<Holder<K>, "version">): void;
  /** Changes a holder that was read: its version is expected and bumped. */
  change<K extends HolderKind>(holder: Holder<K>, patch?: Partial<Pick<Holder<K>, "state" | "dueAt" | "facts">>): void;
  /** Changes only what no record covers of a holder, so that the operation does not name it. Throws a fault for more. */
  note<K extends HolderKind>(holder: Holder<K>, facts: Holder<K>["facts"]): void;
  /** Expects a holder's version without changing it, and optionally that the write happens before an instant. */
  expect(holder: Holder, before?: Instant): void;
  /** A holder as it stands in the draft, opened or read. */
  holder(publicId: string): Holder | undefined;
  /** Every holder as it stands in the draft, opened or read. */
  holders(): Holder[];
  written(member: string | null): Written;
}

/** A draft over the facts of one attempt. */
export function draftOf(facts: Facts): Draft {
  const balances = new Map<string, Account>(facts.accounts.map((account) => [nameOf(account), { ...account }]));
  const postings: Posting[] = [];
  const changes = new Map<string, HolderChange>();
  const metrics = new Map<string, MetricRow>();
  const claims: string[] = [];
  const records: Records = {};
  const metricKey = ({ holder, metric, bucket }: MetricRow) => `${holder}\n${metric}\n${bucket}`;

  const move = (account: AccountName, amount: number) => {
    const name = nameOf(account);
    const known = balances.get(name);
    if (known) known.balance += amount;
    else balances.set(name, { ...account, balance: amount });
  };

  const standing = (publicId: string): Holder | undefined => {
    const changed = changes.get(publicId);
    if (!changed) return facts.holders.get(publicId);
    return { ...changed, version: changed.expected ?? 0 };
  };

  return {
    records,
    raised: new Set(),
    post(posting) {
      if (posting.amount === 0) return;
      if (!Number.isSafeInteger(posting.amount) || posting.amount < 0)
        throw new RangeError(`cannot post ${posting.amount}`);
      postings.push(posting);
      move(posting.from, -posting.amount);
      move(posting.to, posting.amount);
    },
    balanceOf(account) {
      return balances.get(nameOf(account))?.balance ?? 0;
    },
    accountsOf(holder, unit) {
      return [...balances.values()]
        .filter(
          (account) =>
            account.holder === holder && account.balance !== 0 && (unit === undefined || account.unit === unit),
        )
        .sort((a, b) => a.expiresOn - b.expiresOn || a.availableOn - b.availableOn || (a.unit < b.unit ? -1 : 1));
    },
    counted(holder, metric, from = 0) {
      let sum = 0;
      for (const row of facts.metrics)
        if (row.holder === holder && row.metric === metric && row.bucket >= from) sum += row.amount;
      for (const row of metrics.values())
        if (row.holder === holder && row.metric === metric && row.bucket >= from) sum += row.amount;
      return sum;
    },
    buckets(holder, metric) {
      const found = new Map<number, number>();
      for (const row of [...facts.metrics, ...metrics.values()])
        if (row.holder === holder && row.metric === metric)
          found.set(row.bucket, (found.get(row.bucket) ?? 0) + row.amount);
      return found;
    },
    count(row) {
      if (row.amount === 0) return;
      const known = metrics.get(metricKey(row));
      if (known) known.amount += row.amount;
      else metrics.set(metricKey(row), { ...row });
    },
    claim(name) {
      claims.push(name);
    },
    open({ publicId, kind, owner, state, dueAt, facts: about }) {
      changes.set(publicId, {
        publicId,
        kind,
        owner,
        expected: null,
        isChanged: true,
        state,
        dueAt,
        facts: about,
        before: null,
      });
    },
    change(holder, patch = {}) {
      const known = changes.get(holder.publicId);
      const base = known ?? { ...holder, expected: holder.version, before: null };
      changes.set(holder.publicId, {
        publicId: holder.publicId,
        kind: holder.kind,
        owner: holder.owner,
        expected: base.expected,
        isChanged: true,
        state: patch.state ?? base.state,
        dueAt: patch.dueAt === undefined ? base.dueAt : patch.dueAt,
        facts: patch.facts ?? base.facts,
        before: base.before,
      });
    },
    note(holder, about) {
      const known = changes.get(holder.publicId);
      if (!isUncovered(holder, known?.facts ?? holder.facts, about))
        throw new Error(`${holder.publicId} would be changed, and the operation would not say so`);
      const isListed = known?.isChanged === true && !known.isUnlisted;
      const { publicId, kind, owner, version, state, dueAt } = holder;
      const base = known ?? { publicId, kind, owner, expected: version, state, dueAt, before: null };
      changes.set(publicId, { ...base, isChanged: true, isUnlisted: !isListed, facts: about });
    },
    expect(holder, before) {
      const known = changes.get(holder.publicId);
      if (known) {
        if (before !== undefined) known.before = Math.min(before, known.before ?? before);
        return;
      }
      const { publicId, kind, owner, version, state, dueAt, facts: about } = holder;
      changes.set(publicId, {
        publicId,
        kind,
        owner,
        expected: version,
        isChanged: false,
        state,
        dueAt,
        facts: about,
        before: before ?? null,
      });
    },
    holder: standing,
    holders() {
      return [...new Set([...facts.holders.keys(), ...changes.keys()])].flatMap((publicId) => standing(publicId) ?? []);
    },
    written(member) {
      return {
        postings,
        holders: [...changes.values()],
        metrics: [...metrics.values()].filter(({ amount }) => amount !== 0),
        claims,
        records,
        member,
      };
    },
  };
}
