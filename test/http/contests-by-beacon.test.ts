import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { isBeacon } from "../../functions/draws/beacon.ts";
import { timeOf } from "../../functions/draws/drand.ts";
import { type ContestProof, verifyContestProof } from "../../functions/draws/proof.ts";
import { freezeContest } from "../../functions/operations/contest.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import type { BeaconSources } from "../../functions/operations/relays.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { signatureOf } from "../support/beacons.ts";
import { contestProgramme, weekly } from "../support/contests.ts";
import { told } from "../support/in-english.ts";
import { independently } from "../support/independently.ts";
import { beaconJson, type Relay, says, startRelay } from "../support/relay.ts";
import { publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const MINUTE_MS = 60_000;
/** The contest's round is the published one: it closes ten minutes before it. */
const closeFor = (round: number) => (timeOf(round) - 600) * 1000;
const flipped = signatureOf(1000).replace(/9$/, "8");

const relays: Relay[] = [];
const fresh = freshWorlds();
beforeAll(async () => {
  relays.push(...(await Promise.all([1, 2, 3, 4].map(startRelay))));
});
afterEach(async () => {
  for (const relay of relays) relay.behaves(null);
});
afterAll(async () => {
  await Promise.all(relays.map(({ stop }) => stop()));
});

/** A world in 2023, when rounds were published whose signatures everybody knows; its contest is drawn by one of them. */
async function worldFor(round: number, more: { schedule?: JsonObject; isJudged?: boolean } = {}): Promise<World> {
  const closes = closeFor(round);
  const schedule = { kind: "once", opens: iso(closes - 30 * MINUTE_MS), closes: iso(closes) };
  const document = contestProgramme(more.schedule ?? schedule);
  const [contest] = document.contests as JsonObject[];
  const by = { ...document, contests: [{ ...contest, entropy: { mode: "drand" } }] };
  const world = await fresh();
  await world.does(publish, publicationOf(by, 1), { now: closes - 40 * MINUTE_MS });
  const beacons: BeaconSources = { relays: relays.map(({ url }) => url), isJudged: more.isJudged ?? true };
  Object.assign(world.ledger, { beacons });
  return world;
}

const iso = (at: number) => new Date(at).toISOString();
const ticks = ({ ledger }: World, now: number) => tick({ ...ledger, now });

async function buys({ does }: World, email: string, now: number): Promise<void> {
  const order = `${email}-${now}`;
  const lines = [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }];
  const rest = { discountMinor: 0, shippingMinor: 0, taxMinor: 0, paidWith: [], isImport: true };
  const told = { store: "sto_shop", member: { email }, order, occurredAt: now, currency: "EUR" };
  await does(purchase, { ...rest, ...told, lines, totalMinor: 1000 }, { now });
}

/** Opens the round and lets five people buy. */
async function entered(world: World, round: number): Promise<string> {
  const closes = closeFor(round);
  await ticks(world, closes - 30 * MINUTE_MS);
  for (const [index, name] of ["ada", "ben", "cleo", "dana", "ada", "evi"].entries())
    await buys(world, `${name}@example.com`, closes - (20 - index) * MINUTE_MS);
  return String((await rounds(world))[0]?.id);
}

