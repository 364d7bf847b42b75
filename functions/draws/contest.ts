/**
 * Drawing a contest: manifest and entropy give the seed, the seed gives the words, the words rank the entries. Weighted
 * sampling without replacement, one rank after the other, in integers only: a Worker and a phone find the same winners.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Material } from "../values/entropy.ts";
import { bytesOfHex } from "../values/hex.ts";
import { hashHex, label, u64 } from "./bytes.ts";
import { SIGNATURE_BYTES } from "./drand.ts";
import { ENTRY_BYTES, entryAt, summariseEntries, TAG_BYTES } from "./entries.ts";
import { CONTEST, type ContestManifest, contestManifestHash } from "./manifest.ts";
import { finished, type InParts } from "./progress.ts";
import { wordStream } from "./stream.ts";
import { sumRoot } from "./sum-tree.ts";
import { uniform } from "./uniform.ts";

/** One place: `ticket` of `of` tickets still in, falling to `tag`; `word` is how many words were used up to here. */
export type RankedEntry = { rank: number; tag: string; ticket: number; of: number; word: number };

/** The commitment to a contest's secret: `H(T("tessera-contest/1") ‖ T("commit") ‖ secret)`, both in hex. */
export function commitmentOf(secret: string): string {
  return hashHex(label(CONTEST), label("commit"), bytesOfHex(secret, 32));
}

/**
 * The contest's seed in hex: `HMAC(manifestHash, T(version) ‖ T("seed") ‖ u64(round or 0) ‖ material)`. Throws
 * RangeError for a faulty manifest and for what `faultOfMaterial` finds. It does not judge a drand signature: that is the
 * caller's.
 */
export function contestSeed(manifest: ContestManifest, material: Material): string {
  const key = bytesOfHex(contestManifestHash(manifest), 32);
  const round = manifest.entropy.mode === "drand" ? manifest.entropy.round : 0;
  const bytes = concatBytes(label(CONTEST), label("seed"), u64(round), bytesOf(manifest, material));
  return bytesToHex(hmac(sha256, key, bytes));
}

/** Why material cannot be the one that a manifest waits for, or null. */
export function faultOfMaterial({ entropy }: ContestManifest, material: Material): string | null {
  if (entropy.mode === "commit" && material.mode === "commit") {
    const commitment = commitmentOf(material.secret);
    return commitment === entropy.commit ? null : `the secret gives ${commitment}, not ${entropy.commit}`;
  }
  if (entropy.mode === "drand" && material.mode === "drand")
    return material.round === entropy.round ? null : `the round is ${material.round}, not ${entropy.round}`;
  if (entropy.mode === "manual" && material.mode === "manual")
    return /^[\x20-\x7e]+$/.test(material.text)
      ? null
      : `${JSON.stringify(material.text)} is not a line of printable ASCII`;
  if (entropy.mode === "fixed" && material.mode === "fixed")
    return material.secret === entropy.secret ? null : `the secret is not ${entropy.secret}, which was fixed`;
  return `the manifest's entropy is ${entropy.mode}, and ${material.mode} was revealed`;
}

function bytesOf(manifest: ContestManifest, material: Material): Uint8Array {
  const fault = faultOfMaterial(manifest, material);
  if (fault !== null) throw new RangeError(fault);
  switch (material.mode) {
    case "commit":
    case "fixed":
      return bytesOfHex(material.secret, 32);
    case "drand":
      return bytesOfHex(material.signature, SIGNATURE_BYTES);
    case "manual":
      return utf8ToBytes(material.text);
    default:
      return material satisfies never;
  }
}

/**
 * Draws a frozen contest from its manifest, its entries file and what was revealed. Throws RangeError when the file is
 * not the manifest's; the same check belongs where the contest freezes.
 */
export function drawContest(
  manifest: ContestManifest,
  file: Uint8Array,
  material: Material,
): { seed: string; ranking: RankedEntry[] } {
  const seed = contestSeed(manifest, material);
  const fault = faultOfFile(manifest, file);
  if (fault !== null) throw new RangeError(fault);
  return { seed, ranking: rankEntries({ file, seed, places: manifest.winners + manifest.alternates }) };
}

/** How a sound file differs from what its manifest says, or null. Throws RangeError for a file that breaks a rule. */
export function faultOfFile({ entries }: ContestManifest, file: Uint8Array): string | null {
  const { count, total, sha256: digest } = summariseEntries(file);
  if (count !== entries.count) return `the file has ${count} entries, the manifest says ${entries.count}`;
  if (total !== entries.total) return `the file has ${total} tickets, the manifest says ${entries.total}`;
  if (digest !== entries.sha256) return `the file's SHA-256 is ${digest}, the manifest says ${entries.sha256}`;
  if (entries.sumroot === undefined) return null;
  const root = sumRoot(file);
  return root === entries.sumroot ? null : `the file's sum root is ${root}, the manifest says ${entries.sumroot}`;
}

/**
 * Ranks a sound file's entries: for each place a ticket among those still in, the entry that holds it (the first, in file
 * order, whose running total exceeds the ticket), which then leaves with all its tickets. Fewer entries than places: all.
 */
export function rankEntries(draw: { file: Uint8Array; seed: string; places: number }): RankedEntry[] {
  return finished(rankEntriesInParts(draw));
}

/** Ranks of a part. */
const PART = 8;

/** The same, in parts. */
export function* rankEntriesInParts({
  file,
  seed,
  places,
}: {
  file: Uint8Array;
  seed: string;
  places: number;
}): InParts<RankedEntry[]> {
  const words = wordStream({
    key: bytesOfHex(seed, 32),
    before: concatBytes(label(CONTEST), label("stream")),
    after: new Uint8Array(0),
  });
  const tickets = ticketTree(file);
  const ranking: RankedEntry[] = [];
  let left = tickets.total;
  const ranks = Math.min(places, tickets.count);
  for (let rank = 1; rank <= ranks; rank++) {
    if (rank % PART === 1) yield { done: rank - 1, of: ranks };
    const ticket = uniform(words, left);
    const position = tickets.holderOf(ticket);
    const { tag, weight } = entryAt(file, position);
    ranking.push({ rank, tag, ticket, of: left, word: words.used });
    tickets.remove(position, weight);
    left -= weight;
  }
  return ranking;
}

/** A Fenwick tree of the weights: find and remove in log(count). Doubles are exact here, all sums being below 2^53. */
function ticketTree(file: Uint8Array) {
  const count = file.length / ENTRY_BYTES;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const sums = new Float64Array(count + 1);
  const sumAt = (node: number) => sums[node] ?? 0;
  let total = 0;
  for (let node = 1; node <= count; node++) {
    const weight = view.getUint32((node - 1) * ENTRY_BYTES + TAG_BYTES);
    total += weight;
    sums[node] = sumAt(node) + weight;
    const parent = node + lowestBit(node);
    if (parent <= count) sums[parent] = sumAt(parent) + sumAt(node);
  }
  let highest = 1;
  while (highest * 2 <= count) highest *= 2;

  return {
    count,
    total,
    holderOf(ticket: number): number {
      let position = 0;
      let rest = ticket;
      for (let step = highest; step >= 1; step /= 2) {
        if (position + step <= count && sumAt(position + step) <= rest) {
          position += step;
          rest -= sumAt(position);
        }
      }
      return position;
    },
    remove(position: number, weight: number): void {
      for (let node = position + 1; node <= count; node += lowestBit(node)) sums[node] = sumAt(node) - weight;
    },
  };
}

function lowestBit(node: number): number {
  return node & -node;
}
