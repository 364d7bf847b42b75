/** The tree of the log: hashes of RFC 6962, section 2.1, over leaves that were hashed one by one. */
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";

/** Leaves under one node of the stored levels: a proof reads at most this many of each. */
export const TILE = 256;

/** Bytes of a hash. */
export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** SHA-256(0x00 ‖ leaf). */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(concatBytes(LEAF, leaf));
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(NODE, left, right));
}

/** The head of a tree without leaves: SHA-256 of nothing. */
export function emptyHead(): Uint8Array {
  return sha256(new Uint8Array(0));
}

/**
 * Answers the head of the leaves from `start` up to `end` (RFC 6962's MTH of D[start:end]); only ranges that are parts of
 * a tree are asked for, so `start` is a multiple of the power of two that covers the range.
 */
export type HeadOf = (start: number, end: number) => Uint8Array;

/** Known nodes of the tree: at level L the head of the TILE^L leaves from `index · TILE^L` on; level 0 is a leaf's own hash. */
export type NodeAt = (level: number, index: number) => Uint8Array | undefined;

/** Heads of ranges from stored nodes, each hashed once: trees that grew out of one another share most of them. Throws RangeError for a node that is missing. */
export function headsFrom(nodeAt: NodeAt): HeadOf {
  const known = new Map<string, Uint8Array>();
  const headOf: HeadOf = (start, end) => {
    const size = end - start;
    const level = Math.round(Math.log2(size) / Math.log2(TILE));
    if (size === TILE ** level && start % size === 0) {
      const node = nodeAt(level, start / size);
      if (node) return node;
      throw new RangeError(`the tree's node ${start / size} of level ${level} is missing`);
    }
    const range = `${start}..${end}`;
    const ready = known.get(range);
    if (ready) return ready;
    const middle = start + splitOf(size);
    const head = nodeHash(headOf(start, middle), headOf(middle, end));
    known.set(range, head);
    return head;
  };
  return headOf;
}

/** Heads of ranges of a list of leaf hashes. */
export function headsOf(leaves: readonly Uint8Array[]): HeadOf {
  const headOf: HeadOf = (start, end) => {
    if (end - start === 1) {
      const leaf = leaves[start];
      if (leaf) return leaf;
      throw new RangeError(`there is no leaf ${start}`);
    }
    const middle = start + splitOf(end - start);
    return nodeHash(headOf(start, middle), headOf(middle, end));
  };
  return headOf;
}

/** The head of a tree of `size` leaves, none among them. */
export function headOfTree(headOf: HeadOf, size: number): Uint8Array {
  return size === 0 ? emptyHead() : headOf(0, size);
}

/** The largest power of two below a size of at least 2: where RFC 6962 splits a tree. */
export function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** A tree that grows by one leaf at a time and remembers only its right edge: at most one node for each bit of its size. */
export interface GrowingTree {
  size(): number;
  add(leafHash: Uint8Array): void;
  head(): Uint8Array;
}

/** An empty tree that grows. */
export function growingTree(): GrowingTree {
  const edge: { height: number; hash: Uint8Array }[] = [];
  let size = 0;
  return {
    size: () => size,
    add(hash) {
      let node = { height: 0, hash };
      for (let last = edge.at(-1); last?.height === node.height; last = edge.at(-1)) {
        edge.pop();
        node = { height: node.height + 1, hash: nodeHash(last.hash, node.hash) };
      }
      edge.push(node);
      size += 1;
    },
    head() {
      const [first, ...others] = edge.map(({ hash }) => hash).reverse();
      return first ? others.reduce((right, left) => nodeHash(left, right), first) : emptyHead();
    },
  };
}
