/** A checkpoint (C2SP tlog-checkpoint): the log's origin, its size and its head, as the text of a signed note. */
import { bytesToHex } from "@noble/hashes/utils.js";
import { base64Of, bytesOfBase64 } from "../../values/base64.ts";
import { readNote } from "./note.ts";
import { HASH_BYTES } from "./tree.ts";

export interface Checkpoint {
  /** Names the log; the name of its key too. */
  origin: string;
  size: number;
  head: Uint8Array;
}

/** The text of a checkpoint: three lines. */
export function checkpointText({ origin, size, head }: Checkpoint): string {
  return `${origin}\n${size}\n${base64Of(head)}\n`;
}

/** A checkpoint from its text, or null for anything else. Further lines are extensions, which nobody here needs. */
export function readCheckpoint(text: string): Checkpoint | null {
  const [origin = "", count = "", encoded = "", ...rest] = text.split("\n");
  const head = bytesOfBase64(encoded);
  const size = Number(count);
  if (origin === "" || !/^(0|[1-9][0-9]*)$/.test(count) || !Number.isSafeInteger(size)) return null;
  if (head?.length !== HASH_BYTES || rest.at(-1) !== "" || rest.slice(0, -1).includes("")) return null;
  return { origin, size, head };
}

/** A checkpoint from a signed note, whoever signed it, or null. */
export function checkpointIn(note: string): (Checkpoint & { headHex: string }) | null {
  const read = readNote(note);
  const checkpoint = read && readCheckpoint(read.text);
  return checkpoint ? { ...checkpoint, headHex: bytesToHex(checkpoint.head) } : null;
}
