import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type BeaconJudge, isBeacon } from "../../functions/draws/beacon.ts";
import { verifyProof } from "../../functions/draws/verify.ts";
import { told } from "../support/in-english.ts";
import { drawnByBeacon, drawnByHand, drawnContest, runningPool } from "../support/proofs.ts";

/** Far beyond what a thousand runs take, so that a busy machine is no failure. */
const PATIENCE_MS = 60_000;

const root = new URL("../..", import.meta.url).pathname;

/** JSON as strangers write it: with the names of prototypes, numbers past every edge, halves of characters. */
const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }),
  fc.constantFrom<unknown>(null, "", [], {}, -1, 0, 1.5, 2 ** 53, Number.POSITIVE_INFINITY, "\ud800", "00".repeat(32)),
  fc.constantFrom("__proto__", "constructor", "toString", "mode").map((name) => JSON.parse(`{"${name}": {"v": 1}}`)),
);

test(
  "no JSON makes a check throw, and none but a proof passes",
  () => {
    const shell = fc.oneof(
      hostile,
      fc.constantFrom({ version: "tessera-contest/1" }, { v: "tessera-instant/1" }).chain((head) =>
        fc
          .dictionary(fc.constantFrom(...Object.keys(drawnContest()), ...Object.keys(runningPool())), hostile)
          .map((body) => ({
            ...body,
            ...head,
          })),
      ),
    );
    fc.assert(
      fc.property(shell, (proof) => {
        expect(verifyProof(proof).ok).toBe(false);
      }),
      { numRuns: 1000, seed: 1 },
    );
  },
  PATIENCE_MS,
);

test.each<[string, object, RegExp]>([
  ["a contest", drawnContest(), /^$/],
  ["a contest drawn by a beacon", drawnByBeacon(), /^$/],
  ["a contest drawn by a public draw", drawnByHand(), /^$/],
  // A play's instant within its epoch is the operator's word: only what it changes can be found.
  ["an instant win", runningPool(), /^plays\.\d+\.at$/],
])(
  "in the proof of %s, whatever takes the place of any one value is found",
  (_kind, sound, spared) => {
    const places = leavesOf(sound).filter((place) => !spared.test(place.join(".")));
    fc.assert(
      fc.property(fc.constantFrom(...places), hostile, (place, value) => {
        const proof = structuredClone(sound);
        const old = replace(proof, place, value);
        fc.pre(JSON.stringify(old) !== JSON.stringify(value));
        const verdict = verifyProof(proof, judge);
        expect(verdict.ok, place.join(".")).toBe(false);
        expect(verdict.steps.some(({ ok, says }) => !ok && told(says).length > 10)).toBe(true);
      }),
      { numRuns: 1000, seed: 2 },
    );
  },
  PATIENCE_MS,
);

test("a proof nested without end is refused like any other", () => {
  const deep = JSON.parse(`${'{"manifest":'.repeat(20_000)}1${"}".repeat(20_000)}`);
  expect(verifyProof({ ...drawnContest(), manifest: deep }).ok).toBe(false);
  expect(verifyProof({ ...runningPool(), config: { ...runningPool().config, table: deep } }).ok).toBe(false);
});

test(
  "on the command line, a sound proof exits 0, a spoilt one 1 with the step, and nothing to read 2",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "verify-"));
    try {
      const file = join(folder, "proof.json");
      await writeFile(file, JSON.stringify(drawnContest()));
      expect(await command([file])).toMatchObject({
        status: 0,
        out: expect.stringMatching(/^ {6}ok {6}Rank 1: .*\n[\s\S]*Everything agrees/m),
      });
      const spoilt = { ...runningPool(), pool: "pool_other" };
      expect(await command(["-"], JSON.stringify(spoilt))).toMatchObject({
        status: 1,
        out: expect.stringMatching(/^1\. DIFFERS .*\n[\s\S]*^ {6}not ok {2}Configuration: /m),
      });
      expect(await command(["-"], "{")).toMatchObject({ status: 2 });
      expect(await command([join(folder, "nothing.json")])).toMatchObject({ status: 2 });
      expect(await command([])).toMatchObject({ status: 2 });
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  PATIENCE_MS,
);

test(
  "on the command line, a proof is read from its address",
  async () => {
    const server = createServer((request, response) => {
      if (request.url !== "/proof") response.statusCode = 404;
      response.end(JSON.stringify(runningPool()));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const url = `http://127.0.0.1:${address.port}`;
    try {
      expect(await command([`${url}/proof`])).toMatchObject({ status: 0 });
      expect(await command([`${url}/nothing`])).toMatchObject({ status: 2 });
    } finally {
      server.close();
    }
  },
  PATIENCE_MS,
);

test.each([
  ["functions/draws/proof.ts", 66_000],
  ["functions/draws/verify.ts", 80_000],
  // Fetched only for a proof that has beacons.
  ["functions/draws/beacon.ts", 100_000],
])("%s is whole in a browser, in less than %s bytes", async (entry, most) => {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error("no bundle");
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  expect(imports).toEqual([]);
  expect(bundle.text).not.toMatch(/node:/);
  expect(bundle.contents.length).toBeLessThan(most);
});

/** Judges a signature once, however often it is asked. */
const judge: BeaconJudge = ({ round, signature }) => {
  const name = `${round}/${signature}`;
  const known = judged.get(name) ?? isBeacon({ round, signature });
  judged.set(name, known);
  return known;
};
const judged = new Map<string, boolean>();

async function command(args: string[], input = ""): Promise<{ status: number; out: string }> {
  const program = spawn(process.execPath, [join(root, "bin/verify.ts"), ...args], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  program.stdin.end(input);
  const [out, [status]] = await Promise.all([text(program.stdout), once(program, "close")]);
  return { status, out };
}

type Place = (string | number)[];

function leavesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [place];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...place, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Puts a value at a place and answers what was there. */
function replace(root: object, place: Place, value: unknown): unknown {
  const parent = place.slice(0, -1).reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), root);
  const key = place.at(-1) ?? "";
  const old: unknown = Reflect.get(Object(parent), key);
  Reflect.set(Object(parent), key, value);
  return old;
}
