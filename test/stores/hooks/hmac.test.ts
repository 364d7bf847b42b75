import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { type SignedPayload, verifyHmac } from "../../../functions/stores/hooks/hmac.ts";

const BODY = '{"id": 820982911946154508,  "total":"12.50"}';
const bytes = (text: string) => new TextEncoder().encode(text);
const signed = (secret: string, encoding: "base64" | "hex" = "base64", body = BODY) =>
  createHmac("sha256", secret).update(body).digest(encoding);

function verify(given: Partial<SignedPayload>): Promise<boolean> {
  return verifyHmac({
    algorithm: "SHA-256",
    encoding: "base64",
    secrets: ["shop-secret"],
    payload: bytes(BODY),
    signature: signed("shop-secret"),
    ...given,
  });
}

test("accepts the exact bytes, in base64 and in hex of either case", async () => {
  expect(await verify({})).toBe(true);
  const hex = signed("shop-secret", "hex");
  expect(await verify({ encoding: "hex", signature: hex })).toBe(true);
  expect(await verify({ encoding: "hex", signature: hex.toUpperCase() })).toBe(true);
});

test("agrees with RFC 4231, test case 2", async () => {
  const signature = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
  const payload = bytes("what do ya want for nothing?");
  expect(await verify({ encoding: "hex", secrets: ["Jefe"], payload, signature })).toBe(true);
});

test("accepts the old and the new secret while one replaces the other, and nothing else", async () => {
  const secrets = ["new", "old"];
  expect(await verify({ secrets, signature: signed("new") })).toBe(true);
  expect(await verify({ secrets, signature: signed("old") })).toBe(true);
  expect(await verify({ secrets, signature: signed("older") })).toBe(false);
});

test("refuses the same JSON written again", async () => {
  expect(await verify({ payload: bytes(JSON.stringify(JSON.parse(BODY))) })).toBe(false);
});

test.each([
  ["no signature", null],
  ["an empty one", ""],
  ["hex where base64 is due", signed("shop-secret", "hex")],
  ["a truncated one", signed("shop-secret").slice(0, -4)],
  ["a truncated digest", Buffer.from(signed("shop-secret"), "base64").subarray(0, 16).toString("base64")],
  ["a longer digest", Buffer.from(`${signed("shop-secret", "hex")}00`, "hex").toString("base64")],
  ["space around it", ` ${signed("shop-secret")}`],
  ["a line end after it", `${signed("shop-secret")}\n`],
  ["no padding", signed("shop-secret").replace("=", "")],
  ["letters that no alphabet has", "é".repeat(44)],
  ["a list", `${signed("shop-secret")},${signed("shop-secret")}`],
])("refuses %s", async (_name, signature) => {
  expect(await verify({ signature })).toBe(false);
});

test("refuses base64 where hex is due", async () => {
  expect(await verify({ encoding: "hex" })).toBe(false);
});

test("one digest has one spelling: unused bits of the last digit must be zero", async () => {
  const signature = signed("shop-secret");
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const next = alphabet[alphabet.indexOf(signature[42] ?? "") + 1] ?? "";
  const other = `${signature.slice(0, 42)}${next}=`;
  expect(Buffer.from(other, "base64")).toEqual(Buffer.from(signature, "base64"));
  expect(await verify({ signature: other })).toBe(false);
});

test("an empty secret opens nothing, alone or beside a good one", async () => {
  expect(await verify({ secrets: [] })).toBe(false);
  expect(await verify({ secrets: [""], signature: signed("") })).toBe(false);
  expect(await verify({ secrets: ["", "shop-secret"], signature: signed("") })).toBe(false);
  expect(await verify({ secrets: ["", "shop-secret"] })).toBe(true);
});

test("signs an empty body like any other", async () => {
  const signature = signed("shop-secret", "base64", "");
  expect(await verify({ payload: bytes(""), signature })).toBe(true);
  expect(await verify({ payload: bytes(" "), signature })).toBe(false);
});
