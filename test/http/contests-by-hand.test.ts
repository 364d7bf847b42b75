import { expect, test } from "vitest";
import { startWorker } from "../../bin/workerd.ts";
import { tick } from "../../functions/clock/index.ts";
import { type ContestProof, verifyContestProof } from "../../functions/draws/proof.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { builtWorker } from "../support/built.ts";
import { contestProgramme } from "../support/contests.ts";
import { SECRET } from "../support/global-setup.ts";
import { independently } from "../support/independently.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const opens = Date.now() - 10 * 86_400_000;
const closes = opens + 3_600_000;
const iso = (at: number) => new Date(at).toISOString();
const source = "The first draw of 6 out of 49 after the close, and its extra number of two digits";
const draws = [
  { numbers: 6, outOf: 49 },
  { numbers: 2, outOf: 10, lowest: 0, inOrder: true },
];
const numbers = [
  [45, 9, 18, 26, 34, 41],
  [7, 0],
];

const fresh = freshWorlds();

function documentOf(entropy: JsonObject): JsonObject {
  const document = contestProgramme({ kind: "once", opens: iso(opens), closes: iso(closes) });
  const [contest] = document.contests as JsonObject[];
  return { ...document, contests: [{ ...contest, entropy }] };
}

async function worldOf(entropy: JsonObject): Promise<World> {
  const world = await fresh();
  Object.assign(world.ledger, { hasFixedDraws: true });
  await world.does(publish, publicationOf(documentOf(entropy), 1), { now: opens - 60_000 });
  await tick({ ...world.ledger, now: opens });
  for (const name of ["ada", "ben", "cleo", "dana"]) await buys(world, name, opens + 1000);
  return world;
}

async function buys({ does }: World, name: string, now: number): Promise<void> {
  const lines = [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }];
  const rest = { discountMinor: 0, shippingMinor: 0, taxMinor: 0, paidWith: [], isImport: true, currency: "EUR" };
  const told = { store: "sto_shop", member: { email: `${name}@example.com` }, order: name, occurredAt: now };
  await does(purchase, { ...rest, ...told, lines, totalMinor: 1000 }, { now });
}

async function contestOf(world: World): Promise<JsonObject> {
  return (await world.send({ path: "/v1/contests" })).json.data[0] as JsonObject;
}
async function proofOf(world: World): Promise<ContestProof> {
  return (await world.send({ path: `/v1/contests/${(await contestOf(world)).id}/proof` })).json as ContestProof;
}

test("a contest by public draw names it when it opens, awaits its numbers, and is drawn by what staff typed", async () => {
  const world = await worldOf({ mode: "manual", source, draws });
  const maria = await staffOf(world, "owner", "maria@example.com");
  const { id, ...open } = await contestOf(world);
  expect(open).toMatchObject({ entropy: { mode: "manual", source }, label: "Public-lottery random" });
  const types = (body: JsonObject, key = freshKey()) => maria.post(`/v1/staff/contests/${id}/material`, body, key);

  const early = await types({ numbers });
  expect([early.status, early.json.code, early.json.state]).toEqual([409, "not_awaiting", "open"]);
  await tick({ ...world.ledger, now: closes });
  expect(await contestOf(world)).toMatchObject({ state: "awaiting" });
  const before = await proofOf(world);
  expect(before).toMatchObject({ material: null, ranking: [], manifest: { entropy: { mode: "manual", source } } });

  const wrong = await types({
    numbers: [
      [45, 9, 18, 26, 34, 50],
      [7, 0],
    ],
  });
  expect([wrong.status, wrong.json.says]).toEqual([422, "draw 1 has numbers from 1 to 49, not 50"]);
  const typed = await types({ numbers }, "typed");
  expect([typed.status, typed.json]).toMatchObject([
    201,
    { text: "9.18.26.34.41.45./7.0./", bits: 30, bitsNeeded: 3, warning: null },
  ]);
  expect((await types({ numbers }, "typed")).text, "a replay").toBe(typed.text);
  const again = await types({
    numbers: [
      [1, 2, 3, 4, 5, 6],
      [7, 0],
    ],
  });
  expect([again.status, again.json.code, again.json.operation]).toEqual([409, "duplicate", typed.json.operation]);
  const { rows } = await world.client.execute(
    "SELECT actor FROM operations JOIN claims ON claims.operation = seq WHERE name LIKE 'material:%'",
  );
  expect(rows.map(({ actor }) => actor)).toEqual([maria.staff]);
  expect((await proofOf(world)).material, "it decides with the draw").toBeNull();

  await tick(world.ledger);
  const proof = await proofOf(world);
  expect(proof.manifestHash).toBe(before.manifestHash);
  expect(proof).toMatchObject({
    material: { mode: "manual", text: "9.18.26.34.41.45./7.0./" },
    label: "Public-lottery random",
  });
  expect(verifyContestProof(proof).steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(await independently(proof)).toMatchObject({ agrees: true, ranking: proof.ranking });
  const late = await types({ numbers });
  expect([late.status, late.json.code]).toEqual([201, undefined]);
});

test("numbers with too little luck for the entries are taken with a warning", async () => {
  const world = await worldOf({ mode: "manual", source: "A coin", draws: [{ numbers: 1, outOf: 2 }] });
  const maria = await staffOf(world, "owner", "maria@example.com");
  await tick({ ...world.ledger, now: closes });
  const { id } = await contestOf(world);
  const { json } = await maria.post(`/v1/staff/contests/${id}/material`, { numbers: [[1]] });
  expect(json).toMatchObject({ bits: 1, bitsNeeded: 3 });
  expect(json.warning).toMatch(/have 1 bits of luck, and choosing the winners takes 3/);
});

test("a contest that no public draw decides waits for no numbers, and an unknown one is unknown", async () => {
  const world = await worldOf({ mode: "commit" });
  const maria = await staffOf(world, "owner", "maria@example.com");
  const { id } = await contestOf(world);
  const types = (contest: unknown) => maria.post(`/v1/staff/contests/${contest}/material`, { numbers });
  expect((await types(id)).json).toMatchObject({ code: "not_awaiting", mode: "commit" });
  expect((await types("con_none")).json.code).toBe("contest_unknown");
});

test("a fixed result is drawn in tests, and says that it is not random", async () => {
  const secret = "44".repeat(32);
  const world = await worldOf({ mode: "fixed", secret });
  await tick({ ...world.ledger, now: closes });
  const proof = await proofOf(world);
  expect(proof).toMatchObject({
    material: { mode: "fixed", secret },
    label: "Not random: fixed beforehand, for tests",
  });
  expect(verifyContestProof(proof).ok).toBe(true);
  expect(await independently(proof)).toMatchObject({ agrees: true });
});

test("a live environment refuses to publish a fixed result, and serves nothing under a document that has one", async () => {
  const world = await fresh();
  const publication = publicationOf(documentOf({ mode: "fixed", secret: "44".repeat(32) }), 1);
  await expect(world.does(publish, publication)).rejects.toThrow(/contests\/0\/entropy/);
  Object.assign(world.ledger, { hasFixedDraws: true });
  await world.does(publish, publication);
  const bindings = { DATABASE_URL: world.databaseUrl, SECRET };
  const script = await builtWorker();
  const statuses = [];
  for (const environment of ["live", "test"]) {
    const worker = await startWorker({ script, bindings: { ...bindings, ENVIRONMENT: environment }, log: () => {} });
    statuses.push((await fetch(`${worker.url}/v1/contests`)).status);
    await worker.stop();
  }
  expect(statuses).toEqual([500, 200]);
});
