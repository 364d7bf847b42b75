/** How draws write things down as bytes: labels end in a zero byte, integers are big-endian. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** 2^32 − 1, the largest u32. */
export const LARGEST_U32 = 0xffff_ffff;

/** T("x"): ASCII x, then one zero byte, so that no label is the beginning of another. Throws RangeError otherwise. */
export function label(text: string): Uint8Array {
  if (!/^[\x21-\x7e]+$/.test(text)) throw new RangeError(`${JSON.stringify(text)} is not a label of printable ASCII`);
  return utf8ToBytes(`${text}\0`);
}

/** An integer from 0 to 2^32 − 1 in 4 bytes, big-endian. Throws RangeError beyond. */
export function u32(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > LARGEST_U32) {
    throw new RangeError(`${value} does not fit 32 bits without a sign`);
  }
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** A safe integer from 0 to 2^53 − 1 in 8 bytes, big-endian. Throws RangeError beyond. */
export function u64(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not an integer from 0 to 2^53 - 1`);
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** SHA-256 of the parts written one after the other. */
export function hash(...parts: Uint8Array[]): Uint8Array {
  return sha256(concatBytes(...parts));
}

/** The same, in hex. */
export function hashHex(...parts: Uint8Array[]): string {
  return bytesToHex(hash(...parts));
}
