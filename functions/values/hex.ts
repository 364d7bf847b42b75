/** Bytes as text: lower-case hexadecimal, two digits a byte, so that equal bytes are equal strings and sort alike. */
import { hexToBytes } from "@noble/hashes/utils.js";

const LOWER_HEX = /^[0-9a-f]*$/;

/** True for a string of exactly `bytes` bytes in lower-case hex. */
export function isHex(value: unknown, bytes: number): value is string {
  return typeof value === "string" && value.length === bytes * 2 && LOWER_HEX.test(value);
}

/** The bytes of a hex string of exactly `bytes` bytes. Throws RangeError for any other text. */
export function bytesOfHex(text: string, bytes: number): Uint8Array {
  if (!isHex(text, bytes)) {
    throw new RangeError(`${JSON.stringify(text).slice(0, 140)} is not ${bytes} bytes of lower-case hex`);
  }
  return hexToBytes(text);
}
