/**
 * The entries file: one record of 20 bytes for each entrant, `tag(16) ‖ u32 weight`, sorted by the tag's bytes, each tag
 * once, weights from 1, in total at most 2^53 − 1. Its SHA-256 is the commitment to who takes part with what.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { bytesOfHex, isHex } from "../values/hex.ts";
import { LARGEST_U32 } from "./bytes.ts";
import { shown } from "./shape.ts";

/** Bytes of a tag, of its weight, and of the record that holds both. */
export const TAG_BYTES = 16;
export const ENTRY_BYTES = 20;

/** One entrant: the tag stands for her in public, the weight is her number of tickets. */
export type Entry = { tag: string; weight: number };

/** What a manifest says of the file: entrants, tickets, and the file's SHA-256 in hex. */
export type EntriesSummary = { count: number; total: number; sha256: string };

/** Reads a file chunk by chunk. Chunks may be of any size, provided that each holds whole records. */
export type EntriesDigest = {
  /** Takes the next chunk. Throws RangeError with a sentence about the first record that breaks a rule. */
  add(chunk: Uint8Array): void;
  /** What the chunks amount to so far; more may be added after. */
  summary(): EntriesSummary;
  /** A second digest that goes on from here by itself. */
  copy(): EntriesDigest;
};

/** What is wrong with one entry's fields, or null. `position` counts from 0. */
export function faultOfEntry({ tag, weight }: Entry, position: number): string | null {
  if (!isHex(tag, TAG_BYTES)) return `entry ${position} has the tag ${shown(tag)}, not 16 bytes of lower-case hex`;
  if (!Number.isInteger(weight) || weight < 1 || weight > LARGEST_U32) {
    return `entry ${position} has the weight ${shown(weight)}, not a whole number from 1 to ${LARGEST_U32}`;
  }
  return null;
}

/** Entries as records, in the order given. Throws RangeError for a tag or a weight that a record cannot hold. */
export function encodeEntries(entries: readonly Entry[]): Uint8Array {
  const chunk = new Uint8Array(entries.length * ENTRY_BYTES);
  const view = new DataView(chunk.buffer);
  entries.forEach((entry, position) => {
    const fault = faultOfEntry(entry, position);
    if (fault !== null) throw new RangeError(fault);
    chunk.set(bytesOfHex(entry.tag, TAG_BYTES), position * ENTRY_BYTES);
    view.setUint32(position * ENTRY_BYTES + TAG_BYTES, entry.weight);
  });
  return chunk;
}

/** The entries of a chunk of whole records, in file order. Throws RangeError for a broken last record. */
export function decodeEntries(chunk: Uint8Array): Entry[] {
  if (chunk.length % ENTRY_BYTES !== 0) throw new RangeError(brokenRecord(chunk));
  return Array.from({ length: chunk.length / ENTRY_BYTES }, (_, position) => entryAt(chunk, position));
}

/** The entry at a position (from 0) of a chunk. */
export function entryAt(chunk: Uint8Array, position: number): Entry {
  const start = position * ENTRY_BYTES;
  const record = chunk.subarray(start, start + ENTRY_BYTES);
  return {
    tag: bytesToHex(record.subarray(0, TAG_BYTES)),
    weight: new DataView(record.buffer, record.byteOffset, ENTRY_BYTES).getUint32(TAG_BYTES),
  };
}

/** What is wrong with a whole file, or null. */
export function faultOfEntriesFile(file: Uint8Array): string | null {
  return scan(file, { count: 0, total: 0, last: null });
}

/** Count, total and hash of a whole file. Throws RangeError with the fault of a file that has one. */
export function summariseEntries(file: Uint8Array): EntriesSummary {
  const digest = digestEntries();
  digest.add(file);
  return digest.summary();
}

/**
 * A digest for a file that is built in pages and stored in chunks: memory stays at one chunk. It lives as long as its
 * isolate; elsewhere, add the stored chunks again from the first.
 */
export function digestEntries(): EntriesDigest {
  return digestFrom({ count: 0, total: 0, last: null }, sha256.create());
}

function digestFrom(seen: Seen, hasher: ReturnType<typeof sha256.create>): EntriesDigest {
  return {
    add(chunk) {
      const next = { ...seen };
      const fault = scan(chunk, next);
      if (fault !== null) throw new RangeError(fault);
      Object.assign(seen, next);
      hasher.update(chunk);
    },
    summary: () => ({ count: seen.count, total: seen.total, sha256: bytesToHex(hasher.clone().digest()) }),
    copy: () => digestFrom({ ...seen }, hasher.clone()),
  };
}

type Seen = { count: number; total: number; last: Uint8Array | null };

/** Reads the records into `seen`, up to the first that breaks a rule; answers the sentence about it, or null. */
function scan(chunk: Uint8Array, seen: Seen): string | null {
  if (chunk.length % ENTRY_BYTES !== 0) return brokenRecord(chunk);
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  for (let start = 0; start < chunk.length; start += ENTRY_BYTES) {
    const tag = chunk.subarray(start, start + TAG_BYTES);
    const order = seen.last === null ? 1 : compare(tag, seen.last);
    if (order === 0) return `entry ${seen.count} repeats the tag ${bytesToHex(tag)}`;
    if (order < 0) return `entry ${seen.count}, tag ${bytesToHex(tag)}, is not in order after the one before`;
    const weight = view.getUint32(start + TAG_BYTES);
    if (weight === 0) return `entry ${seen.count}, tag ${bytesToHex(tag)}, has the weight 0`;
    // Both are below 2^53, so the sum is exact wherever it is still allowed.
    if (seen.total > Number.MAX_SAFE_INTEGER - weight)
      return `the total weight is beyond 2^53 - 1 at entry ${seen.count}`;
    seen.total += weight;
    seen.count += 1;
    seen.last = tag;
  }
  // A copy, because the caller may fill the same buffer with the next chunk.
  seen.last = seen.last?.slice() ?? null;
  return null;
}

function compare(one: Uint8Array, other: Uint8Array): number {
  for (let index = 0; index < TAG_BYTES; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function brokenRecord(chunk: Uint8Array): string {
  return `the entries end inside a record: ${chunk.length} bytes are not a multiple of ${ENTRY_BYTES}`;
}
