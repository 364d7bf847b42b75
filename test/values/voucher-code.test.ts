import { expect, test } from "vitest";
import { codeFrom, codeOf, readCode, sealedCode, unsealCodes } from "../../functions/values/voucher-code.ts";

const secret = "a secret of tests";
const id = "vch_01kajw8zt0q9w4m2xv5n6p7r8s";

test("a code is the first 60 bits of the signature in Crockford base32", () => {
  expect(codeFrom("00000000000000000000")).toBe("TSR-0000-0000-0000");
  expect(codeFrom("fffffffffffffff0ffff")).toBe("TSR-ZZZZ-ZZZZ-ZZZZ");
  expect(codeFrom("08421084210842100000")).toBe("TSR-1111-1111-1111");
});

test("each voucher has a code of its own, the same each time", () => {
  expect(codeOf(secret, id)).toBe(codeOf(secret, id));
  expect(codeOf(secret, `${id.slice(0, -1)}0`)).not.toBe(codeOf(secret, id));
  expect(codeOf(`${secret}.`, id)).not.toBe(codeOf(secret, id));
});

test.each([
  ["TSR-0123-4567-89AB", "TSR-0123-4567-89AB"],
  ["tsr-0123-4567-89ab", "TSR-0123-4567-89AB"],
  ["TSR0123456789AB", "TSR-0123-4567-89AB"],
  [" 0123 4567 89ab ", "TSR-0123-4567-89AB"],
  ["tsr-oi23-4567-89ab", "TSR-0123-4567-89AB"],
  ["TSR-0L23-4567-89AB", "TSR-0123-4567-89AB"],
  ["TSRT-SRTS-RTSR", "TSR-TSRT-SRTS-RTSR"],
  ["TSR-0123-4567-89A", null],
  ["TSR-0123-4567-89AB0", null],
  ["TSR-0123-4567-89AU", null],
  ["", null],
])("%j is read as %j", (typed, read) => {
  expect(readCode(typed)).toBe(read);
});

test("a stored answer has a seal in place of the code, and what a request can contain is no seal", () => {
  const stored = JSON.stringify({ code: sealedCode(id) });
  expect(stored).not.toContain(codeOf(secret, id));
  expect(unsealCodes(stored, secret)).toBe(JSON.stringify({ code: codeOf(secret, id) }));
  const typed = JSON.stringify({ order: `\\u0001${id}\\u0001` });
  expect(unsealCodes(typed, secret)).toBe(typed);
});
