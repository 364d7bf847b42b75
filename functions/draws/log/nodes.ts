/** Stored nodes of the log, hashed when they are asked for, and the heads that follow from them. */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import type { LogNode, LogTile } from "../../values/log-node.ts";
import { leafHashOf } from "./leaf.ts";
import { areEqual } from "./proofs.ts";
import { headOfTree, headsFrom, headsOf, type NodeAt, TILE } from "./tree.ts";

/** Nodes by level and position; each is hashed once. */
export function nodesIn(stored: readonly LogNode[]): {
  at: NodeAt;
  add(level: number, position: number, hash: Uint8Array): void;
} {
  const hashes = new Map<string, Uint8Array>();
  const rows = new Map(stored.map((node) => [`${node.level}:${node.position}`, node]));
  return {
    at(level, position) {
      const name = `${level}:${position}`;
      const known = hashes.get(name);
      const row = rows.get(name);
      if (known || !row) return known;
      const hash = "operation" in row ? leafHashOf(row.operation) : hexToBytes(row.hash);
      hashes.set(name, hash);
      return hash;
    },
    add(level, position, hash) {
      hashes.set(`${level}:${position}`, hash);
    },
  };
}

/** What a seal writes: the head over `size` leaves, and the subtrees that became whole. */
export interface Seal {
  size: number;
  head: Uint8Array;
  tiles: LogTile[];
}

/**
 * Seals the leaves up to `size` on top of a checkpoint. `stored` has, of each level, what begins in the subtree that the
 * checkpoint left open, and all new leaves. Throws a fault when the stored nodes do not give the checkpoint's own head:
 * what was sealed was changed.
 */
export function sealOn(
  checkpoint: { size: number; head: string } | null,
  { stored, size }: { stored: readonly LogNode[]; size: number },
): Seal {
  const nodes = nodesIn(stored);
  const headOf = headsFrom(nodes.at);
  const before = checkpoint?.size ?? 0;
  if (checkpoint && !areEqual(headOfTree(headOf, before), hexToBytes(checkpoint.head)))
    throw new Error(
      `the log's checkpoint of ${before} operations is not of the operations as they are now: run the audit`,
    );
  const tiles: LogTile[] = [];
  for (let level = 1, whole = TILE; whole <= size; level += 1, whole *= TILE) {
    for (let position = Math.floor(before / whole); position < Math.floor(size / whole); position++) {
      const children = Array.from({ length: TILE }, (_, child) => {
        const hash = nodes.at(level - 1, position * TILE + child);
        if (!hash) throw new RangeError(`the tree's node ${position * TILE + child} of level ${level - 1} is missing`);
        return hash;
      });
      const hash = headOfTree(headsOf(children), TILE);
      nodes.add(level, position, hash);
      tiles.push({ level, position, hash: bytesToHex(hash) });
    }
  }
  return { size, head: headOfTree(headOf, size), tiles };
}
