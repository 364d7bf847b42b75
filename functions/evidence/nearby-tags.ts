/**
 * Who is near without anybody being told where: two friends share a key that their browsers agreed on, and compare tags of
 * coarse cell and quarter of an hour. `tessera-nearby/1`, a file for browsers and tests; the server sees tags alone.
 */
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** H3's resolution of 4.6 to 5.9 km² a cell: coarser than what laws call a precise position (0.99 km²), which 8 is not. */
export const CELL_RESOLUTION = 7;

const VERSION = "tessera-nearby/1\0";
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const utf8 = (text: string) => new TextEncoder().encode(text);

/** The key of a pair, 32 bytes, of the secret that ECDH gave both; `ids` are the two halves of their friendship, in any order. */
export function pairKey(shared: Uint8Array, ids: [string, string]): Uint8Array {
  const info = VERSION + [...ids].sort().join("\0");
  return hkdf(sha256, shared, new Uint8Array(KEY_BYTES), utf8(info), KEY_BYTES);
}

/**
 * The tag that the half `from` shows in a cell (an H3 index) and a quarter of an hour, 16 bytes in hex. The direction is in
 * it, so that nobody's own tag can be shown back to her.
 */
export function tagOf(key: Uint8Array, { from, cell, epoch }: { from: string; cell: string; epoch: number }): string {
  return bytesToHex(hmac(sha256, key, utf8(`${VERSION}tag\0${from}\0${cell}\0${epoch}`)).subarray(0, TAG_BYTES));
}

/** Groups of a fingerprint, of five digits each: together 99 bits, which nobody finds two pairs of keys for. */
const GROUPS = 6;
const GROUP = 100_000n;

/** What two friends compare: the same digits on both sides, of their public keys and nothing else. */
export function fingerprintOf(publicKeys: [string, string]): string[] {
  const digest = sha256(utf8(`${VERSION}fingerprint\0${[...publicKeys].sort().join("\0")}`));
  let rest = BigInt(`0x${bytesToHex(digest)}`);
  return Array.from({ length: GROUPS }, () => {
    const group = String(rest % GROUP).padStart(5, "0");
    rest /= GROUP;
    return group;
  });
}
