import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { sendWebhooks } from "../../functions/clock/send-webhooks.ts";
import { settleDue } from "../../functions/clock/settle-plays.ts";
import { readPool } from "../../functions/database/pools.ts";
import { isBeacon } from "../../functions/draws/beacon.ts";
import { roundAt, timeOf } from "../../functions/draws/drand.ts";
import { type InstantProof, verifyInstantProof } from "../../functions/draws/instant-proof.ts";
import { openEndpoint } from "../../functions/operations/endpoint.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { reveal, revealSettled } from "../../functions/operations/reveal.ts";
import type { Ledger, Performed } from "../../functions/operations/verb.ts";
import { proofText } from "../../functions/public/surprise-proof.ts";
import { asKind } from "../../functions/values/holder.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { signatureOf } from "../support/beacons.ts";
import { independently } from "../support/independently.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { startReceiver } from "../support/receiver.ts";
import { beaconJson, type Relay, says, startRelay } from "../support/relay.ts";
import { freshKey, publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const DAY_MS = 86_400_000;
const POOL = "pool:gift:2";
/** Plays of the first two are decided by round 42, those of the last by round 1000; both are published. */
const [first, again, later] = [timeOf(40) * 1000 + 100, timeOf(40) * 1000 + 2_900, timeOf(998) * 1000 + 500];

const relays: Relay[] = [];
const fresh = freshWorlds();
beforeAll(async () => {
  relays.push(...(await Promise.all([1, 2].map(startRelay))));
});
afterEach(async () => {
  for (const relay of relays) relay.behaves(null);
});
afterAll(async () => {
  await Promise.all(relays.map(({ stop }) => stop()));
});

const units = (amount: number): JsonObject => ({ kind: "units", unit: "points", amount, name: `${amount} points` });

/** A world in 2023 whose every purchase is a play that a beacon decides. */
async function playground({
  pool = {},
  opened = timeOf(1) * 1000,
  isJudged = true,
  playsEach = 1,
}: {
  pool?: JsonObject;
  opened?: number;
  isJudged?: boolean;
  /** Plays that each purchase raises. */
  playsEach?: number;
} = {}): Promise<World> {
  const bag = { id: "bag", odds: 1_000_000, items: 7, prize: units(100) };
  const gift = { id: "gift", name: "Gift", from: "2023-01-01T00:00:00Z", days: 1, table: [bag], consolation: units(1) };
  const surprises = [{ ...gift, playsPerDay: 1000, entropy: { mode: "drand" }, ...pool }];
  const effects = [{ kind: "surprise", pool: "gift" }];
  const rules = Array.from({ length: playsEach }, (_, index) => ({
    id: `play-${index}`,
    name: "A play",
    on: "purchase",
    effects,
  }));
  const world = await fresh();
  const document = pointsProgramme({ surprises, lateDays: 366, campaigns: [{ id: "luck", name: "Luck", rules }] });
  await world.does(publish, publicationOf(document, 1), { now: opened });
  Object.assign(world.ledger, { beacons: { relays: relays.map(({ url }) => url), isJudged } });
  return world;
}

let orders = 0;
async function plays(world: World, member: string, now: number): Promise<JsonObject> {
  orders += 1;
  const lines = [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }];
  const rest = { discountMinor: 0, shippingMinor: 0, taxMinor: 0, paidWith: [], isImport: false, currency: "EUR" };
  const told = { store: "sto_shop", member: { id: member }, order: `b-${orders}`, occurredAt: now };
  const { surprises } = await world.does(purchase, { ...rest, ...told, lines, totalMinor: 1000 }, { now });
  return (surprises as JsonObject[])[0] ?? {};
}

function reveals(ledger: Ledger, member: string, play: unknown): Promise<Performed> {
  const request = { member, play: String(play) };
  return revealSettled(
    ledger,
    reveal,
    { request, caller: { kind: "operator" }, key: freshKey(), method: "TEST", path: "reveal", body: request },
    {
      status: 201,
      view: (outcome) => ({ ...outcome }) as unknown as JsonObject,
      refused: () => ({ status: 409, body: "{}" }),
    },
  );
}

const settles = ({ ledger }: World, now: number) => settleDue({ ...ledger, now });

async function rowsOf(world: World): Promise<{ seq: number; round: number; state: string }[]> {
  const { rows } = await world.client.execute("SELECT seq, round, state FROM plays ORDER BY seq");
  return rows.map(({ seq, round, state }) => ({ seq: Number(seq), round: Number(round), state: String(state) }));
}

