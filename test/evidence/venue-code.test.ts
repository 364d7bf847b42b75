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

/** What WebCrypto alone signs: HMAC of a counter under a seed of ASCII digits, or of bytes under a key. */
async function signed(hash: "SHA-1" | "SHA-256" | "SHA-512", key: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> {
  const algorithm = { name: "HMAC", hash };
  const imported = await crypto.subtle.importKey("raw", new Uint8Array(key), algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, new Uint8Array(bytes)));
}

function counterOf(step: number): Uint8Array {
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setBigUint64(0, BigInt(step));
  return counter;
}

/** RFC 6238 appendix B, its three columns: the seed is as long as the digest. */
test.each([
  [59, "94287082", "46119246", "90693936"],
  [1111111109, "07081804", "68084774", "25091201"],
  [1111111111, "14050471", "67062674", "99943326"],
  [1234567890, "89005924", "91819424", "93441116"],
  [2000000000, "69279037", "90698825", "38618901"],
  [20000000000, "65353130", "77737706", "47863826"],
])("hard case 20: at %i s the digits are RFC 6238's, by WebCrypto alone", async (seconds, ...expected) => {
  const digits = await Promise.all(
    ([20, 32, 64] as const).map(async (length) => {
      const seed = new TextEncoder().encode("1234567890".repeat(7).slice(0, length));
      const hash = ({ 20: "SHA-1", 32: "SHA-256", 64: "SHA-512" } as const)[length];
      return truncated(await signed(hash, seed, counterOf(Math.floor(seconds / 30))), 8);
    }),
  );
  expect(digits).toEqual(expected);
});

test("hard case 20: the counter's code is what WebCrypto alone makes of venue and step", async () => {
  const mac = await signed(
    "SHA-256",
    KEY,
    Buffer.concat([Buffer.from(`tessera-qr/1\0${VENUE}\0`), counterOf(stepOf(AT))]),
  );
  expect(Buffer.from(mac).toString("hex")).toBe("f1ff5adba747f6d930f5e45533380b4852b8e684dffe9122bbe2d074b7738473");
  expect(venueCodeAt(KEY, VENUE, stepOf(AT)).spoken).toBe(truncated(mac, 6));
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
