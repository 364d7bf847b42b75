import { createHash } from "node:crypto";
import { bytesToHex } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { commitmentOf, contestSeed, drawContest, rankEntries } from "../../functions/draws/contest.ts";
import { type Entry, encodeEntries, summariseEntries } from "../../functions/draws/entries.ts";
import {
  type ContestManifest,
  contestManifestHash,
  faultOfManifest,
  isManifest,
} from "../../functions/draws/manifest.ts";
import { wordStream } from "../../functions/draws/stream.ts";
import { sumRoot } from "../../functions/draws/sum-tree.ts";
import { uniform } from "../../functions/draws/uniform.ts";
import type { Material } from "../../functions/values/entropy.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import { heaviestEntries } from "../support/heaviest-entries.ts";
import vectors from "./draw-vectors.json" with { type: "json" };

const { contest, contestManual, contestCommit } = vectors;
const file = encodeEntries(contest.entries);

test("the entries file and its manifest are the vectors', byte for byte", () => {
  expect(bytesToHex(file)).toBe(contest.flatHex);
  const { sumroot, ...summary } = contest.manifest.entries;
  expect(summariseEntries(file)).toEqual(summary);
  expect(sumRoot(file)).toBe(sumroot);
  expect(canonicalJson(contest.manifest)).toBe(contest.jcs);
});

test("the commitment to the vectors' secret is theirs", () => {
  expect(commitmentOf(contestCommit.secret)).toBe(contestCommit.commit);
});

test.each<[string, { manifest: unknown; manifestHash: string; seed: string; result: unknown }, Material]>([
  ["drand", contest, { mode: "drand", round: 1000, signature: contest.beaconSig }],
  ["manual", contestManual, { mode: "manual", text: contestManual.material }],
  ["commit", contestCommit, { mode: "commit", secret: contestCommit.secret }],
])("in mode %s, manifest hash, seed and ranking are the vectors'", (_mode, vector, reveal) => {
  const manifest = manifestOf(vector.manifest);
  expect(contestManifestHash(manifest)).toBe(vector.manifestHash);
  expect(drawContest(manifest, file, reveal)).toEqual({ seed: vector.seed, ranking: vector.result });
});

test("refuses what was not committed to: another secret, another mode, another file", () => {
  const manifest = manifestOf(contestCommit.manifest);
  expect(() => contestSeed(manifest, { mode: "commit", secret: "12".repeat(32) })).toThrow(/the secret gives/);
  expect(() => contestSeed(manifest, { mode: "commit", secret: "12" })).toThrow(/32 bytes/);
  expect(() => contestSeed(manifest, { mode: "manual", text: "1." })).toThrow(/entropy is commit/);
  expect(() => contestSeed(manifestOf(contestManual.manifest), { mode: "manual", text: "ü" })).toThrow(/ASCII/);
  const reveal: Material = { mode: "commit", secret: contestCommit.secret };
  const heavier = contest.entries.map((entry, at) => ({ ...entry, weight: entry.weight + (at === 0 ? 1 : 0) }));
  expect(() => drawContest(manifest, encodeEntries(heavier), reveal)).toThrow(/51 tickets/);
  expect(() => drawContest(manifest, file.subarray(20), reveal)).toThrow(/6 entries/);
});

test.each<[string, (manifest: Record<string, unknown>) => void, RegExp]>([
  ["an unknown key", (m) => Object.assign(m, { note: 1 }), /unknown field, "note"/],
  ["a missing key", (m) => delete m.prev, /manifest\.prev is missing/],
  ["another version", (m) => Object.assign(m, { v: "tessera-contest/2" }), /manifest\.v/],
  ["a fraction", (m) => Object.assign(m, { opens: 1.5 }), /manifest\.opens is 1\.5/],
  ["closing before opening", (m) => Object.assign(m, { closes: m.opens }), /not after manifest\.opens/],
  ["no winners", (m) => Object.assign(m, { winners: 0 }), /manifest\.winners is 0/],
  ["capital hex", (m) => Object.assign(m, { rules: "AB".repeat(32) }), /manifest\.rules/],
  ["an unknown entropy", (m) => Object.assign(m, { entropy: { mode: "dice" } }), /mode is "dice"/],
  ["fewer tickets than entries", (m) => Object.assign(m.entries as object, { total: 6 }), /cannot weigh/],
  [
    "more second chances than prizes",
    (m) => Object.assign(m, { secondChance: [left("a"), left("b"), left("c")] }),
    /second chances/,
  ],
  ["a second chance twice", (m) => Object.assign(m, { secondChance: [left("a"), left("a")] }), /has the item a twice/],
  ["a second chance of nowhere", (m) => Object.assign(m, { secondChance: [{ items: ["a"] }] }), /secondChance/],
  ["a total of 2^53", (m) => Object.assign(m.entries as object, { total: 2 ** 53 }), /9007199254740992/],
])("a manifest with %s is refused when it is frozen", (_name, spoil, message) => {
  const manifest: Record<string, unknown> = structuredClone(contestCommit.manifest);
  expect(faultOfManifest(manifest)).toBeNull();
  spoil(manifest);
  expect(faultOfManifest(manifest)).toMatch(message);
});

test("second chances are part of what a manifest fixes: others have another hash", () => {
  const manifest = { ...manifestOf(contestCommit.manifest), secondChance: [left("a")] };
  expect(faultOfManifest(manifest)).toBeNull();
  const hashes = [contestCommit.manifest, manifest, { ...manifest, secondChance: [left("b")] }];
  expect(new Set(hashes.map((each) => contestManifestHash(manifestOf(each)))).size).toBe(3);
});

