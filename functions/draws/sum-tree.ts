/**
 * The entries as a Merkle tree that adds up, so that a member can be shown her exact tickets without the whole file.
 * The shape is RFC 6962's. A node hashes both sums separately, or sums could be forged (Hu, Zhang, Guo, ePrint 2018/1139).
 */
import { bytesToHex } from "@noble/hashes/utils.js";
import { hash, hashHex, u64 } from "./bytes.ts";
import { ENTRY_BYTES, TAG_BYTES } from "./entries.ts";
import { finished, type InParts } from "./progress.ts";

type Node = { hash: Uint8Array; sum: number };

const LEAF = Uint8Array.of(0);
const INNER = Uint8Array.of(1);

/**
 * The root's hash in hex: leaf `H(00 ‖ tag ‖ u64 weight)`, node `H(01 ‖ left ‖ u64 sum ‖ right ‖ u64 sum)`; of no
 * entries, SHA-256 of nothing. The file must have no fault.
 */
export function sumRoot(file: Uint8Array): string {
  return finished(sumRootInParts(file));
}

/** Leaves of a part: a power of two, so that parts are nodes of the tree. */
const PART = 1024;

/** The same, in parts. */
export function* sumRootInParts(file: Uint8Array): InParts<string> {
  const count = file.length / ENTRY_BYTES;
  if (count === 0) return hashHex();
  const parts: Node[] = [];
  for (let from = 0; from < count; from += PART) {
    yield { done: from, of: count };
    parts.push(nodeOf(file, from, Math.min(from + PART, count)));
  }
  return bytesToHex(joined(parts).hash);
}

/** All parts but the last are whole, so the tree splits between parts as it does between leaves. */
function joined(parts: readonly Node[]): Node {
  const [first, ...others] = parts;
  if (first && others.length === 0) return first;
  const half = halfOf(parts.length);
  return nodeAbove(joined(parts.slice(0, half)), joined(parts.slice(half)));
}

function nodeOf(file: Uint8Array, from: number, to: number): Node {
  if (to - from === 1) {
    const start = from * ENTRY_BYTES;
    const weight = new DataView(file.buffer, file.byteOffset + start, ENTRY_BYTES).getUint32(TAG_BYTES);
    return { hash: hash(LEAF, file.subarray(start, start + TAG_BYTES), u64(weight)), sum: weight };
  }
  const middle = from + halfOf(to - from);
  return nodeAbove(nodeOf(file, from, middle), nodeOf(file, middle, to));
}

/** The largest power of two below a size. */
function halfOf(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

function nodeAbove(left: Node, right: Node): Node {
  return {
    hash: hash(INNER, left.hash, u64(left.sum), right.hash, u64(right.sum)),
    sum: left.sum + right.sum,
  };
}
