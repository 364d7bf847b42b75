/**
 * What an operation changed beside its postings, as the list that its row keeps and its record hashes. The rows themselves
 * move on; the list lets an audit say of each of them which operation left it so.
 */
import { sha256BytesHex, sha256Hex } from "./hash.ts";
import type { HolderChange, PlayRaised, Records, Written } from "./written.ts";

/** Absent: none. Hashes are SHA-256 in hex. */
export interface Changes {
  /** Public id, the version it has from now on, and the hash of its row. */
  holders?: [string, number, string][];
  /** Natural keys that it took, sorted. */
  claims?: string[];
  /** Holder, metric, bucket, and what was added. */
  metrics?: [string, string, number, number][];
  /** Plays raised, in their order in the pool: id, pool, and the hash of what they keep. */
  plays?: [string, string, string][];
  /** Plays settled: id and the hash of what came of them. */
  settled?: [string, string][];
  /** Ids of plays that were revealed. */
  revealed?: string[];
  /** Prize items brought in, by pool: how many, and the hash of their list. */
  items?: [string, number, string][];
  /** Prize items that nobody won and that went to a round of a contest: id and contest. */
  passedItems?: [string, string][];
  /** Voucher codes brought in: digest, and the hash of what else they keep. */
  codes?: [string, string][];
  /** Codes that became a voucher's: digest and voucher. */
  claimedCodes?: [string, string][];
  /** Beacons kept: network, round, and the hash of what it said. */
  beacons?: [string, number, string][];
  /** A version of the programme: its number and hash. */
  versions?: [number, string][];
  /** Parts of entries files: contest, part, hash. */
  entries?: [string, number, string][];
}

/**
 * How each kind of rarer rows is covered. False: by nothing, since the rows are personal data, which an erasure deletes whole,
 * or notes of what was sent outside, from which nothing follows.
 */
const COVERED: Record<keyof Records, keyof Changes | false> = {
  plays: "plays",
  settled: "settled",
  revealed: "revealed",
  items: "items",
  passedItems: "passedItems",
  codes: "codes",
  claimedCodes: "claimedCodes",
  beacons: "beacons",
  version: "versions",
  entriesParts: "entries",
  identities: false,
  people: false,
  linked: false,
  forgottenBy: false,
  erased: false,
  followed: false,
  sentAgain: false,
  forgottenVisits: false,
  unshown: false,
  parted: false,
};

/** The list of changes of what an operation writes, as JSON text. Throws a fault for rows that nothing here knows. */
export function changesOf({ holders, claims, metrics, records }: Written): string {
  for (const name of Object.keys(records))
    if (!(name in COVERED)) throw new Error(`${name} would be written, and the record does not cover it`);
  const changes: Changes = {};
  const changed = holders.filter(({ isChanged, isUnlisted }) => isChanged && !isUnlisted);
  if (changed.length > 0)
    changes.holders = changed.map((holder) => [
      holder.publicId,
      holder.expected === null ? 0 : holder.expected + 1,
      holderHash(holder),
    ]);
  if (claims.length > 0) changes.claims = [...claims].sort();
  if (metrics.length > 0)
    changes.metrics = metrics.map(({ holder, metric, bucket, amount }) => [holder, metric, bucket, amount]);
  const { plays, settled, revealed, items, passedItems, codes, claimedCodes, beacons, version, entriesParts } = records;
  if (plays) changes.plays = plays.map((play) => [play.id, play.pool, playRowHash(play)]);
  if (settled) changes.settled = settled.map((play) => [play.id, settledHash(play)]);
  if (revealed) changes.revealed = revealed.map(({ id }) => id);
  if (items)
    changes.items = [...Map.groupBy(items, ({ pool }) => pool)].map(([pool, own]) => [
      pool,
      own.length,
      itemsHash(own),
    ]);
  if (passedItems) changes.passedItems = passedItems.map(({ id, contest }) => [id, contest]);
  if (codes) changes.codes = codes.map((code) => [code.digest, codeHash(code)]);
  if (claimedCodes) changes.claimedCodes = claimedCodes.map(({ digest, voucher }) => [digest, voucher]);
  if (beacons) changes.beacons = beacons.map((beacon) => [beacon.chain, beacon.round, beaconHash(beacon)]);
  if (version) changes.versions = [[version.version, versionHash(version)]];
  if (entriesParts)
    changes.entries = entriesParts.map(({ contest, part, content }) => [contest, part, sha256BytesHex(content)]);
  return JSON.stringify(changes);
}