async function proofAt(world: World, now: number, pageRows?: number): Promise<InstantProof> {
  const found = await readPool(world.client, POOL, now);
  if (!found) throw new Error("there is no pool");
  let text = "";
  const read = { ...found, pool: asKind(found.pool, "pool") };
  const sizes = { playsMax: 10_000, pageRows: pageRows ?? 1000 };
  for await (const part of proofText(world.ledger, read, { epoch: null, after: 0 }, sizes)) text += part;
  return JSON.parse(text) as InstantProof;
}

test("a play is bound to a round to come, says when it is due, and is decided by it; the proof holds, by two programs", async () => {
  const world = await playground();
  const ada = await newMember(world, "ada");
  const raised = await plays(world, ada.id, first);
  expect(raised).toMatchObject({ state: "pending", revealAt: timeOf(42) * 1000 });
  await plays(world, ada.id, again);
  await plays(world, ada.id, later);
  expect((await rowsOf(world)).map(({ round }) => round)).toEqual([42, 42, 1000]);

  const listed = (await world.send({ path: "/v1/me/plays", token: ada.token })).json.data;
  expect(listed.at(-1)).toMatchObject({
    state: "pending",
    revealAt: "2023-08-23T15:11:30.000Z",
    receipt: { round: 42 },
  });
  const asked = relays[0]?.asked.length;
  const early = await reveals({ ...world.ledger, now: timeOf(42) * 1000 - 1 }, ada.id, raised.id);
  expect(early).toMatchObject({
    kind: "refused",
    refusal: { refused: "play_not_settled", numbers: { revealAt: "2023-08-23T15:11:30.000Z" } },
  });
  expect(relays[0]?.asked.length, "nobody asks before its time").toBe(asked);

  const due = await reveals({ ...world.ledger, now: timeOf(42) * 1000 }, ada.id, raised.id);
  expect(due).toMatchObject({ kind: "answered", status: 201 });
  expect((await rowsOf(world)).map(({ state }) => state === "pending")).toEqual([false, false, true]);
  await settles(world, timeOf(1000) * 1000);
  const proof = await proofAt(world, first + 2 * DAY_MS);
  expect(proof.beacons).toEqual({ 42: signatureOf(42), 1000: signatureOf(1000) });
  expect(proof).toMatchObject({
    label: "Independently random",
    config: { entropy: { mode: "drand", lead: 2 } },
  });
  expect(verifyInstantProof(proof, isBeacon).steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(await independently(proof)).toMatchObject({ agrees: true });
  for (const pageRows of [1, 2]) expect(await proofAt(world, first + 2 * DAY_MS, pageRows)).toEqual(proof);
  expect((await world.send({ path: "/v1/surprises" })).json.data[0]).toMatchObject({
    entropy: "drand",
    label: "Independently random",
  });
});

test.each<[string, string, (proof: InstantProof) => void]>([
  ["a beacon left out", "beacons", (p) => delete p.beacons?.["42"]],
  ["a beacon too many", "beacons", (p) => Object.assign(p.beacons ?? {}, { 657413: signatureOf(657_413) })],
  ["another round's signature", "beacons", (p) => Object.assign(p.beacons ?? {}, { 42: signatureOf(1000) })],
  ["no beacons", "beacons", (p) => delete p.beacons],
  ["a play bound to a round that was known", "plays", (p) => Object.assign(p.plays[2] ?? {}, { round: 999 })],
  ["a play without a round", "plays", (p) => Object.assign(p.plays[0] ?? {}, { round: 0 })],
  ["a play that waits longer than the next", "plays", (p) => Object.assign(p.plays[0] ?? {}, { round: 43 })],
  ["a play bound to another round to come", "beacons", (p) => Object.assign(p.plays[2] ?? {}, { round: 1001 })],
  ["a better label", "configuration", (p) => Object.assign(p, { label: "Tamper-evident, operator-run" })],
])("with %s, the step %s of a proof by beacons does not hold", async (_name, step, spoil) => {
  settled ??= (async () => {
    const world = await playground();
    const ada = await newMember(world, "ada");
    for (const at of [first, again, later]) await plays(world, ada.id, at);
    await settles(world, timeOf(1000) * 1000);
    return proofAt(world, first + 2 * DAY_MS);
  })();
  const proof = structuredClone(await settled);
  expect(verifyInstantProof(proof, isBeacon).ok).toBe(true);
  spoil(proof);
  const failed = verifyInstantProof(proof, isBeacon).steps.find(({ ok }) => !ok);
  expect(failed?.name).toBe(step);
});
let settled: Promise<InstantProof> | undefined;

test("hard case 15: 1,800 interleaved plays, settled by chance by many, are reproduced from the proof alone, stock-outs too", async () => {
  const table = [
    { id: "trip", odds: 100_000, items: 10, prize: { kind: "goods", name: "A trip" } },
    { id: "mug", odds: 400_000, items: 50, prize: { kind: "goods", name: "A mug" } },
  ];
  const opened = timeOf(10_000) * 1000;
  const world = await playground({ pool: { table }, opened, isJudged: false, playsEach: 10 });
  // Rounds that no test knows: where beacons are not judged, what two relays say is believed.
  for (const relay of relays)
    relay.behaves((round, response) => {
      const signature = createHash("sha384").update(`round ${round}`).digest("hex");
      says(beaconJson(round, signature))(round, response);
    });
  const members = await Promise.all(["ada", "ben", "cleo", "dana"].map((name) => newMember(world, name)));
  for (let step = 0; step < 45; step++) {
    const now = opened + Math.floor(((step + 1) * 0.95 * DAY_MS) / 45);
    await Promise.all([
      ...members.map(({ id }, index) => plays(world, id, now + index * 1_500)),
      ...(step % 5 === 0 ? [settles(world, now), settles(world, now + 9_000)] : []),
    ]);
  }
  await Promise.all([1, 2, 3].map((step) => settles(world, opened + DAY_MS + step)));
  await settles(world, opened + DAY_MS + 10_000);
  const rows = await rowsOf(world);
  expect(rows).toHaveLength(1_800);
  expect(rows.map(({ round }) => round)).toEqual(rows.map(({ round }) => round).toSorted((one, other) => one - other));
  expect(new Set(rows.map(({ round }) => round)).size).toBeGreaterThanOrEqual(45);
  const proof = await proofAt(world, opened + 3 * DAY_MS);
  expect(new Set(proof.plays.map(({ state }) => state))).toEqual(new Set(["won", "stock_out", "no_win"]));
  expect(await independently(proof)).toMatchObject({ agrees: true });
  const failed = verifyInstantProof(proof, isBeacon).steps.filter(({ ok }) => !ok);
  expect(
    failed.map(({ name }) => name),
    "made-up beacons are found by whoever judges them",
  ).toEqual(["beacons"]);
}, 120_000);

test("hard case 16: however the clock is set back, no play is bound to a round that is known or passed", async () => {
  const world = await playground();
  const ada = await newMember(world, "ada");
  await plays(world, ada.id, later);
  await plays(world, ada.id, first);
  expect(
    (await rowsOf(world)).map(({ round }) => round),
    "an hour back, and it waits with the one before",
  ).toEqual([1000, 1000]);
  await settles(world, timeOf(1000) * 1000);
  await plays(world, ada.id, first);
  await plays(world, ada.id, timeOf(1000) * 1000);
  expect((await rowsOf(world)).map(({ round, state }) => [round, state === "pending"])).toEqual([
    [1000, false],
    [1000, false],
    [1001, true],
    [1002, true],
  ]);
});

test("hard case 16: by the database's own clock, no receipt shows a round whose time is not after it", async () => {
  const world = await playground({
    opened: Date.now() - 3_600_000,
    pool: { from: `${new Date().toISOString().slice(0, 10)}T00:00:00Z` },
  });
  const ada = await newMember(world, "ada");
  for (let order = 0; order < 5; order++) {
    const before = roundAt(Math.floor(Date.now() / 1000));
    const body = {
      member: { id: ada.id },
      order: `now-${order}`,
      occurredAt: new Date().toISOString(),
      currency: "EUR",
      lines: [{ sku: "A", quantity: 1, unitMinor: 1000 }],
      totalMinor: 1000,
    };
    const { json } = await world.post("/v1/purchases", body);
    const issued = Date.now();
    const [play] = (await world.send({ path: "/v1/me/plays", token: ada.token })).json.data;
    expect(play.receipt.round).toBeGreaterThanOrEqual(before + 2);
    expect(Date.parse(play.revealAt)).toBeGreaterThan(issued);
    expect(Date.parse(json.surprises[0].revealAt)).toBeLessThanOrEqual(Date.parse(play.revealAt));
    const early = await world.send({
      method: "POST",
      path: `/v1/me/plays/${play.id}/reveal`,
      token: ada.token,
      key: freshKey(),
    });
    expect([early.status, early.json.code, early.json.revealAt]).toEqual([409, "play_not_settled", play.revealAt]);
  }
});

test("hard case 17: while a round is missing, no play of it or of a later one settles, and none overtakes", async () => {
  const world = await playground();
  const ada = await newMember(world, "ada");
  const plays42 = await plays(world, ada.id, first);
  const plays1000 = await plays(world, ada.id, later);
  for (const relay of relays)
    relay.behaves((round, response) =>
      round === 1000 ? says(beaconJson(1000, signatureOf(1000)))(round, response) : says("{}", 425)(round, response),
    );
  for (let minute = 0; minute < 5; minute++) await settles(world, timeOf(1000) * 1000 + minute * 60_000);
  expect((await rowsOf(world)).map(({ state }) => state)).toEqual(["pending", "pending"]);
  const late = { ...world.ledger, now: timeOf(1000) * 1000 + 30_000 };
  expect(await reveals(late, ada.id, plays1000.id)).toMatchObject({ refusal: { refused: "play_not_settled" } });
  const open = await proofAt(world, later);
  expect(open.plays.map(({ state }) => state)).toEqual(["pending", "pending"]);
  expect(open.beacons).toEqual({});
  expect(verifyInstantProof(open, isBeacon).ok).toBe(true);

  for (const relay of relays) relay.behaves(null);
  expect(await reveals(late, ada.id, plays42.id)).toMatchObject({ kind: "answered", status: 201 });
  expect((await rowsOf(world)).every(({ state }) => state !== "pending")).toBe(true);
});

test("hard case 17: who asked too early and then again and again is told of once, when the draw has been", async () => {
  const world = await playground();
  const receiver = await startReceiver();
  onTestFinished(receiver.close);
  await world.does(openEndpoint, { url: receiver.url, types: [], store: null });
  const sends = () => sendWebhooks({ ...world.ledger, hasLocalEndpoints: true }, { isLeft: () => true });
  const ada = await newMember(world, "ada");
  const { id } = await plays(world, ada.id, later);
  const told = () =>
    receiver.received
      .map(({ body }) => JSON.parse(body) as { type: string; data: JsonObject })
      .filter(({ type }) => type.startsWith("surprise."));
  for (const relay of relays) relay.behaves(says("{}", 425));
  const late = { ...world.ledger, now: timeOf(1000) * 1000 + 30_000 };
  for (let time = 0; time < 3; time++) {
    expect(await reveals(late, ada.id, id)).toMatchObject({ refusal: { refused: "play_not_settled" } });
    await settles(world, late.now);
    await sends();
  }
  expect(told(), "nothing while it is pending").toEqual([]);

  for (const relay of relays) relay.behaves(null);
  for (let tick = 0; tick < 3; tick++) await settles(world, late.now + tick * 60_000);
  const all = await Promise.all(Array.from({ length: 5 }, () => reveals(late, ada.id, id)));
  const [won, ...more] = all.filter((each) => each.kind === "answered" && each.status === 201);
  expect(more).toEqual([]);
  for (let tick = 0; tick < 3; tick++) {
    await reveals(late, ada.id, id);
    await sends();
  }
  const { operation } = won as Extract<Performed, { kind: "answered" }>;
  expect(told()).toMatchObject([{ type: "surprise.revealed", data: { operation, member: ada.id } }]);
});

test("a pool whose days are over while a beacon is missing still settles its last play when it comes", async () => {
  const world = await playground();
  const ada = await newMember(world, "ada");
  await plays(world, ada.id, later);
  for (const relay of relays) relay.behaves(says("{}", 502));
  await settles(world, later + 2 * DAY_MS);
  expect((await rowsOf(world))[0]).toMatchObject({ state: "pending" });
  for (const relay of relays) relay.behaves(null);
  await settles(world, later + 2 * DAY_MS + 60_000);
  expect((await rowsOf(world))[0]).toMatchObject({ round: 1000, state: "won" });
  expect((await world.send({ path: "/v1/surprises" })).json.data[0].state).toBe("closed");
});

test("prize items are out or not at the time of the round, not of the play", async () => {
  const world = await playground({ pool: { table: [{ id: "bag", odds: 1_000_000, items: 24, prize: units(100) }] } });
  const ada = await newMember(world, "ada");
  // One item at the opening, the next an hour later: 15:09:27 and 16:09:27; round 1000 is of 15:59:24.
  await plays(world, ada.id, later);
  await plays(world, ada.id, later + 100);
  await settles(world, timeOf(1200) * 1000 + 7_200_000);
  expect((await rowsOf(world)).map(({ state }) => state)).toEqual(["won", "stock_out"]);
});

test("a pool whose beacon is late holds no other pool up", async () => {
  const world = await playground({ pool: { entropy: { mode: "drand" } } });
  const ada = await newMember(world, "ada");
  await plays(world, ada.id, first);
  for (const relay of relays) relay.behaves(says("{}", 502));
  const asked = relays[0]?.asked.length ?? 0;
  await settles(world, timeOf(42) * 1000);
  expect((relays[0]?.asked.length ?? 0) - asked, "once a tick").toBe(1);
});
