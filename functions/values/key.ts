/**
 * Store keys: `tsk_{test|live}_{store}_{secret}`, where the secret is 32 characters of luck and 6 of checksum, so that a
 * mistyped key is told from a wrong one and secret scanners can recognise it: /tsk_(test|live)_[a-z0-9-]+_[0-9a-hjkmnp-tv-z]{38}/.
 */
import { sha256Hex } from "./hash.ts";
import { base32 } from "./id.ts";

const LUCK_BYTES = 20;
const CHECK_DIGITS = 6;

export interface StoreKey {
  environment: "test" | "live";
  /** Public id of the store. */
  store: string;
  /** Public id of the key's own row. */
  key: string;
  /** SHA-256 hex of the whole key: all that is stored of it. */
  digest: string;
}

/** A new key's text, from 20 bytes of luck. */
export function newStoreKey({
  environment,
  store,
  luck,
}: {
  environment: "test" | "live";
  store: string;
  luck: Uint8Array;
}): string {
  const secret = base32(luck.subarray(0, LUCK_BYTES));
  const body = `tsk_${environment}_${store.replace(/^sto_/, "")}_${secret}`;
  return body + checkOf(body);
}

/** A key's parts, or null when it is none (shape or checksum). */
export function readStoreKey(text: string): StoreKey | null {
  const match = /^tsk_(test|live)_([a-z0-9-]{1,41})_[0-9a-hjkmnp-tv-z]{38}$/.exec(text);
  if (!match || text.slice(-CHECK_DIGITS) !== checkOf(text.slice(0, -CHECK_DIGITS))) return null;
  const digest = sha256Hex(text);
  return {
    environment: match[1] === "live" ? "live" : "test",
    store: `sto_${match[2]}`,
    key: `key_${digest.slice(0, 24)}`,
    digest,
  };
}

function checkOf(body: string): string {
  const bytes = Uint8Array.from(sha256Hex(body).slice(0, 8).match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
  return base32(bytes).slice(0, CHECK_DIGITS);
}
