/** The log's tiles over HTTP, read by a reader who shares no code with us: the root recomputed from tiles alone. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { verifyProof } from "../../functions/draws/verify.ts";
import { CLOSES, contestProgramme, drawnRound, weekly } from "../support/contests.ts";
import { told } from "../support/in-english.ts";
import { conserved } from "../support/ledger.ts";
import { newWorld } from "../support/world.ts";

const world = await newWorld(contestProgramme(weekly));
afterAll(() => conserved(world.client));

/** Operations that make a whole tile and a part of another. */
const SIZE_LEAST = 260;
let round: string;

beforeAll(async () => {
  round = (await drawnRound(world, ["ada@example.com", "ben@example.com", "cleo@example.com", "dana@example.com"])).id;
  for (let more = 0; more < SIZE_LEAST; more += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_, each) => world.post("/v1/members", { externalId: `m-${more + each}` })),
    );
  await tick({ ...world.ledger, now: CLOSES + 7_200_000 });
}, 120_000);

const sha256 = (...parts: (Buffer | number)[]) =>
  createHash("sha256")
    .update(Buffer.concat(parts.map((part) => (typeof part === "number" ? Buffer.of(part) : part))))
    .digest();

/** A tile's bytes, as another program asks for them. */
async function bytesAt(path: string): Promise<Buffer | number> {
  const { status, bytes } = await world.send({ path: `/v1/log/tile/${path}` });
  return status === 200 ? bytes : status;
}

async function checkpoint(): Promise<{ size: number; root: Buffer }> {
  const [, size, root = ""] = (await world.send({ path: "/v1/log/checkpoint" })).text.split("\n");
  return { size: Number(size), root: Buffer.from(root, "base64") };
}

/** RFC 6962, 2.1: the head of leaf hashes. */
function headOf(leaves: Buffer[]): Buffer {
  const [first = Buffer.alloc(0)] = leaves;
  if (leaves.length === 1) return first;
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return sha256(1, headOf(leaves.slice(0, left)), headOf(leaves.slice(left)));
}

async function tilesOf(level: number, count: number): Promise<Buffer[]> {
  const hashes: Buffer[] = [];
  for (let number = 0; number * 256 < count; number++) {
    const width = Math.min(256, count - number * 256);
    const bytes = await bytesAt(`${level}/${String(number).padStart(3, "0")}${width === 256 ? "" : `.p/${width}`}`);
    if (typeof bytes === "number") throw new Error(`tile ${level}/${number}: ${bytes}`);
    expect(bytes.length).toBe(width * 32);
    for (let at = 0; at < bytes.length; at += 32) hashes.push(bytes.subarray(at, at + 32));
  }
  return hashes;
}

test("the checkpoint's root is that of the hashes in the tiles, level by level", async () => {
  const { size, root } = await checkpoint();
  expect(size).toBeGreaterThan(SIZE_LEAST);
  const leaves = await tilesOf(0, size);
  expect(headOf(leaves).equals(root)).toBe(true);
  const whole = Math.floor(size / 256);
  const above = await tilesOf(1, whole);
  expect(above.map((hash) => hash.toString("hex"))).toEqual(
    Array.from({ length: whole }, (_, tile) => headOf(leaves.slice(tile * 256, tile * 256 + 256)).toString("hex")),
  );
  // From the upper tile and the rest of the lower ones alone.
  expect(sha256(1, headOf(above), headOf(leaves.slice(whole * 256))).equals(root)).toBe(true);
});

test("an operation of which one has a receipt is the leaf that a tile has", async () => {
  const { rows } = await world.client.execute("SELECT seq, id, record_hash AS hash FROM operations WHERE seq = 200");
  const leaf = sha256(0, Buffer.from(`tessera-log/1\n${rows[0]?.id}\n${rows[0]?.hash}\n`));
  const tile = await bytesAt("0/000");
  expect(typeof tile !== "number" && tile.subarray(199 * 32, 200 * 32).equals(leaf)).toBe(true);
});

test("a tile that is not there, or is written otherwise, is none", async () => {
  const { size } = await checkpoint();
  const open = Math.floor(size / 256);
  for (const path of [
    `0/${String(open).padStart(3, "0")}`,
    `0/${String(open).padStart(3, "0")}.p/${(size % 256) + 1}`,
    "0/000.p/256",
    "0/000.p/0",
    "0/000.p/01",
    "00/000",
    "0/0",
    "0/x000/000",
    "0/x001/000",
    "0/x999/x999/x999/x999/999",
    "1/001",
    "5/000.p/1",
    "63/000",
    "-1/000",
    "entries/000",
    "",
  ])
    expect([path, await bytesAt(path)]).toEqual([path, 404]);
});

test("a contest's proof shows that the log which its manifest names is the beginning of today's", async () => {
  const proof = (await world.send({ path: `/v1/contests/${round}/proof` })).json;
  const faults = (changed: unknown) =>
    verifyProof(changed)
      .steps.filter(({ ok }) => !ok)
      .map(({ name }) => name);
  expect(faults(proof)).toEqual([]);
  const { size, path } = proof.log.prev;
  expect(told(verifyProof(proof).steps.find(({ name }) => name === "prev")?.says ?? "")).toContain(
    `The log of ${size} operations`,
  );
  // The tree of that size, by an independent reader from tiles, has the head that the manifest names.
  const leaves = await tilesOf(0, (await checkpoint()).size);
  expect(headOf(leaves.slice(0, size)).toString("hex")).toBe(proof.manifest.prev);
  const spoilt = (prev: unknown) => faults({ ...proof, log: { ...proof.log, prev } });
  expect(spoilt({ size, path: path.toReversed() })).toEqual(["prev"]);
  expect(spoilt({ size: size + 1, path })).toEqual(["prev"]);
  expect(spoilt(null)).toEqual(["prev"]);
  expect(spoilt({ size, path: ["00"] })).toEqual(["log"]);
});
