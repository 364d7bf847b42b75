/**
 * The entries as a Merkle tree that adds up, so that a member can be shown her exact tickets without the whole file.
 * The shape is RFC 6962's. A node hashes both sums separately, or sums could be forged (Hu, Zhang, Guo, ePrint 2018/1139).
 */
import { bytesToHex } from "@noble/hashes/utils.js";
import { hash, hashHex, u64 } from "./bytes.ts";
import { ENTRY_BYTES, TAG_BYTES } from "./entries.ts";

type Node = { hash: Uint8Array; sum: number };

const LEAF = Uint8Array.of(0);
const INNER = Uint8Array.of(1);

/**
 * The root's hash in hex: leaf `H(00 ‖ tag ‖ u64 weight)`, node `H(01 ‖ left ‖ u64 sum ‖ right ‖ u64 sum)`; of no
 * entries, SHA-256 of nothing. The file must have no fault.
 */
export function sumRoot(file: Uint8Array): string {
  const count = file.length / ENTRY_BYTES;
  return count === 0 ? hashHex() : bytesToHex(nodeOf(file, 0, count).hash);
}

function nodeOf(file: Uint8Array, from: number, to: number): Node {
  if (to - from === 1) {
    const start = from * ENTRY_BYTES;
    const weight = new DataView(file.buffer, file.byteOffset + start, ENTRY_BYTES).getUint32(TAG_BYTES);
    return { hash: hash(LEAF, file.subarray(start, start + TAG_BYTES), u64(weight)), sum: weight };
  }
  let half = 1;
  while (half * 2 < to - from) half *= 2;
  const left = nodeOf(file, from, from + half);
  const right = nodeOf(file, from + half, to);
  return {
    hash: hash(INNER, left.hash, u64(left.sum), right.hash, u64(right.sum)),
    sum: left.sum + right.sum,
  };
}
