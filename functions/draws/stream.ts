/** Random words from a key: HMAC-SHA256 in counter mode, cut in 64-bit words, in order, nothing skipped. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { u32 } from "./bytes.ts";

/** A source of 64-bit words that counts how many were taken. */
export type Words = { next(): bigint; used: number };

const WORDS_IN_A_BLOCK = 4;

/**
 * The words of `HMAC(key, before ‖ u32(j) ‖ after)` for j = 0, 1, 2 …, each block read as four u64 big-endian.
 * Throws RangeError after 2^34 words, when the counter is spent.
 */
export function wordStream({ key, before, after }: { key: Uint8Array; before: Uint8Array; after: Uint8Array }): Words {
  const opened = hmac.create(sha256, key).update(before);
  let block = new DataView(new ArrayBuffer(0));
  return {
    used: 0,
    next() {
      const position = this.used % WORDS_IN_A_BLOCK;
      if (position === 0) {
        const digest = opened
          .clone()
          .update(u32(this.used / WORDS_IN_A_BLOCK))
          .update(after)
          .digest();
        block = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
      }
      this.used += 1;
      return block.getBigUint64(position * 8);
    },
  };
}
