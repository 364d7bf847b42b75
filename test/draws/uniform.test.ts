import { createHmac } from "node:crypto";
import { bytesToHex } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { label, u32, u64 } from "../../functions/draws/bytes.ts";
import { type Words, wordStream } from "../../functions/draws/stream.ts";
import { uniform } from "../../functions/draws/uniform.ts";

function given(...words: bigint[]): Words {
  return {
    used: 0,
    next() {
      const word = words[this.used];
      if (word === undefined) throw new Error("asked for more words than were given");
      this.used += 1;
      return word;
    },
  };
}

test.each([
  { n: 6, words: [0xfffffffffffffffcn, 0xfffffffffffffffbn], result: 5, used: 2 },
  { n: 6, words: [0xfffffffffffffffbn], result: 5, used: 1 },
  { n: 6, words: [0xffffffffffffffffn, 7n], result: 1, used: 2 },
  { n: 2 ** 53 - 1, words: [0xffffffffffffffffn, 7n], result: 7, used: 2 },
  { n: 1, words: [0xffffffffffffffffn], result: 0, used: 1 },
  { n: 1, words: [0n], result: 0, used: 1 },
  { n: 2 ** 53, words: [0xffffffffffffffffn], result: 9_007_199_254_740_991, used: 1 },
  { n: 2 ** 32, words: [0xffffffffffffffffn], result: 4_294_967_295, used: 1 },
  { n: 3, words: [0xffffffffffffffffn, 0xffffffffffffffffn, 4n], result: 1, used: 3 },
])("hard case 4: below $n, the words $words give $result after $used", ({ n, words, result, used }) => {
  const source = given(...words);
  expect(uniform(source, n)).toBe(result);
  expect(source.used).toBe(used);
});

test.each([0, -1, 1.5, 2 ** 53 + 2, Number.NaN, Number.POSITIVE_INFINITY])("refuses a number below %s", (n) => {
  expect(() => uniform(given(1n), n)).toThrow(RangeError);
});

test("words are the four quarters of each block, none skipped", () => {
  const key = new Uint8Array(32).fill(7);
  const words = wordStream({ key, before: label("before"), after: label("after") });
  const blocks = [0, 1, 2].map((counter) =>
    createHmac("sha256", key).update("before\0").update(u32(counter)).update("after\0").digest(),
  );
  const wanted = blocks.flatMap((block) => [0, 8, 16, 24].map((offset) => block.readBigUInt64BE(offset)));
  expect(wanted.map(() => words.next())).toEqual(wanted);
  expect(words.used).toBe(12);
});

test("integers are written big-endian, and refused where they do not fit", () => {
  expect(bytesToHex(u32(0x01020304))).toBe("01020304");
  expect(bytesToHex(u64(2 ** 53 - 1))).toBe("001fffffffffffff");
  for (const value of [-1, 0.5, 2 ** 32]) expect(() => u32(value)).toThrow(RangeError);
  for (const value of [-1, 0.5, 2 ** 53]) expect(() => u64(value)).toThrow(RangeError);
  for (const text of ["", "a\0", "é"]) expect(() => label(text)).toThrow(RangeError);
});
