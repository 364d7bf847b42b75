/**
 * The code that a counter shows: a keyed digest of the venue and of the half minute it is, so that a photo of it is worth
 * nothing a minute later. Byte strings: `HMAC-SHA256(key, "tessera-qr/1" 0 venue 0 u64 step)`; what is scanned is its
 * first 80 bits in Crockford base32, what is spoken are six digits by RFC 6238's dynamic truncation of the same digest.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { digestsEqual } from "../values/hash.ts";
import { base32 } from "../values/id.ts";

/** Seconds that a code is shown. */
export const STEP_SECONDS = 30;

const TOKEN_BYTES = 10;
const SPOKEN_DIGITS = 6;

/** A code of a venue at a step: what a phone scans, and what a member types who cannot scan. */
export interface VenueCode {
  step: number;
  /** 16 characters of Crockford base32, upper case. */
  token: string;
  /** Six digits. */
  spoken: string;
}

/** What the secret signs for a venue's key; a new version makes every code of the one before worthless. */
export function venueKeyLabel(venue: string, version: number): string {
  return `qr/${venue}/${version}`;
}

/** The step of an instant in milliseconds since 1970. */
export function stepOf(instant: number): number {
  return Math.floor(instant / 1000 / STEP_SECONDS);
}

/** The code of a venue at a step, under its key of 32 bytes. */
export function venueCodeAt(key: Uint8Array, venue: string, step: number): VenueCode {
  const mac = macOf(key, venue, step);
  return { step, token: base32(mac.subarray(0, TOKEN_BYTES)).toUpperCase(), spoken: truncated(mac, SPOKEN_DIGITS) };
}

/**
 * The step for which a token or a spoken code is the venue's, of this step and the one before; null: of neither. A token
 * in any case; both are compared in full, so that the time taken says nothing of the digits.
 */
export function stepShown(key: Uint8Array, venue: string, { code, now }: { code: string; now: number }): number | null {
  const typed = code.toUpperCase();
  let shown: number | null = null;
  for (const step of [stepOf(now) - 1, stepOf(now)]) {
    const { token, spoken } = venueCodeAt(key, venue, step);
    if (digestsEqual(typed, token) || digestsEqual(typed, spoken)) shown = step;
  }
  return shown;
}

/** Decimal digits of a digest by dynamic truncation (RFC 4226 section 5.3, as RFC 6238 uses it with SHA-256). */
export function truncated(mac: Uint8Array, digits: number): string {
  const offset = (mac.at(-1) ?? 0) & 15;
  const word = new DataView(mac.buffer, mac.byteOffset, mac.byteLength).getUint32(offset) & 0x7fff_ffff;
  return String(word % 10 ** digits).padStart(digits, "0");
}

function macOf(key: Uint8Array, venue: string, step: number): Uint8Array {
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setBigUint64(0, BigInt(step));
  return hmac(sha256, key, concatBytes(utf8ToBytes(`tessera-qr/1\0${venue}\0`), counter));
}
