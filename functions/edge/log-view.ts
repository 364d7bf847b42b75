/** The log as it is shown: its checkpoint with the lines of witnesses, its key, and proofs in hex. */
import { bytesToHex } from "@noble/hashes/utils.js";
import type { CheckpointRow } from "../database/log.ts";
import type { ProofRead } from "../database/log-proofs.ts";
import { logVkeyOf, originOf } from "../draws/log/key.ts";
import { nodesIn } from "../draws/log/nodes.ts";
import { consistencyPath, inclusionPath } from "../draws/log/proofs.ts";
import { headOfTree, headsFrom } from "../draws/log/tree.ts";
import { Problem } from "./problem.ts";

/** The signed note with the lines that witnesses answered. */
export function noteOf({ note, cosignatures }: CheckpointRow): string {
  return note + cosignatures;
}

/** Verifier keys, made once: each costs a point multiplication. */
const keys = new Map<string, string>();

/** The verifier key of the log whose first operation has this id. Problems: log_empty while there is none. */
export function vkeyFor(secret: string, first: string | null): string {
  if (first === null) throw new Problem("log_empty");
  const known = keys.get(`${secret}\n${first}`);
  if (known !== undefined) return known;
  const made = logVkeyOf(secret, originOf(first));
  keys.set(`${secret}\n${first}`, made);
  return made;
}

/** What is sealed. Problems: log_empty while nothing is. */
export function sealedIn({ checkpoint }: Pick<ProofRead, "checkpoint">): CheckpointRow {
  if (!checkpoint) throw new Problem("log_empty");
  return checkpoint;
}

/** The path from a leaf to the head of a tree, with that head. Both within what was read. */
export function inclusionIn(
  { nodes }: ProofRead,
  at: { index: number; size: number },
): { head: string; path: string[] } {
  const headOf = headsFrom(nodesIn(nodes).at);
  return { head: bytesToHex(headOfTree(headOf, at.size)), path: inclusionPath(headOf, at).map(bytesToHex) };
}

/** The proof that one tree is the beginning of another, with both heads. */
export function consistencyIn(
  { nodes }: ProofRead,
  { from, to }: { from: number; to: number },
): { fromHead: string; head: string; path: string[] } {
  const headOf = headsFrom(nodesIn(nodes).at);
  return {
    fromHead: bytesToHex(headOfTree(headOf, from)),
    head: bytesToHex(headOfTree(headOf, to)),
    path: consistencyPath(headOf, { from, to }).map(bytesToHex),
  };
}
