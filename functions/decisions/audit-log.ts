/** The audit of the log: every checkpoint must be the head of the operations as they are now, and every tile of their leaves. */
import { bytesToHex } from "@noble/hashes/utils.js";
import { type Checkpoint, checkpointText, readCheckpoint } from "../draws/log/checkpoint.ts";
import { originOf } from "../draws/log/key.ts";
import { leafHashOf } from "../draws/log/leaf.ts";
import { isSignedBy, type NoteKey, readNote } from "../draws/log/note.ts";
import { areEqual } from "../draws/log/proofs.ts";
import { type GrowingTree, growingTree, TILE } from "../draws/log/tree.ts";

/** A checkpoint as it is stored. */
export interface StoredCheckpoint {
  size: number;
  head: string;
  note: string;
}

/** The tree over the operations, as an audit reads them. */
export interface LogWalk {
  /** Adds the next operation; one sentence for each checkpoint of that size that is not of this tree. */
  add(operation: { id: string; recordHash: string }, stored: StoredCheckpoint | undefined): string[];
  /** What is wrong when all operations were read; `size`: of the newest checkpoint there is. */
  end(size: number): string[];
  /** Tiles of all leaves so far: hashes in hex by `level:position`. */
  tiles: Map<string, string>;
}

/** What an audit compares with: a checkpoint that somebody kept outside, and the key that signs. */
export interface HeldCheckpoint {
  /** The signed note that was kept; null: only the ledger's own checkpoints are asked. */
  held: string | null;
  /** Null: signatures are not verified. */
  key: NoteKey | null;
}

/** Begins at the first operation. */
export function logWalk({ held, key }: HeldCheckpoint): LogWalk {
  const tree = growingTree();
  const tiles = new Map<string, string>();
  const open: GrowingTree[] = [];
  const read = held === null ? null : heldCheckpoint(held, key);
  let origin: string | null = null;
  let sound = 0;
  let isBroken = false;
  let isHeld = false;

  const tile = (level: number, hash: Uint8Array) => {
    const subtree = open[level] ?? growingTree();
    open[level] = subtree;
    subtree.add(hash);
    if (subtree.size() < TILE) return;
    const head = subtree.head();
    tiles.set(`${level + 1}:${tree.size() / TILE ** (level + 1) - 1}`, bytesToHex(head));
    open[level] = growingTree();
    tile(level + 1, head);
  };

  return {
    tiles,
    add(operation, stored) {
      origin ??= originOf(operation.id);
      const hash = leafHashOf(operation);
      tree.add(hash);
      tile(0, hash);
      const found: string[] = [];
      const size = tree.size();
      if (stored) {
        isHeld ||= read !== null && "size" in read && read.size === size;
        const head = tree.head();
        found.push(...faultsOfStored(stored, { origin, size, head }, key));
        // Once it is another tree, each later checkpoint says the same again.
        if (stored.head !== bytesToHex(head) && !isBroken) {
          isBroken = true;
          found.push(
            `The log's checkpoint of ${size} operations is not of the operations as they are now: one of ${sound + 1} to ${size} was changed, taken out or put in.`,
          );
        }
        if (!isBroken) sound = size;
      }
      if (read && "size" in read && read.size === size && !areEqual(read.head, tree.head()))
        found.push(
          `The checkpoint that was kept has head ${bytesToHex(read.head)} for the first ${size} operations, and as they are now it is ${bytesToHex(tree.head())}: what was sealed was changed.`,
        );
      return found;
    },
    end(size) {
      const found =
        size > tree.size() ? [`The log has a checkpoint of ${size} operations, and there are ${tree.size()}.`] : [];
      if (!read) return found;
      if ("fault" in read) found.push(read.fault);
      else if (origin !== null && read.origin !== origin)
        found.push(`The checkpoint that was kept is of the log ${read.origin}, and this is ${origin}.`);
      else if (read.size > tree.size())
        found.push(
          `The checkpoint that was kept has ${read.size} operations, and there are ${tree.size()}: the last ones are gone.`,
        );
      else if (!isHeld)
        found.push(`The checkpoint that was kept, of ${read.size} operations, is not among the log's own any more.`);
      return found;
    },
  };
}

function heldCheckpoint(held: string, key: NoteKey | null): Checkpoint | { fault: string } {
  const note = readNote(held);
  const checkpoint = note && readCheckpoint(note.text);
  if (!checkpoint) return { fault: "The checkpoint that was kept is no checkpoint." };
  if (key && !isSignedBy(note, key)) return { fault: `The checkpoint that was kept is not signed by ${key.name}.` };
  return checkpoint;
}

/** The note must say what the row does, and be signed. */
function faultsOfStored(stored: StoredCheckpoint, tree: Checkpoint, key: NoteKey | null): string[] {
  const note = readNote(stored.note);
  const name = `The log's checkpoint of ${stored.size} operations`;
  const found: string[] = [];
  if (!note || note.text !== checkpointText(tree)) found.push(`${name} is a note that says something else.`);
  else if (key && !isSignedBy(note, key)) found.push(`${name} is not signed by ${key.name}+${key.keyId}.`);
  return found;
}

/** Tiles that are stored wrongly, missing or too many; `size`: leaves that the last checkpoint sealed. */
export function auditTiles(
  stored: { level: number; position: number; hash: string }[],
  { tiles, size }: { tiles: Map<string, string>; size: number },
): string[] {
  const found: string[] = [];
  const left = new Map([...tiles].filter(([key]) => endOf(key) <= size));
  for (const { level, position, hash } of stored) {
    const key = `${level}:${position}`;
    if (left.get(key) !== hash) found.push(`The log's tile ${key} is not of the operations as they are now.`);
    left.delete(key);
  }
  return [...found, ...[...left.keys()].map((key) => `The log's tile ${key} is missing.`)];
}

function endOf(key: string): number {
  const [level = 0, position = 0] = key.split(":").map(Number);
  return (position + 1) * TILE ** level;
}
