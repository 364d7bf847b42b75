/** The audit of what operations say that they changed: each row must be as the last of them left it. */
import type {
  AuditedBeacon,
  AuditedCode,
  AuditedCounts,
  AuditedHolder,
  AuditedItems,
  AuditedPlay,
  AuditedVersion,
} from "../values/audited-changes.ts";
import {
  beaconHash,
  type Changes,
  codeHash,
  holderRowHash,
  itemsHash,
  mayStepUnlisted,
  playRowHash,
  settledHash,
  versionHash,
} from "../values/changes.ts";
import type { MetricRow } from "../values/written.ts";

/** How an operation left a holder. */
export interface LeftHolder {
  version: number;
  hash: string;
  seq: number;
}

/** What operations up to `seq` say that there must be. It grows with the holders and their counts, some 200 bytes each. */
export interface Account {
  seq: number;
  holders: Map<string, LeftHolder>;
  /** Sums by `metricKey`. */
  metrics: Map<string, number>;
  /** Plays raised in each pool. */
  pools: Map<string, number>;
  counts: AuditedCounts;
}

/** An account of nothing. */
export function emptyAccount(): Account {
  const counts = {
    claims: 0,
    plays: 0,
    settled: 0,
    revealed: 0,
    items: 0,
    passedItems: 0,
    codes: 0,
    claimedCodes: 0,
    beacons: 0,
    versions: 0,
    entries: 0,
  };
  return { seq: 0, holders: new Map(), metrics: new Map(), pools: new Map(), counts };
}

/** The name of a count. */
export function metricKey({ holder, metric, bucket }: Omit<MetricRow, "amount">): string {
  return `${holder}\n${metric}\n${bucket}`;
}

/** The count of a name. */
export function metricOfKey(key: string): Omit<MetricRow, "amount"> {
  const [holder = "", metric = "", bucket] = key.split("\n");
  return { holder, metric, bucket: Number(bucket) };
}

/** Takes an operation's changes into the account; one sentence for each that cannot follow what was there before. */
export function accountFor(account: Account, seq: number, changes: Changes): string[] {
  const found: string[] = [];
  for (const [publicId, version, hash] of changes.holders ?? []) {
    const before = account.holders.get(publicId)?.version ?? -1;
    if (mayStepUnlisted(publicId) ? version <= before : version !== before + 1)
      found.push(`operation ${seq} left ${publicId} at version ${version}, and it was at ${before} before.`);
    account.holders.set(publicId, { version, hash, seq });
  }
  for (const [holder, metric, bucket, amount] of changes.metrics ?? []) {
    const key = metricKey({ holder, metric, bucket });
    account.metrics.set(key, (account.metrics.get(key) ?? 0) + amount);
  }
  account.counts.claims += changes.claims?.length ?? 0;
  account.counts.plays += changes.plays?.length ?? 0;
  account.counts.settled += changes.settled?.length ?? 0;
  account.counts.revealed += changes.revealed?.length ?? 0;
  for (const [, count] of changes.items ?? []) account.counts.items += count;
  account.counts.passedItems += changes.passedItems?.length ?? 0;
  account.counts.codes += changes.codes?.length ?? 0;
  account.counts.claimedCodes += changes.claimedCodes?.length ?? 0;
  account.counts.beacons += changes.beacons?.length ?? 0;
  account.counts.versions += changes.versions?.length ?? 0;
  account.counts.entries += changes.entries?.length ?? 0;
  account.seq = seq;
  return found;
}

/** What is wrong with a holder's row. */
export function auditHolder(holder: AuditedHolder, left: LeftHolder | undefined): string[] {
  const { publicId, version, facts } = holder;
  if (!left) return [`${publicId} is there, and no operation opened it.`];
  if (mayStepUnlisted(publicId) ? version < left.version : version !== left.version)
    return [`${publicId} is at version ${version}, and operation ${left.seq}, its last, left it at ${left.version}.`];
  return holderRowHash(holder, facts) === left.hash ? [] : [`${publicId} is not as operation ${left.seq} left it.`];
}

/** What is wrong with a count. */
export function auditMetric(row: MetricRow, counted: number | undefined): string[] {
  const { holder, metric, bucket, amount } = row;
  if (amount === counted) return [];
  const says = counted === undefined ? "no operation counted it" : `operations counted ${counted}`;
  return [`${holder} has ${amount} of ${metric} in bucket ${bucket}, and ${says}.`];
}

