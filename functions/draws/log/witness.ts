/** What is said to a witness (C2SP tlog-witness, add-checkpoint), and what she answers. */
import { base64Of } from "../../values/base64.ts";
import { readSignature } from "./note.ts";

/** The request: the size she has, the proof that it is the beginning of this one, and the signed note. */
export function addCheckpoint({ old, path, note }: { old: number; path: readonly Uint8Array[]; note: string }): string {
  return `old ${old}\n${path.map((hash) => `${base64Of(hash)}\n`).join("")}\n${note}`;
}

/** The lines of signature in an answer, in the form of a note's; whatever else it says is nothing to us. */
export function cosignaturesIn(answer: string, origin: string): string {
  return answer
    .split("\n")
    .filter((line) => {
      const signature = readSignature(line);
      return signature !== null && signature.name !== origin;
    })
    .map((line) => `${line}\n`)
    .join("");
}
