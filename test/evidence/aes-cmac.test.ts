import { expect, test } from "vitest";
import { aesCmac, decryptBlocks, encryptBlocks } from "../../functions/evidence/aes-cmac.ts";

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (given: Uint8Array) => Buffer.from(given).toString("hex");

const KEY = "2b7e151628aed2a6abf7158809cf4f3c";
const MESSAGE =
  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

/** RFC 4493 section 4. */
test.each([
  [0, "bb1d6929e95937287fa37d129b756746"],
  [16, "070a16b46b4d4144f79bdd9dd04a287c"],
  [40, "dfa66747de9ae63030ca32611497c827"],
  [64, "51f0bebf7e3b9d92fc49741779363cfe"],
])("hard case 20: case 20: the tag of %i bytes is that of RFC 4493", async (length, tag) => {
  expect(hex(await aesCmac(bytes(KEY), bytes(MESSAGE).subarray(0, length)))).toBe(tag);
});

test("one block is encrypted as FIPS 197 has it, and decrypted again", async () => {
  const [key, block] = [bytes("000102030405060708090a0b0c0d0e0f"), bytes("00112233445566778899aabbccddeeff")];
  const encrypted = await encryptBlocks(key, block);
  expect(hex(encrypted)).toBe("69c4e0d86a7b0430d8cdb78070b4c55a");
  expect(hex(await decryptBlocks(key, encrypted))).toBe(hex(block));
});
