import { bls12_381 } from "@noble/curves/bls12-381.js";
import { expect, test } from "vitest";
import { isBeacon } from "../../functions/draws/beacon.ts";
import {
  chainHash,
  firstRoundFrom,
  messageOf,
  pinned,
  QUICKNET,
  randomnessOf,
  roundAt,
  timeOf,
} from "../../functions/draws/drand.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import { signatureOf } from "../support/beacons.ts";

const seconds = (at: string) => Date.parse(at) / 1000;

test.each([
  [42, "8ada64bae5c6c0f5540a6a13af56e663240edfbd2c76ac6a8f27671eb7259ce3"],
  [1000, "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"],
  [657413, "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"],
])("hard case 1: round %s as published verifies with the pinned key, and has its randomness", (round, randomness) => {
  const signature = signatureOf(round);
  expect(isBeacon({ round, signature })).toBe(true);
  expect(randomnessOf(signature)).toBe(randomness);
});

test("hard case 1: the seven that are no beacon are refused, and nothing throws", () => {
  const signature = signatureOf(1000);
  expect(isBeacon({ round: 1001, signature }), "round + 1").toBe(false);

  const { fields, shortSignatures } = bls12_381;
  const point = shortSignatures.Signature.fromHex(signature);
  const verifies = (message: Uint8Array, dst: string) =>
    shortSignatures.verify(point, shortSignatures.hash(message, dst), bytesOfHex(QUICKNET.publicKey, 96));
  const g1 = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
  expect(verifies(messageOf(1000), g1)).toBe(true);
  const reversed = new Uint8Array(new BigUint64Array([1000n]).buffer);
  expect(verifies(reversed, g1), "little-endian round").toBe(false);
  expect(verifies(messageOf(1000), g1.replace("G1", "G2")), "the DST of the network before").toBe(false);

  expect(isBeacon({ round: 1000, signature: signature.replace(/^b4/, "94") }), "sign flipped").toBe(false);
  expect(isBeacon({ round: 1000, signature: `c0${"00".repeat(47)}` }), "infinity").toBe(false);
  expect(isBeacon({ round: 1000, signature: signature.slice(0, -2) }), "47 bytes").toBe(false);

  // A point of the curve that is outside of the group: small x are, where there is a y at all.
  let outside = 0;
  for (let x = 1n; x < 20n; x++) {
    const { Fp } = fields;
    if (!Fp.isValid(x) || !isSquare(Fp.add(Fp.pow(x, 3n), 4n))) continue;
    const hex = `80${x.toString(16).padStart(94, "0")}`;
    expect(isBeacon({ round: 1000, signature: hex }), hex).toBe(false);
    outside += 1;
  }
  expect(outside).toBeGreaterThan(3);

  function isSquare(value: bigint): boolean {
    return fields.Fp.eql(fields.Fp.pow(value, (fields.Fp.ORDER - 1n) / 2n), fields.Fp.ONE);
  }
});

test.each([
  ["upper case", { round: 1000, signature: signatureOf(1000).toUpperCase() }],
  ["no round", { round: Number.NaN, signature: signatureOf(1000) }],
  ["round 0, which relays take for the newest", { round: 0, signature: signatureOf(1000) }],
  ["half a round", { round: 999.5, signature: signatureOf(1000) }],
  ["a round beyond 2^53", { round: 2 ** 53, signature: signatureOf(1000) }],
  ["no signature", { round: 1000, signature: "" }],
  ["another round's signature", { round: 1000, signature: signatureOf(42) }],
])("%s is no beacon", (_name, beacon) => {
  expect(isBeacon(beacon)).toBe(false);
});

test("hard case 2: the pinned chain is what its hash says, and no part of it can be exchanged", () => {
  expect(chainHash(QUICKNET)).toBe("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971");
  for (const changed of [
    { publicKey: QUICKNET.publicKey.replace(/^83/, "84") },
    { groupHash: QUICKNET.groupHash.replace(/^f4/, "f5") },
    { genesis: QUICKNET.genesis + 1 },
    { period: 30 },
    { beacon: "fastnet" },
    { hash: "00".repeat(32) },
  ])
    expect(() => pinned({ ...QUICKNET, ...changed }), JSON.stringify(changed)).toThrow(/hash to/);
  expect(() => pinned({ ...QUICKNET, publicKey: "" })).toThrow(/96 bytes/);
});

test.each([
  ["2023-08-23T15:09:27Z", 1],
  ["2023-08-23T15:11:30Z", 42],
  ["2023-08-23T15:59:24Z", 1000],
  ["2023-09-15T11:00:03Z", 657413],
])("at %s it is round %s, which was due then", (at, round) => {
  expect(roundAt(seconds(at))).toBe(round);
  expect(roundAt(seconds(at) - 1)).toBe(round - 1);
  expect(roundAt(seconds(at) + 2)).toBe(round);
  expect(timeOf(round)).toBe(seconds(at));
  expect(firstRoundFrom(seconds(at))).toBe(round);
  expect(firstRoundFrom(seconds(at) + 1)).toBe(round + 1);
  expect(firstRoundFrom(seconds(at) - 1)).toBe(round);
});

test("rounds count as another client counts them", () => {
  expect(roundAt(seconds("2026-04-20T00:00:00Z"))).toBe(27_946_612);
  expect([roundAt(0), firstRoundFrom(0)]).toEqual([0, 1]);
  for (const [closes, round, at] of [
    [1_792_360_799, 33_186_012, "2026-10-18T22:10:00Z"],
    [1_792_969_199, 33_388_812, "2026-10-25T23:10:00Z"],
  ] as const) {
    expect(firstRoundFrom(closes + 600)).toBe(round);
    expect(timeOf(round)).toBe(seconds(at));
  }
});