test("nobody in, nobody wins, and nothing breaks", () => {
  const nobody = new Uint8Array(0);
  const manifest: ContestManifest = {
    ...manifestOf(contestCommit.manifest),
    entries: { ...summariseEntries(nobody), sumroot: sumRoot(nobody) },
  };
  expect(drawContest(manifest, nobody, { mode: "commit", secret: contestCommit.secret }).ranking).toEqual([]);
});

test("the ranking is a naive scan's, on 300 pools of every shape", () => {
  for (let round = 0; round < 300; round++) {
    const lot = wordStream({ key: seedBytes(round), before: new Uint8Array(0), after: new Uint8Array(0) });
    const largest = [3, 1000, 2 ** 32 - 1][round % 3] ?? 1;
    const entries = entrants(1 + uniform(lot, 40), () => 1 + uniform(lot, largest));
    const places = 1 + uniform(lot, 50);
    const seed = bytesToHex(seedBytes(`seed ${round}`));
    const ranking = rankEntries({ file: encodeEntries(entries), seed, places });
    expect(ranking).toEqual(naiveRanking(entries, seed, places));
    expect(new Set(ranking.map(({ tag }) => tag)).size).toBe(Math.min(places, entries.length));
  }
});

/** Hard case 5 as it is written, in the long run (`TESSERA_LONG=1`): it takes half a minute. */
const MANY = process.env.TESSERA_LONG === "1" ? 1_000_000 : 100_000;

test(`hard case 5: ${MANY} entrants, 120 ranks, as a naive scan ranks them`, () => {
  const entries = entrants(MANY, (position) => 1 + ((position * 7919) % 100));
  const seed = bytesToHex(seedBytes("many"));
  const ranking = rankEntries({ file: encodeEntries(entries), seed, places: 120 });
  expect(ranking).toEqual(naiveRanking(entries, seed, 120));
}, 600_000);

test("a total weight of 2^53 - 1 is drawn exactly, to the last ticket", () => {
  const heavy = heaviestEntries(2 ** 53 - 1);
  const ranking = rankEntries({ file: heavy, seed: bytesToHex(seedBytes("heavy")), places: 3 });
  const gone = new Set<number>();
  const view = new DataView(heavy.buffer);
  for (const { tag, ticket, of, rank } of ranking) {
    expect(of).toBe(2 ** 53 - 1 - (rank - 1) * (2 ** 32 - 1));
    let reach = 0n;
    let position = 0;
    for (; position * 20 < heavy.length; position++) {
      if (!gone.has(position)) reach += BigInt(view.getUint32(position * 20 + 16));
      if (reach > BigInt(ticket)) break;
    }
    expect(tag).toBe(bytesToHex(heavy.subarray(position * 20, position * 20 + 16)));
    gone.add(position);
  }
  expect(gone.size).toBe(3);
}, 60_000);

test("weights 1, 2 and 3 give each order as often as they should", () => {
  const entries = entrants(3, (position) => position + 1);
  const trio = encodeEntries(entries);
  const draws = 12_000;
  const seen = new Map<string, number>();
  for (let draw = 0; draw < draws; draw++) {
    const order = rankEntries({ file: trio, seed: bytesToHex(seedBytes(draw)), places: 3 });
    const name = order.map(({ tag }) => entries.findIndex((entry) => entry.tag === tag) + 1).join("");
    seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  let chiSquare = 0;
  for (const [first, second, third] of [
    [1, 2, 3],
    [1, 3, 2],
    [2, 1, 3],
    [2, 3, 1],
    [3, 1, 2],
    [3, 2, 1],
  ] as const) {
    const expected = draws * (first / 6) * (second / (6 - first));
    chiSquare += ((seen.get(`${first}${second}${third}`) ?? 0) - expected) ** 2 / expected;
  }
  expect(chiSquare).toBeLessThan(20.5); // 5 degrees of freedom, 99.9 %
});

/** An item that a surprise had left over. */
function left(item: string) {
  return { pool: "pool:gift:1", configHash: "ab".repeat(32), tier: "mug", items: [item] };
}

function manifestOf(value: unknown): ContestManifest {
  if (!isManifest(value)) throw new TypeError(faultOfManifest(value) ?? "");
  return value;
}

/** The definition, word for word: the first entry whose running total exceeds the ticket. */
function naiveRanking(entries: readonly Entry[], seed: string, places: number) {
  const words = wordStream({
    key: Buffer.from(seed, "hex"),
    before: Buffer.from("tessera-contest/1\0stream\0"),
    after: new Uint8Array(0),
  });
  const left = [...entries];
  const ranking = [];
  let of = left.reduce((sum, { weight }) => sum + weight, 0);
  for (let rank = 1; rank <= places && left.length > 0; rank++) {
    const ticket = uniform(words, of);
    let reach = 0;
    const position = left.findIndex(({ weight }) => {
      reach += weight;
      return reach > ticket;
    });
    const [winner] = left.splice(position, 1);
    if (winner === undefined) throw new Error("no entry holds the ticket");
    ranking.push({ rank, tag: winner.tag, ticket, of, word: words.used });
    of -= winner.weight;
  }
  return ranking;
}

function entrants(count: number, weightOf: (position: number) => number): Entry[] {
  return Array.from({ length: count }, (_, position) => position)
    .map((position) => createHash("sha256").update(`member ${position}`).digest("hex").slice(0, 32))
    .sort()
    .map((tag, position) => ({ tag, weight: weightOf(position) }));
}

function seedBytes(name: string | number): Uint8Array {
  return createHash("sha256").update(`seed of ${name}`).digest();
}
