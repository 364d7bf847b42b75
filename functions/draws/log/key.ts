/** The log's name and key: the name is of its first operation, so that no two logs share one; the key is made of the operator's secret and the name. */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { LOG } from "./leaf.ts";
import { vkeyOfSecret } from "./note.ts";

const KEY_BYTES = 32;

/** The origin of a log whose first operation has this id. */
export function originOf(firstOperation: string): string {
  return `tessera/${firstOperation}`;
}

/** A log's Ed25519 key, by HKDF-SHA256 from the operator's secret: another log has another, and it signs nothing else. */
export function logKeyOf(secret: string, origin: string): { name: string; secretKey: Uint8Array } {
  const info = utf8ToBytes(`${LOG} key of ${origin}`);
  return { name: origin, secretKey: hkdf(sha256, utf8ToBytes(secret), undefined, info, KEY_BYTES) };
}

/** The verifier key of a log, as it is published. */
export function logVkeyOf(secret: string, origin: string): string {
  return vkeyOfSecret(origin, logKeyOf(secret, origin).secretKey);
}