/** What is wrong with the rows that an operation says it wrote. `pools` counts each pool's plays on. */
export function auditRows(
  seq: number,
  changes: Changes,
  {
    claims,
    plays,
    items,
    passedItems,
    codes,
    beacons,
    versions,
    pools,
  }: {
    /** By name: the operation that has it. */
    claims: Map<string, number>;
    plays: Map<string, AuditedPlay>;
    items: Map<string, AuditedItems>;
    /** By item: the round that has it. */
    passedItems: Map<string, string | null>;
    codes: Map<string, AuditedCode>;
    beacons: AuditedBeacon[];
    versions: Map<number, AuditedVersion>;
    pools: Map<string, number>;
  },
): string[] {
  const found: string[] = [];
  const differs = (what: string) => found.push(`${what} is not as operation ${seq} left it.`);
  for (const name of changes.claims ?? [])
    if (claims.get(name) !== seq) found.push(`${name} was claimed by operation ${seq}, and its row says otherwise.`);
  for (const [id, pool, hash] of changes.plays ?? []) {
    const play = plays.get(id);
    const number = (pools.get(pool) ?? 0) + 1;
    pools.set(pool, number);
    if (!play) found.push(`${id} is missing, which operation ${seq} raised.`);
    else if (playRowHash(play) !== hash) differs(id);
    else if (play.seq !== number) found.push(`${id} is play ${play.seq} of ${pool}, and was raised as play ${number}.`);
  }
  for (const [id, hash] of changes.settled ?? []) {
    const play = plays.get(id);
    if (!play || settledHash(play) !== hash) differs(`what came of ${id}`);
    else if (play.item !== null && play.itemOf !== id)
      found.push(`${id} won ${play.item}, which is said to be of ${play.itemOf ?? "nobody"}.`);
  }
  for (const id of changes.revealed ?? [])
    if (plays.get(id)?.revealedBy !== seq)
      found.push(`${id} was revealed by operation ${seq}, and its row says otherwise.`);
  for (const [pool, count, hash] of changes.items ?? []) {
    const own = items.get(pool)?.items ?? [];
    if (own.length !== count || itemsHash(own) !== hash) differs(`the list of prize items of ${pool}`);
  }
  for (const [item, contest] of changes.passedItems ?? [])
    if (passedItems.get(item) !== contest) differs(`the second chance ${item} of ${contest}`);
  for (const [digest, hash] of changes.codes ?? []) {
    const code = codes.get(digest);
    if (!code || codeHash(code) !== hash) differs(`the voucher code ${digest}`);
  }
  for (const [digest, voucher] of changes.claimedCodes ?? [])
    if (codes.get(digest)?.voucher !== voucher) differs(`the voucher code ${digest} of ${voucher}`);
  for (const [chain, round, hash] of changes.beacons ?? []) {
    const row = beacons.find((beacon) => beacon.chain === chain && beacon.round === round);
    if (!row || beaconHash(row) !== hash || row.operation !== seq) differs(`the beacon of round ${round}`);
  }
  for (const [version, hash] of changes.versions ?? []) {
    const row = versions.get(version);
    if (!row || versionHash(row) !== hash || row.operation !== seq) differs(`version ${version} of the programme`);
  }
  return found;
}

/** Tables that have more or fewer rows than operations wrote. */
export function auditCounts(has: AuditedCounts, needs: AuditedCounts): string[] {
  const words: Record<keyof AuditedCounts, string> = {
    claims: "natural keys were taken",
    plays: "plays were raised",
    settled: "plays were settled",
    revealed: "plays were revealed",
    items: "prize items were brought in",
    passedItems: "prize items became second chances",
    codes: "voucher codes were brought in",
    claimedCodes: "voucher codes were taken",
    beacons: "beacons were kept",
    versions: "versions of the programme were published",
    entries: "parts of entries files were written",
  };
  return (Object.keys(words) as (keyof AuditedCounts)[]).flatMap((name) =>
    has[name] === needs[name] ? [] : [`${needs[name]} ${words[name]} by operations, and the table has ${has[name]}.`],
  );
}