/**
 * Facts that no record covers: whoever changes them was at that venue, and an operation that named it would say so for ever.
 * A draft notes them (`note`), and the versions that they step are in no list.
 */
const UNCOVERED: Record<string, { prefix: string; facts: string[] }> = {
  venue: { prefix: "ven_", facts: ["mayor", "mayorOn"] },
  tag: { prefix: "tag:", facts: ["counter", "taps"] },
};

/** Whether a holder of this name may have stepped versions that no operation lists. */
export function mayStepUnlisted(publicId: string): boolean {
  return Object.values(UNCOVERED).some(({ prefix }) => publicId.startsWith(prefix));
}

/** Whether what is noted of a holder is nothing but what no record covers. */
export function isUncovered({ kind, publicId }: { kind: string; publicId: string }, before: object, after: object) {
  return mayStepUnlisted(publicId) && covered(kind, JSON.stringify(before)) === covered(kind, JSON.stringify(after));
}

/** The hash of a holder's row: facts as the text that the table keeps, but for what no record covers. */
export function holderRowHash(
  { kind, owner, state, dueAt }: Pick<HolderChange, "owner" | "state" | "dueAt"> & { kind: string },
  facts: string,
): string {
  return sha256Hex(`${JSON.stringify([kind, owner, state, dueAt])}\n${covered(kind, facts)}`);
}

function covered(kind: string, facts: string): string {
  const left = UNCOVERED[kind]?.facts;
  if (left === undefined) return facts;
  const all = Object.entries(JSON.parse(facts) as object);
  return JSON.stringify(Object.fromEntries(all.filter(([name]) => !left.includes(name))));
}

function holderHash(holder: HolderChange): string {
  return holderRowHash(holder, JSON.stringify(holder.facts));
}

/** The hash of what a play keeps from when it was raised. Its round is the INSERT's to say: what came of it covers that. */
export function playRowHash({ pool, member, nonce, event, epoch, at }: Omit<PlayRaised, "id" | "beacon">): string {
  return sha256Hex(JSON.stringify([pool, member, nonce, event, epoch, at]));
}

/** The hash of what came of a play. */
export function settledHash({
  round,
  state,
  ticket,
  outcome,
  item,
}: {
  round: number;
  state: string;
  ticket: number | null;
  outcome: string | null;
  item: string | null;
}): string {
  return sha256Hex(JSON.stringify([round, state, ticket, outcome, item]));
}

/** The hash of a pool's prize items, in the order of their ids. */
export function itemsHash(items: { id: string; outcome: string; availableFrom: number }[]): string {
  const rows = items.map(({ id, outcome, availableFrom }) => [id, outcome, availableFrom] as const);
  return sha256Hex(JSON.stringify(rows.sort(([one], [other]) => (one < other ? -1 : 1))));
}

/** The hash of what a voucher code keeps. */
export function codeHash({ reward, sealed }: { reward: string; sealed: string }): string {
  return sha256Hex(`${reward}\n${sealed}`);
}

/** The hash of what a beacon said, and whether it was judged. */
export function beaconHash({ signature, isVerified }: { signature: string; isVerified: boolean }): string {
  return sha256Hex(`${signature}\n${isVerified}`);
}

/** The hash of a version of the programme: its instant and its document. */
export function versionHash({ effectiveAt, document }: { effectiveAt: number; document: string }): string {
  return sha256Hex(`${effectiveAt}\n${document}`);
}
