/** The log's leaves: one for each operation, in the order in which they were committed. */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { leafHash } from "./tree.ts";

/** The version of the log: the first bytes of each of its leaves. */
export const LOG = "tessera-log/1";

/** What a leaf says: `tessera-log/1`, the operation's id and its record hash in hex, a line each. */
export function leafOf({ id, recordHash }: { id: string; recordHash: string }): Uint8Array {
  return utf8ToBytes(`${LOG}\n${id}\n${recordHash}\n`);
}

/** The hash of an operation's leaf. Leaf `seq − 1` is operation `seq`. */
export function leafHashOf(operation: { id: string; recordHash: string }): Uint8Array {
  return leafHash(leafOf(operation));
}
