/**
 * Proofs of the log: that a leaf is in a tree, and that a tree is the beginning of another. Made as RFC 6962, 2.1.1 and
 * 2.1.2 say, verified as RFC 9162, 2.1.3.2 and 2.1.4.2 do. Sizes may go beyond 32 bits, so nothing here shifts bits.
 */
import { type HeadOf, nodeHash, splitOf } from "./tree.ts";

/** The path from leaf `index` (from 0) to the head of a tree of `size` leaves. Throws RangeError for no such leaf. */
export function inclusionPath(headOf: HeadOf, { index, size }: { index: number; size: number }): Uint8Array[] {
  if (index < 0 || index >= size) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  const path: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      path.unshift(headOf(middle, end));
      end = middle;
    } else {
      path.unshift(headOf(start, middle));
      start = middle;
    }
  }
  return path;
}

/** The proof that the tree of `from` leaves is the beginning of the one of `to`. Throws RangeError unless 0 < from <= to. */
export function consistencyPath(headOf: HeadOf, { from, to }: { from: number; to: number }): Uint8Array[] {
  if (from < 1 || from > to) throw new RangeError(`a tree of ${from} leaves does not begin one of ${to}`);
  const path: Uint8Array[] = [];
  let [start, end] = [0, to];
  let isWhole = true;
  while (end !== from) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      path.unshift(headOf(middle, end));
      end = middle;
    } else {
      path.unshift(headOf(start, middle));
      start = middle;
      isWhole = false;
    }
  }
  if (!isWhole) path.unshift(headOf(start, end));
  return path;
}

/** The head that a path leads to from a leaf's hash, or null when it is no path of such a leaf. */
export function headByInclusion(
  { leafHash, path }: { leafHash: Uint8Array; path: readonly Uint8Array[] },
  { index, size }: { index: number; size: number },
): Uint8Array | null {
  if (!isCount(index) || !isCount(size) || index >= size) return null;
  let [leaf, last] = [index, size - 1];
  let head = leafHash;
  for (const hash of path) {
    if (last === 0) return null;
    if (isOdd(leaf) || leaf === last) {
      head = nodeHash(hash, head);
      while (!isOdd(leaf) && leaf !== 0) [leaf, last] = [half(leaf), half(last)];
    } else head = nodeHash(head, hash);
    [leaf, last] = [half(leaf), half(last)];
  }
  return last === 0 ? head : null;
}

/** Whether a leaf is in the tree with this head. */
export function isIncluded(
  proof: { leafHash: Uint8Array; path: readonly Uint8Array[] },
  { index, size, head }: { index: number; size: number; head: Uint8Array },
): boolean {
  const found = headByInclusion(proof, { index, size });
  return found !== null && areEqual(found, head);
}

/** A tree, as a checkpoint says it. */
export interface TreeHead {
  size: number;
  head: Uint8Array;
}

/** Whether the tree `from` is the beginning of the tree `to`. A tree begins itself, by an empty path; the empty tree is not asked about. */
export function isConsistent(path: readonly Uint8Array[], { from, to }: { from: TreeHead; to: TreeHead }): boolean {
  if (!isCount(from.size) || !isCount(to.size) || from.size < 1 || from.size > to.size) return false;
  if (from.size === to.size) return path.length === 0 && areEqual(from.head, to.head);
  const [first, ...others] = isPowerOfTwo(from.size) ? [from.head, ...path] : path;
  if (first === undefined) return false;
  let [old, last] = [from.size - 1, to.size - 1];
  while (isOdd(old)) [old, last] = [half(old), half(last)];
  let [oldHead, head] = [first, first];
  for (const hash of others) {
    if (last === 0) return false;
    if (isOdd(old) || old === last) {
      oldHead = nodeHash(hash, oldHead);
      head = nodeHash(hash, head);
      while (!isOdd(old) && old !== 0) [old, last] = [half(old), half(last)];
    } else head = nodeHash(head, hash);
    [old, last] = [half(old), half(last)];
  }
  return last === 0 && areEqual(oldHead, from.head) && areEqual(head, to.head);
}

/** Whether two lists of bytes are the same. Hashes of a public log are no secret: no constant time. */
export function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  let power = 1;
  while (power < value) power *= 2;
  return power === value;
}
