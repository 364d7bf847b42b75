import { expect, test } from "vitest";
import { aesCmac } from "../../functions/evidence/aes-cmac.ts";
import { diversified, isGenuine, sessionKey, tapMac, tapOf, tappedBy } from "../../functions/evidence/sun.ts";

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (given: Uint8Array) => Buffer.from(given).toString("hex").toUpperCase();
const ZERO = new Uint8Array(16);

test("hard case 20: session vectors give the keys of AN12196 table 1", async () => {
  const key = bytes("5ACE7E50AB65D5D51FD5BF5A16B8205B");
  expect(hex(await aesCmac(key, bytes("C33C0001008004C767F2066180010000")))).toBe("66DA61797E23DECA5D8ECA13BBADF7A9");
  expect(hex(await sessionKey(key, { uid: "04C767F2066180", counter: 1 }))).toBe("3A3E8110E05311F7A3FCF0D969BF2B48");
});

test("hard case 20: a tap reads as in AN12196 tables 2 and 4, and its code is the tag's", async () => {
  const tap = { e: "EF963FF7828658A599F3041510671E88", c: "94EED9EE65337086" };
  const tapped = { uid: "04DE5F1EACC040", counter: 61 };
  expect(await tappedBy(ZERO, tap)).toEqual(tapped);
  expect(hex(await sessionKey(ZERO, tapped))).toBe("3FB5F6E3A807A03D5E3570ACE393776F");
  expect(await isGenuine(ZERO, tapped, tap)).toBe(true);
  expect(await isGenuine(ZERO, { ...tapped, counter: 62 }, tap)).toBe(false);
});

test("hard case 20: a code over more of the link is that of AN12196 table 5", async () => {
  const tapped = { uid: "04958CAA5C5E80", counter: 8 };
  expect(await tappedBy(ZERO, { e: "FD91EC264309878BE6345CBE53BADF40" })).toEqual(tapped);
  expect(hex(await sessionKey(ZERO, tapped))).toBe("3ED0920E5E6A0320D823D5987FEAFBB1");
  const input = new TextEncoder().encode("CEE9A53E3E463EF1F459635736738962&cmac=");
  expect(hex(await tapMac(ZERO, tapped, input))).toBe("ECC1E7F6C6C73BF6");
});

test("the counter is little-endian in what is signed: a plain mirror's code", async () => {
  const mac = await tapMac(ZERO, { uid: "041E3C8A2D6B80", counter: 6 }, new Uint8Array(0));
  expect(hex(mac)).toBe("4B00064004B0B3D3");
});

test("hard case 20: a tag's own key is diversified as AN10922 has it", async () => {
  const master = bytes("00112233445566778899AABBCCDDEEFF");
  expect(hex(await diversified(master, bytes("04782E21801D803042F54E585020416275")))).toBe(
    "A8DD63A3B89D54B37CA802473FDA9175",
  );
});

test("the software tag's taps are read, and a forged one is not", async () => {
  const keys = { meta: bytes("00112233445566778899AABBCCDDEEFF"), file: bytes("2b7e151628aed2a6abf7158809cf4f3c") };
  const tapped = { uid: "04AABBCCDDEEFF", counter: 0x01_02_03 };
  const tap = await tapOf(keys, tapped, bytes("0102030405"));
  expect(await tappedBy(keys.meta, tap)).toEqual(tapped);
  expect(await isGenuine(keys.file, tapped, tap)).toBe(true);
  expect(await isGenuine(keys.meta, tapped, tap)).toBe(false);
  expect(await tappedBy(keys.file, tap)).toBeNull();
  await expect(tapOf(keys, { ...tapped, counter: 2 ** 24 }, ZERO)).rejects.toThrow(RangeError);
});

test.each(["", "EF", "G".repeat(32), "EF963FF7828658A599F3041510671E8", "EF963FF7828658A599F3041510671E8800"])(
  "%j is no tap",
  async (e) => {
    expect(await tappedBy(ZERO, { e })).toBeNull();
    expect(await isGenuine(ZERO, { uid: "04DE5F1EACC040", counter: 61 }, { c: e })).toBe(false);
  },
);
