import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorker } from "../../bin/workerd.ts";
import { tick } from "../../functions/clock/index.ts";
import { isBeacon } from "../../functions/draws/beacon.ts";
import { timeOf } from "../../functions/draws/drand.ts";
import { type ContestProof, verifyContestProof } from "../../functions/draws/proof.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { signatureOf } from "../support/beacons.ts";
import { builtWorker } from "../support/built.ts";
import { contestProgramme } from "../support/contests.ts";
import { SECRET } from "../support/global-setup.ts";
import { type Relay, startRelay } from "../support/relay.ts";
import { publicationOf } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const closes = (timeOf(1000) - 600) * 1000;
const iso = (at: number) => new Date(at).toISOString();

let relay: Relay;
let script: string;
const fresh = freshWorlds();
beforeAll(async () => {
  [relay, script] = await Promise.all([startRelay(), builtWorker()]);
});
afterAll(() => relay.stop());

test("in workerd, the cron trigger fetches the announced beacon from the relays of its setting, judges it and draws", async () => {
  const document = contestProgramme({ kind: "once", opens: iso(closes - 600_000), closes: iso(closes) });
  const [contest] = document.contests as JsonObject[];
  const world = await fresh();
  const by = { ...document, contests: [{ ...contest, entropy: { mode: "drand" } }] };
  await world.does(publish, publicationOf(by, 1), { now: closes - 700_000 });
  await tick({ ...world.ledger, now: closes - 600_000 });
  const lines = [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }];
  const rest = { discountMinor: 0, shippingMinor: 0, taxMinor: 0, paidWith: [], isImport: true, currency: "EUR" };
  for (const name of ["ada", "ben"]) {
    const now = closes - 300_000;
    const told = { store: "sto_shop", member: { email: `${name}@example.com` }, order: name, occurredAt: now };
    await world.does(purchase, { ...rest, ...told, lines, totalMinor: 1000 }, { now });
  }

  const answers = [];
  for (const now of [closes, timeOf(1000) * 1000]) {
    const worker = await startWorker({
      script,
      bindings: {
        DATABASE_URL: world.databaseUrl,
        SECRET,
        ENVIRONMENT: "test",
        FIXED_NOW: String(now),
        DRAND_RELAYS: ` ${relay.url}/ , http://127.0.0.1:9`,
      },
      log: () => {},
    });
    try {
      await worker.tick();
      const { data } = (await (await fetch(`${worker.url}/v1/contests`)).json()) as {
        data: { id: string; state: string }[];
      };
      const proof = await (await fetch(`${worker.url}/v1/contests/${data[0]?.id}/proof`)).json();
      answers.push({ state: data[0]?.state, proof: proof as ContestProof });
    } finally {
      await worker.stop();
    }
  }
  expect(answers.map(({ state }) => state)).toEqual(["awaiting", "settled"]);
  expect(relay.asked).toEqual([1000]);
  const proof = answers[1]?.proof;
  expect(proof?.material).toEqual({ mode: "drand", round: 1000, signature: signatureOf(1000) });
  expect(verifyContestProof(proof, isBeacon).steps.filter(({ ok }) => !ok)).toEqual([]);
}, 60_000);

test("hard case 2: a Worker whose pinned key has one digit changed does not start", async () => {
  const text = await readFile(script, "utf8");
  expect(text.split("83cf0f2896adee7e")).toHaveLength(2);
  const folder = await mkdtemp(join(tmpdir(), "worker-"));
  const changed = join(folder, "worker.mjs");
  try {
    await writeFile(changed, text.replace("83cf0f2896adee7e", "84cf0f2896adee7e"));
    const started = startWorker({ script: changed, bindings: { SECRET, ENVIRONMENT: "test" }, log: () => {} });
    await expect(started.then(({ stop }) => stop())).rejects.toThrow();
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);

test("what judges beacons is not run before one is judged, so that the Worker starts as fast as before", async () => {
  const text = await readFile(script, "utf8");
  // As the bundler writes a module that is only ever imported when it is needed: named, and run by whoever asks first.
  const [, named = "nothing"] = /([\w$]+)=\{\};[\w$]+\(\1,\{isBeacon:\(\)=>/.exec(text) ?? [];
  expect(text, "made ready when it is imported").toContain(`,${named}))).isBeacon`);
  expect(text).toMatch(/Promise\.resolve\(\)\.then\(\(\)=>\([\w$]+\(\),[\w$]+\)\)\)\.isBeacon/);
});