async function rounds(world: World): Promise<JsonObject[]> {
  return (await world.send({ path: "/v1/contests" })).json.data as JsonObject[];
}
async function proofOf(world: World, id: string): Promise<ContestProof> {
  return (await world.send({ path: `/v1/contests/${id}/proof` })).json as ContestProof;
}
async function count({ client }: World, sql: string): Promise<number> {
  return Number((await client.execute(sql)).rows[0]?.count);
}
async function isProved(world: World, id: string): Promise<ContestProof> {
  const proof = await proofOf(world, id);
  expect(verifyContestProof(proof, isBeacon).steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(await independently(proof)).toMatchObject({ agrees: true, ranking: proof.ranking });
  return proof;
}

test("a contest by beacon names its round when it opens, publishes its entries before it, and is drawn by it once", async () => {
  const world = await worldFor(1000);
  const id = await entered(world, 1000);
  const [open] = await rounds(world);
  expect(open).toMatchObject({
    entropy: { mode: "drand", round: 1000, roundAt: "2023-08-23T15:59:24.000Z" },
    label: "Independently random",
    state: "frozen",
  });
  const asked = relays.map(({ asked }) => asked.length);

  await ticks(world, closeFor(1000));
  const [awaiting] = await rounds(world);
  expect(awaiting).toMatchObject({ state: "awaiting", entrants: 5, tickets: 18 });
  const published = await proofOf(world, id);
  expect(published).toMatchObject({ material: null, seed: null, ranking: [], label: "Independently random" });
  expect(published.manifest.entropy).toMatchObject({ mode: "drand", round: 1000 });
  expect(verifyContestProof(published, isBeacon).ok).toBe(true);
  await ticks(world, timeOf(1000) * 1000 - 1);
  expect(
    relays.map(({ asked }) => asked.length),
    "nobody asks before its time",
  ).toEqual(asked);

  await ticks(world, timeOf(1000) * 1000);
  expect((await rounds(world))[0]).toMatchObject({ state: "settled" });
  const proof = await isProved(world, id);
  expect(proof.manifestHash).toBe(published.manifestHash);
  expect(proof.material).toEqual({ mode: "drand", round: 1000, signature: signatureOf(1000) });
  const { rows } = await world.client.execute("SELECT round, signature, verified FROM beacons");
  expect(rows.map((row) => ({ ...row }))).toEqual([{ round: 1000, signature: signatureOf(1000), verified: 1 }]);
});

test("hard case 6: five clocks at once and fifty who look draw it once, and each prize is given once", async () => {
  const world = await worldFor(1000);
  const id = await entered(world, 1000);
  await ticks(world, closeFor(1000));
  const later = timeOf(1000) * 1000 + MINUTE_MS;
  await Promise.all([
    ...Array.from({ length: 5 }, () => ticks(world, later)),
    ...Array.from({ length: 50 }, () => world.send({ path: `/v1/contests/${id}` })),
  ]);
  await ticks(world, later);
  expect((await rounds(world))[0]).toMatchObject({ state: "settled" });
  expect(await count(world, "SELECT count(*) AS count FROM operations WHERE kind = 'draw-contest'")).toBe(1);
  expect(await count(world, "SELECT count(*) AS count FROM operations WHERE kind = 'record-beacons'")).toBe(1);
  expect(await count(world, "SELECT count(*) AS count FROM claims WHERE name LIKE 'prize:%'")).toBe(2);
  expect(await count(world, "SELECT sum(amount) AS count FROM postings WHERE reason = 'prize'")).toBe(500);
  await isProved(world, id);
});

test("hard case 7: after 26 hours without a clock the draw has the announced round when the freeze came in time", async () => {
  const world = await worldFor(1000);
  const id = await entered(world, 1000);
  await ticks(world, closeFor(1000) + MINUTE_MS);
  await ticks(world, closeFor(1000) + 26 * 3_600_000);
  expect((await isProved(world, id)).manifest.entropy).toMatchObject({ round: 1000 });
});

test("hard case 8: while all relays are wrong it awaits its beacon through a hundred ticks; then one is right", async () => {
  const world = await worldFor(1000);
  const id = await entered(world, 1000);
  await ticks(world, closeFor(1000));
  const lies = [beaconJson(999, signatureOf(1000)), beaconJson(1000, flipped), '{"round":1000}', "too early"];
  for (const [index, relay] of relays.entries()) relay.behaves(says(lies[index] ?? ""));
  const { manifestHash } = await proofOf(world, id);
  for (let minute = 0; minute < 100; minute++) await ticks(world, timeOf(1000) * 1000 + minute * MINUTE_MS);
  expect((await rounds(world))[0]).toMatchObject({ state: "awaiting", entropy: { round: 1000 } });
  expect(await count(world, "SELECT count(*) AS count FROM beacons")).toBe(0);
  expect(new Set(relays.flatMap(({ asked }) => asked.slice(-100)))).toEqual(new Set([1000]));

  relays[3]?.behaves(null);
  await ticks(world, timeOf(1000) * 1000 + 100 * MINUTE_MS);
  expect((await isProved(world, id)).manifestHash).toBe(manifestHash);
}, 120_000);

test("hard case 10: frozen after its round was public, the round a day later draws, by formula, and the proof says so for ever", async () => {
  const announced = 657_413 - 28_800;
  const world = await worldFor(announced);
  const id = await entered(world, announced);
  expect((await rounds(world))[0]).toMatchObject({ entropy: { round: announced } });
  const frozen = timeOf(announced) * 1000;
  await ticks(world, frozen);
  expect((await rounds(world))[0]).toMatchObject({
    state: "awaiting",
    entropy: { round: 657_413, late: { announced, frozenAt: iso(frozen) } },
  });
  await ticks(world, frozen + DAY_MS - 1000);
  expect((await rounds(world))[0], "nothing else moves it").toMatchObject({ state: "awaiting" });
  await ticks(world, frozen + DAY_MS);
  const proof = await isProved(world, id);
  expect(proof.manifest.entropy).toMatchObject({ round: 657_413, late: { announced, frozen: frozen / 1000 } });
  expect(proof.material).toEqual({ mode: "drand", round: 657_413, signature: signatureOf(657_413) });
  expect(told(verifyContestProof(proof, isBeacon).unproven)).toMatch(/frozen late, after the announced round/);
});

test("hard case 10: a freeze one millisecond before its round keeps it, and one that is written after it does not", async () => {
  const world = await worldFor(1000);
  const id = await entered(world, 1000);
  await ticks(world, timeOf(1000) * 1000 - 1);
  expect((await proofOf(world, id)).manifest.entropy).toEqual(expect.not.objectContaining({ late: expect.anything() }));

  const other = await worldFor(1000);
  const late = await entered(other, 1000);
  // The round comes out between the read of the facts and the write.
  let looks = 0;
  const ledger = Object.defineProperty({ ...other.ledger }, "now", {
    get: () => timeOf(1000) * 1000 + (looks++ === 0 ? -1 : 1),
  });
  await expect(Object.assign(other, { ledger }) && other.does(freezeContest, { contest: late })).resolves.toMatchObject(
    { contest: late },
  );
  expect((await rounds(other))[0]).toMatchObject({ entropy: { late: { announced: 1000 }, round: 29_800 } });
});

test("hard case 11: closing on Sunday at 23:59:59 in Berlin names the rounds of summer and of winter time", async () => {
  const sunday = { ...weekly, time: "23:59:59" };
  const document = contestProgramme(sunday);
  const [contest] = document.contests as JsonObject[];
  const world = await fresh();
  const by = { ...document, contests: [{ ...contest, entropy: { mode: "drand" } }] };
  const start = Date.parse("2026-10-14T10:00:00Z");
  await world.does(publish, publicationOf(by, 1), { now: start });
  await ticks(world, start);
  await ticks(world, 1_792_360_799_000 - MINUTE_MS);
  expect((await rounds(world)).map(({ closesAt, entropy }) => [Date.parse(String(closesAt)) / 1000, entropy])).toEqual([
    [1_792_969_199, expect.objectContaining({ round: 33_388_812, roundAt: "2026-10-25T23:10:00.000Z" })],
    [1_792_360_799, expect.objectContaining({ round: 33_186_012, roundAt: "2026-10-18T22:10:00.000Z" })],
  ]);
});

test("where beacons are not judged, two relays that agree are believed, and the row says so for ever", async () => {
  const world = await worldFor(1000, { isJudged: false });
  const id = await entered(world, 1000);
  await ticks(world, closeFor(1000));
  for (const relay of relays.slice(1)) relay.behaves(says("gone", 502));
  await ticks(world, timeOf(1000) * 1000);
  expect((await rounds(world))[0], "one is not enough").toMatchObject({ state: "awaiting" });
  relays[2]?.behaves(null);
  await ticks(world, timeOf(1000) * 1000 + MINUTE_MS);
  expect(await count(world, "SELECT count(*) AS count FROM beacons WHERE verified = 0")).toBe(1);
  await isProved(world, id);
});

test("the database itself keeps a beacon as it is", async () => {
  const world = await worldFor(1000);
  await entered(world, 1000);
  await ticks(world, closeFor(1000));
  await ticks(world, timeOf(1000) * 1000);
  await expect(world.client.execute("UPDATE beacons SET verified = 0")).rejects.toThrow(/immutable/);
  await expect(world.client.execute("DELETE FROM beacons")).rejects.toThrow(/never deleted/);
});
