import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { expect, test } from "vitest";
import { stepOf, stepShown, truncated, venueCodeAt } from "../../functions/evidence/venue-code.ts";

const KEY = new Uint8Array(32).fill(9);
const VENUE = "ven_01";
const AT = 1_792_368_000_000;

test("the code of the published vector", () => {
  expect(stepOf(AT)).toBe(59_745_600);
  expect(venueCodeAt(KEY, VENUE, stepOf(AT))).toEqual({
    step: 59_745_600,
    token: "Y7ZNNPX78ZVDJC7N",
    spoken: "689590",
  });
});

/** RFC 6238 appendix B, SHA-256. */
test.each([
  [59, "46119246"],
  [1111111109, "68084774"],
  [1111111111, "67062674"],
  [1234567890, "91819424"],
  [2000000000, "90698825"],
  [20000000000, "77737706"],
])("truncation at %i s is that of RFC 6238", (seconds, digits) => {
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setBigUint64(0, BigInt(Math.floor(seconds / 30)));
  const seed = new TextEncoder().encode("12345678901234567890123456789012");
  expect(truncated(hmac(sha256, seed, counter), 8)).toBe(digits);
});

test.each([
  [0, 59_745_600],
  [29_999, 59_745_600],
  [30_000, 59_745_600],
  [59_999, 59_745_600],
  [60_000, null],
  [-1, null],
])("scanned or spoken %i ms after it appeared, it is the code of step %s", (later, step) => {
  const { token, spoken } = venueCodeAt(KEY, VENUE, stepOf(AT));
  for (const code of [token, token.toLowerCase(), spoken])
    expect(stepShown(KEY, VENUE, { code, now: AT + later })).toBe(step);
});

test("another venue's code, another key's and no code show nothing", () => {
  const { token } = venueCodeAt(KEY, VENUE, stepOf(AT));
  expect(stepShown(KEY, "ven_02", { code: token, now: AT })).toBeNull();
  expect(stepShown(new Uint8Array(32).fill(8), VENUE, { code: token, now: AT })).toBeNull();
  expect(stepShown(KEY, VENUE, { code: "", now: AT })).toBeNull();
  expect(stepShown(KEY, VENUE, { code: token.slice(1), now: AT })).toBeNull();
});
