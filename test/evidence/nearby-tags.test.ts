import { hkdfSync } from "node:crypto";
import { expect, test } from "vitest";
import { fingerprintOf, pairKey, tagOf } from "../../functions/evidence/nearby-tags.ts";
import { SHARED } from "../support/vector-values.ts";

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const url64 = (hex: string) => Buffer.from(bytes(hex)).toString("base64url");

/** RFC 5903, section 8.1: initiator and responder of the 256-bit random ECP group. */
const INITIATOR = {
  d: "C88F01F5 10D9AC3F 70A292DA A2316DE5 44E9AAB8 AFE84049 C62A9C57 862D1433",
  x: "DAD0B653 94221CF9 B051E1FE CA5787D0 98DFE637 FC90B9EF 945D0C37 72581180",
  y: "5271A046 1CDB8252 D61F1C45 6FA3E59A B1F45B33 ACCF5F58 389E0577 B8990BB3",
};
const RESPONDER = `04 D12DFB52 89C8D4F8 1208B702 70398C34 2296970A 0BCCB74C 736FC755 4494BF63
  56FBF3CA 366CC23E 8157854C 13C58D6A AC23F046 ADA30F83 53E74F33 039872AB`.replaceAll("\n", "");

test("the secret that WebCrypto agrees on is that of RFC 5903, and its key HKDF's of both names in order", async () => {
  const { d, x, y } = INITIATOR;
  const algorithm = { name: "ECDH", namedCurve: "P-256" };
  const jwk = { kty: "EC", crv: "P-256", d: url64(d), x: url64(x), y: url64(y) };
  const own = await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("raw", bytes(RESPONDER), algorithm, true, []);
  const ecdh = { name: "ECDH", public: theirs } as unknown as SubtleCryptoDeriveKeyAlgorithm;
  const shared = new Uint8Array(await crypto.subtle.deriveBits(ecdh, own, 256));
  expect(Buffer.from(shared).toString("hex")).toBe(SHARED);
  const expected = hkdfSync("sha256", shared, new Uint8Array(32), "tessera-nearby/1\0m_ada\0m_bob", 32);
  for (const ids of [
    ["m_ada", "m_bob"],
    ["m_bob", "m_ada"],
  ] as [string, string][])
    expect(pairKey(shared, ids)).toEqual(new Uint8Array(expected));
});

test("a tag is of its direction, its cell and its quarter of an hour; a fingerprint is the same on both sides", () => {
  const key = new Uint8Array(32).fill(7);
  const at = { from: "m_bob", cell: "871f1d489ffffff", epoch: 1_991_520 };
  const others = [{ from: "m_ada" }, { cell: "871f1d48bffffff" }, { epoch: 1_991_521 }];
  const tags = [at, ...others.map((other) => ({ ...at, ...other }))].map((each) => tagOf(key, each));
  expect(new Set(tags).size).toBe(4);
  expect(fingerprintOf(["BA", "BC"])).toEqual(fingerprintOf(["BC", "BA"]));
  expect(fingerprintOf(["BA", "BD"])).not.toEqual(fingerprintOf(["BA", "BC"]));
  expect(fingerprintOf(["BA", "BC"]).join(" ")).toMatch(/^(\d{5} ){5}\d{5}$/);
});
