/** The signature of a passkey, taken apart for node:crypto to judge, which wrote it. */
import { generateKeyPairSync, sign, verify } from "node:crypto";
import { expect, test } from "vitest";
import { AsnParser, ECDSASigValue } from "../../bin/build/asn1.ts";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const challenge = Buffer.from("a challenge");
const signed = () => Uint8Array.from(sign("sha256", challenge, privateKey));

test("the integers of a signature are those that it is made of, without the zeros that they begin with", () => {
  for (let count = 0; count < 300; count += 1) {
    const { r, s } = AsnParser.parse(signed(), ECDSASigValue);
    const both = Buffer.concat([Buffer.alloc(32 - r.length), r, Buffer.alloc(32 - s.length), s]);
    expect(verify("sha256", challenge, { key: publicKey, dsaEncoding: "ieee-p1363" }, both)).toBe(true);
  }
  const short = Uint8Array.of(0x30, 8, 0x02, 1, 5, 0x02, 3, 0, 0xff, 1);
  expect(AsnParser.parse(short, ECDSASigValue)).toEqual({ r: Uint8Array.of(5), s: Uint8Array.of(0xff, 1) });
});

test("what is cut off, longer than it says or no signature is refused, and so is every other type", () => {
  const der = signed();
  for (const bytes of [der.slice(0, -1), Uint8Array.from([...der, 0]), Uint8Array.of(0x30, 0), Uint8Array.of()])
    expect(() => AsnParser.parse(bytes, ECDSASigValue)).toThrow();
  for (const type of [undefined, class Certificate {}])
    expect(() => AsnParser.parse(der, type)).toThrow("an attestation, which was not asked for");
});
