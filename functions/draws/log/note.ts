/**
 * Signed notes (C2SP signed-note, golang.org/x/mod/sumdb/note): a text, an empty line, and lines of signatures. Keys are
 * Ed25519; a witness's cosignature (C2SP tlog-cosignature, cosignature/v1) signs the text with the time at which it saw it.
 */
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { base64Of, bytesOfBase64 } from "../../values/base64.ts";

/** Algorithm bytes of a verifier key. */
const ED25519 = 1;
const COSIGNATURE = 4;

const KEY_BYTES = 32;
const ID_BYTES = 4;
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** Lines of signatures that are read; more than that is nobody's checkpoint. */
const SIGNATURES_MAX = 100;

/** A line of signature: whose, by which key (4 bytes in hex), and its bytes. */
export interface NoteSignature {
  name: string;
  keyId: string;
  signature: Uint8Array;
}

/** A note, read; its text ends in a line feed. */
export interface Note {
  text: string;
  signatures: NoteSignature[];
}

/** A key that verifies notes, with the name it signs under. */
export interface NoteKey {
  name: string;
  keyId: string;
  algorithm: number;
  key: Uint8Array;
}

/** SHA-256(name ‖ line feed ‖ algorithm ‖ key), its first 4 bytes in hex. */
function keyIdOf(name: string, typed: Uint8Array): string {
  return bytesToHex(sha256(concatBytes(utf8ToBytes(`${name}\n`), typed)).subarray(0, ID_BYTES));
}

/** The text of an Ed25519 verifier key: `name+id+base64`. Throws RangeError for a name with spaces or a plus, or a key that is not 32 bytes. */
export function vkeyOf(name: string, publicKey: Uint8Array): string {
  if (!isName(name)) throw new RangeError(`${JSON.stringify(name)} is no name of a key`);
  if (publicKey.length !== KEY_BYTES) throw new RangeError(`a key of ${publicKey.length} bytes is no Ed25519 key`);
  const typed = concatBytes(Uint8Array.of(ED25519), publicKey);
  return `${name}+${keyIdOf(name, typed)}+${base64Of(typed)}`;
}

/** The verifier key of a private one (32 bytes). */
export function vkeyOfSecret(name: string, secretKey: Uint8Array): string {
  return vkeyOf(name, ed25519.getPublicKey(secretKey));
}

/** A verifier key from its text, or null: an unknown algorithm, another length, an id that is not the key's. */
export function keyFrom(vkey: string): NoteKey | null {
  const [, name = "", keyId = "", encoded = ""] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(vkey) ?? [];
  const typed = bytesOfBase64(encoded);
  const algorithm = typed?.[0];
  if (!isName(name) || !typed || typed.length !== 1 + KEY_BYTES || keyIdOf(name, typed) !== keyId) return null;
  if (algorithm !== ED25519 && algorithm !== COSIGNATURE) return null;
  return { name, keyId, algorithm, key: typed.subarray(1) };
}

/** A text signed by one Ed25519 key (32 bytes). The text must end in a line feed. */
export function signNote(text: string, { name, secretKey }: { name: string; secretKey: Uint8Array }): string {
  if (!text.endsWith("\n") || !isText(text)) throw new RangeError("a note's text is lines, each with its line feed");
  const typed = concatBytes(Uint8Array.of(ED25519), ed25519.getPublicKey(secretKey));
  const id = sha256(concatBytes(utf8ToBytes(`${name}\n`), typed)).subarray(0, ID_BYTES);
  const signature = ed25519.sign(utf8ToBytes(text), secretKey);
  return `${text}\n— ${name} ${base64Of(concatBytes(id, signature))}\n`;
}

/** A note from its text, or null for anything else. Signatures are read, not verified. */
export function readNote(note: string): Note | null {
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n") || !isText(note)) return null;
  const lines = note.slice(split + 2, -1).split("\n");
  if (lines.length > SIGNATURES_MAX) return null;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = readSignature(line);
    if (!signature) return null;
    signatures.push(signature);
  }
  return { text: note.slice(0, split + 1), signatures };
}

/** A line of signature, or null for anything else. */
export function readSignature(line: string): NoteSignature | null {
  const [, name = "", encoded = ""] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = bytesOfBase64(encoded);
  if (!isName(name) || !bytes || bytes.length <= ID_BYTES) return null;
  return { name, keyId: bytesToHex(bytes.subarray(0, ID_BYTES)), signature: bytes.subarray(ID_BYTES) };
}

/** Whether a note carries a signature of this key. One line of the key's that does not verify makes it false. Never throws. */
export function isSignedBy({ text, signatures }: Note, key: NoteKey): boolean {
  const own = signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  return own.length > 0 && own.every(({ signature }) => verifies(text, signature, key));
}

function verifies(text: string, signature: Uint8Array, { algorithm, key }: NoteKey): boolean {
  const isCosigned = algorithm === COSIGNATURE;
  if (signature.length !== SIGNATURE_BYTES + (isCosigned ? TIME_BYTES : 0)) return false;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  const signed = isCosigned ? `cosignature/v1\ntime ${time}\n${text}` : text;
  try {
    return ed25519.verify(isCosigned ? signature.subarray(TIME_BYTES) : signature, utf8ToBytes(signed), key);
  } catch {
    // A point that is none: noble says so by throwing.
    return false;
  }
}

function isName(name: string): boolean {
  return /^[^\s+]+$/.test(name) && name.isWellFormed();
}

/** No control characters but line feeds, and well-formed. */
function isText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return text.isWellFormed() && !/[\x00-\x09\x0b-\x1f]/.test(text);
}
