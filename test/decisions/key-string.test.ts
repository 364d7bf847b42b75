import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { PublicDraw } from "../../functions/programme/draws/entropy.ts";
import { bitsNeeded, bitsOf, faultOfNumbers, keyString } from "../../functions/programme/draws/key-string.ts";

const draw = (numbers: number, outOf: number, more: Partial<PublicDraw> = {}): PublicDraw => ({
  numbers,
  outOf,
  lowest: 1,
  inOrder: false,
  ...more,
});

/** RFC 3797, section 6: a lottery number, five of a drum, six of another. */
const rfc = [draw(1, 10_000), draw(5, 20), draw(6, 49)];
const typed = [[9319], [12, 2, 10, 5, 8], [41, 9, 45, 18, 34, 26]];

test("numbers are written down as RFC 3797, section 6 has them, in whatever order they were typed", () => {
  expect(keyString(rfc, typed)).toBe("9319./2.5.8.10.12./9.18.26.34.41.45./");
});

test("RFC 3797's own selection from our string is its published one, to the last hash", () => {
  const key = keyString(rfc, typed);
  const left = Array.from({ length: 25 }, (_, index) => index + 1);
  const hashes: string[] = [];
  const selected: (number | undefined)[] = [];
  for (let turn = 0; turn < 11; turn++) {
    const counter = Buffer.from([turn >> 8, turn & 255]);
    const digest = createHash("md5").update(counter).update(key).update(counter).digest("hex");
    hashes.push(digest.toUpperCase());
    selected.push(...left.splice(Number(BigInt(`0x${digest}`) % BigInt(left.length)), 1));
  }
  expect(hashes).toEqual([
    "990DD0A5692A029A98B5E01AA28F3459",
    "3691E55CB63FCC37914430B2F70B5EC6",
    "FE814EDF564C190AC1D25753979990FA",
    "1863CCACEB568C31D7DDBDF1D4E91387",
    "F4AB33DF4889F0AF29C513905BE1D758",
    "13EAEB529F61ACFB9A29D0BA3A60DE4A",
    "992DB77C382CA2BDB9727001F3CDCCD9",
    "63AB4258ECA922976811C7F55C383CE7",
    "DFBC5AC97CED01B3A6E348E3CC63F40D",
    "31CB111C4A4EBE9287CEAE16FE51B909",
    "07FA46C122F164C215BBC72793B189A3",
  ]);
  expect(selected).toEqual([17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22]);
});

test("digits keep their order, may come twice, and may be 0", () => {
  const digits = [draw(4, 10, { lowest: 0, inOrder: true })];
  expect(faultOfNumbers(digits, [[3, 0, 3, 1]])).toBeNull();
  expect(keyString(digits, [[3, 0, 3, 1]])).toBe("3.0.3.1./");
});

test.each<[string, number[][], RegExp]>([
  ["a draw too few", typed.slice(1), /there are 3 draws/],
  ["a number too few", [[9319], [2, 5, 8, 10], [9, 18, 26, 34, 41, 45]], /draw 2 has 5 numbers, not 4/],
  ["a number too high", [[9319], [2, 5, 8, 10, 21], [9, 18, 26, 34, 41, 45]], /from 1 to 20, not 21/],
  ["a 0", [[0], [2, 5, 8, 10, 12], [9, 18, 26, 34, 41, 45]], /from 1 to 10000, not 0/],
  ["a number twice", [[9319], [2, 5, 8, 10, 10], [9, 18, 26, 34, 41, 45]], /draw 2 has a number twice/],
])("%s is a typing error", (_name, numbers, says) => {
  expect(faultOfNumbers(rfc, numbers)).toMatch(says);
});

test("choosing 10 of a pool takes the bits of RFC 3797's table", () => {
  const table = { 20: 18, 25: 22, 30: 25, 35: 28, 40: 30, 50: 34, 60: 37, 75: 40, 100: 44, 120: 47 };
  for (const [entrants, bits] of Object.entries(table))
    expect(bitsNeeded({ entrants: Number(entrants), winners: 10 })).toBe(bits);
  expect(bitsNeeded({ entrants: 3, winners: 10 }), "everybody wins").toBe(0);
  expect(bitsNeeded({ entrants: 1024, winners: 1 })).toBe(10);
  expect(bitsNeeded({ entrants: 1025, winners: 1 })).toBe(11);
});

test("draws have the bits that they surely have", () => {
  expect(bitsOf([draw(6, 49)])).toBe(23);
  expect(bitsOf([draw(4, 10, { inOrder: true })])).toBe(13);
  expect(bitsOf([draw(1, 1024)])).toBe(10);
  expect(bitsOf(rfc)).toBe(50);
});
