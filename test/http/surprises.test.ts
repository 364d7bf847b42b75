import { expect, test } from "vitest";
import { forfeitPrizes } from "../../functions/clock/forfeit-prizes.ts";
import { settleDue } from "../../functions/clock/settle-plays.ts";
import { readPool } from "../../functions/database/pools.ts";
import { configurationOf } from "../../functions/decisions/pool.ts";
import { epochAt } from "../../functions/draws/configuration.ts";
import { secretBefore } from "../../functions/draws/instant.ts";
import { wholeProof } from "../../functions/draws/instant-parts.ts";
import { type InstantProof, verifyInstantProof } from "../../functions/draws/instant-proof.ts";
import { audit } from "../../functions/operations/audit.ts";
import { merge } from "../../functions/operations/merge.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { type PoolRead, type ProofAsked, proofText } from "../../functions/public/surprise-proof.ts";
import { asKind } from "../../functions/values/holder.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { independently } from "../support/independently.ts";
import { memberToken } from "../support/member-token.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { cookieOf, staffOf } from "../support/staff.ts";
import { type Answer, freshKey, newWorld, orderOf, publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const units = (amount: number): JsonObject => ({ kind: "units", unit: "points", amount, name: `${amount} points` });
const bag: JsonObject = { id: "bag", odds: 1_000_000, items: 7, prize: units(100) };

/** Every purchase is a play: each ticket hits the bag, of which there are seven; who comes too late gets a point. */
function giftPool(more: JsonObject = {}): JsonObject {
  const from = "2026-01-01T00:00:00Z";
  return { id: "gift", name: "Gift", from, days: 1, table: [bag], consolation: units(1), playsPerDay: 2, ...more };
}
function playing(...surprises: JsonObject[]): JsonObject {
  const effects = [{ kind: "surprise", pool: "gift" }];
  const rules = [{ id: "play", name: "A play", on: "purchase", effects }];
  return pointsProgramme({ surprises, campaigns: [{ id: "luck", name: "Luck", rules }] });
}

/** A world whose pool opened some time ago, so that its items are out. */
async function newPlayground(pool = giftPool(), age = 23 * HOUR_MS, made = fresh): Promise<World> {
  const world = await made();
  await world.does(publish, publicationOf(playing(pool), 1), { now: Date.now() - age });
  return world;
}
const fresh = freshWorlds();

let orders = 0;
function plays(world: World, member: { id: string }): Promise<Answer> {
  orders += 1;
  return world.post("/v1/purchases", orderOf(`s-${orders}`, 1000, { id: member.id }));
}
function reveals(world: World, member: { token: string }, play: string, key = freshKey()): Promise<Answer> {
  return world.send({ method: "POST", path: `/v1/me/plays/${play}/reveal`, token: member.token, key });
}
function playsOf(world: World, member: { token: string }, query = ""): Promise<Answer> {
  return world.send({ path: `/v1/me/plays${query}`, token: member.token });
}
async function poolAt(world: World, pool: string, now: number): Promise<PoolRead> {
  const found = await readPool(world.client, pool, now);
  if (!found) throw new Error(`there is no ${pool}`);
  return { ...found, pool: asKind(found.pool, "pool") };
}
async function proofAt(world: World, pool: string, now: number): Promise<InstantProof> {
  return proofOf(world, await poolAt(world, pool, now));
}
async function proofOf(
  world: World,
  read: PoolRead,
  { pageRows = 1000, playsMax = 10_000, ...asked }: { pageRows?: number; playsMax?: number } & Partial<ProofAsked> = {},
): Promise<InstantProof> {
  let text = "";
  for await (const part of proofText(world.ledger, read, { epoch: null, after: 0, ...asked }, { pageRows, playsMax }))
    text += part;
  return JSON.parse(text) as InstantProof;
}
/** Of which epoch the secret is that a proof shows: as many hashes from its anchor; 0: none is shown. */
function epochOf({ config: { draw, epochs }, secret, anchor }: InstantProof): number {
  let back = secret ?? anchor;
  let epoch = 0;
  for (; back !== anchor && epoch <= epochs.count; epoch++) back = secretBefore({ draw, secret: back });
  return epoch;
}
const count = async (world: World, sql: string) => Number((await world.client.execute(sql)).rows[0]?.count);

test("forty members play eighty times for seven items: exactly seven win, the others get the consolation, and the proof holds", async () => {
  const world = await newPlayground();
  const members = await Promise.all(Array.from({ length: 40 }, (_, index) => newMember(world, `player-${index}`)));
  const played = await Promise.all(
    members.flatMap((member) => [1, 2].map(async () => ({ member, answer: await plays(world, member) }))),
  );
  expect(new Set(played.map(({ answer }) => answer.status))).toEqual(new Set([201]));
  const raised = played.flatMap(({ member, answer }) =>
    answer.json.surprises.map(({ id }: { id: string }) => ({ member, id })),
  );
  expect(raised).toHaveLength(80);

  const answers = await Promise.all(raised.map(({ member, id }) => reveals(world, member, id, `reveal-${id}`)));
  expect(new Set(answers.map(({ status, text }) => (status === 201 ? 201 : text)))).toEqual(new Set([201]));
  const won = answers.filter(({ json }) => json.state === "won");
  expect(won).toHaveLength(7);
  expect(won[0]?.json).toMatchObject({ prize: { kind: "units", unit: "points", amount: 100 }, isConsolation: false });
  const late = answers.filter(({ json }) => json.state === "stock_out");
  expect(late).toHaveLength(73);
  expect(late[0]?.json).toMatchObject({ prize: { amount: 1 }, isConsolation: true });
  const given = await count(world, "SELECT sum(amount) AS count FROM postings WHERE reason = 'prize'");
  expect(given).toBe(7 * 100 + 73);

  // Replaying every request changes nothing.
  const again = await Promise.all(raised.map(({ member, id }) => reveals(world, member, id, `reveal-${id}`)));
  expect(again.map(({ text }) => text)).toEqual(answers.map(({ text }) => text));
  expect(await count(world, "SELECT sum(amount) AS count FROM postings WHERE reason = 'prize'")).toBe(given);
  expect(await count(world, "SELECT count(*) AS count FROM prize_items WHERE play IS NOT NULL")).toBe(7);

  const now = await world.send({ path: "/v1/surprises/pool:gift:2/proof" });
  expect(now.json.secret).toBeNull();
  expect(verifyInstantProof(now.json)).toMatchObject({ ok: true });
  const later = await proofAt(world, "pool:gift:2", Date.now() + DAY_MS);
  expect(epochOf(later)).toBe(1);
  expect(later.plays).toHaveLength(80);
  expect(verifyInstantProof(later).steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(await independently(later)).toMatchObject({ agrees: true });
});

test("a pool of four days with three tiers is recomputed from its proof, day by day, by two programs", async () => {
  const table = [
    { id: "trip", odds: 50_000, items: 4, prize: { kind: "goods", name: "A trip" } },
    { id: "mug", odds: 400_000, items: 8, prize: { kind: "goods", name: "A mug" } },
    { id: "ten", odds: 300_000, items: 40, prize: units(10) },
  ];
  const opened = Date.now() - 3.5 * DAY_MS;
  const world = await newPlayground(giftPool({ days: 4, table, playsPerDay: 1000 }), 3.5 * DAY_MS);
  const ada = await newMember(world, "ada");
  const ben = await newMember(world, "ben");
  for (let step = 0; step < 60; step++) {
    const now = Math.floor(opened + (step + 0.5) * ((3.4 * DAY_MS) / 60));
    const member = { id: step % 3 === 0 ? ben.id : ada.id };
    const order = orderOf(`day-${step}`, 1000, member);
    const lines = [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }];
    const rest = { discountMinor: 0, shippingMinor: 0, taxMinor: 0, paidWith: [], isImport: false };
    const asked = { ...rest, store: "sto_shop", member, order: String(order.order), occurredAt: now, currency: "EUR" };
    await world.does(purchase, { ...asked, lines, totalMinor: 1000 }, { now });
    if (step % 20 === 19) await settleDue(world.ledger);
    if (step === 45) {
      const half = await proofAt(world, "pool:gift:2", now);
      expect(half.plays.at(-1)?.state).toBe("pending");
      expect(verifyInstantProof(half)).toMatchObject({ ok: true });
      expect(epochOf(half)).toBe(2);
    }
  }
  await settleDue(world.ledger);
  const whole = await proofAt(world, "pool:gift:2", opened + 5 * DAY_MS);
  expect(epochOf(whole)).toBe(4);
  expect(new Set(whole.plays.map(({ state }) => state))).toContain("won");
  expect(new Set(whole.plays.map(({ epoch }) => epoch))).toEqual(new Set([1, 2, 3, 4]));
  expect(verifyInstantProof(whole).steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(await independently(whole)).toMatchObject({ agrees: true });
  for (const { epoch, at } of whole.plays) expect(epochAt(whole.config.epochs, at)).toBe(epoch);

  // A day by itself: its plays and its secret, and what other days took is gone.
  const read = await poolAt(world, "pool:gift:2", opened + 5 * DAY_MS);
  for (const epoch of [1, 2, 3, 4]) {
    const day = await proofOf(world, read, { epoch });
    expect(day.plays).toEqual(whole.plays.filter((play) => play.epoch === epoch));
    expect([epochOf(day), verifyInstantProof(day).steps.filter(({ ok }) => !ok)]).toEqual([epoch, []]);
    expect(await independently(day)).toMatchObject({ agrees: true });
    const spoilt = structuredClone(day);
    Object.assign(spoilt.plays.find(({ state }) => state === "won") ?? {}, { state: "stock_out" });
    expect(verifyInstantProof(spoilt).ok).toBe(false);
    expect(verifyInstantProof({ ...day, epoch: epoch + 1 }).ok).toBe(false);
  }
  const asked = await world.send({ path: "/v1/surprises/pool:gift:2/proof?epoch=2" });
  expect(asked.json).toMatchObject({ version: "tessera-instant/1", epoch: 2, next: null });
  expect(asked.json.plays).toEqual(whole.plays.filter(({ epoch }) => epoch === 2));
  expect(asked.json.secret).toBe((await proofOf(world, read, { epoch: 2 })).secret);

  // In parts of seven, as a pool of very many plays is read: none holds alone, and together they are the whole.
  const parts: InstantProof[] = [];
  const partAfter = async (after: number) => {
    const part = await proofOf(world, read, { playsMax: 7, after });
    parts.push(part);
    return structuredClone(part);
  };
  const reading = wholeProof(await partAfter(0));
  let part = reading.next();
  while (!part.done) part = reading.next(await partAfter(part.value));
  expect(part.value).toEqual(whole);
  expect(parts.map(({ plays: { length }, next }) => [length, next])).toEqual(
    [7, 14, 21, 28, 35, 42, 49, 56, null].map((next) => [next === null ? 4 : 7, next]),
  );
  for (const part of parts) expect(verifyInstantProof(part).ok).toBe(false);
});

test("a hit beyond what a member may win in a day is capped: the consolation, no item, and a proof that shows it", async () => {
  const table = [{ ...bag, odds: 900_000, items: 50 }];
  const world = await newPlayground(giftPool({ table, playsPerDay: 20, winsPerDay: 2 }));
  const [ada, ben] = [await newMember(world, "ada"), await newMember(world, "ben")];
  const ends: Record<string, string[]> = {};
  for (let turn = 0; turn < 8; turn++)
    for (const member of [ada, ben]) {
      const { json } = await plays(world, member);
      // Some settle one by one, some in a page.
      if (turn % 3 === 0) await reveals(world, member, json.surprises[0].id);
    }
  await settleDue(world.ledger);
  const proof = await proofAt(world, "pool:gift:2", Date.now() + DAY_MS);
  for (const { member, state, result } of proof.plays) {
    ends[member] = [...(ends[member] ?? []), state];
    expect(result).toBe(state === "no_win" ? null : "bag");
  }
  for (const states of Object.values(ends)) {
    const hits = states.filter((state) => state !== "no_win");
    expect(hits).toEqual(hits.map((_, index) => (index < 2 ? "won" : "capped")));
    expect(hits.length).toBeGreaterThan(2);
  }
  expect(proof.config.winsPerDay).toBe(2);
  expect(verifyInstantProof(proof).steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(await independently(proof)).toMatchObject({ agrees: true });
  const spoilt = structuredClone(proof);
  Object.assign(spoilt.plays.find(({ state }) => state === "capped") ?? {}, { state: "stock_out" });
  expect(verifyInstantProof(spoilt).steps.find(({ ok }) => !ok)?.name).toBe("prizes");
  expect(await independently(spoilt)).toMatchObject({ agrees: false });

  const listed = (await playsOf(world, ada, "?limit=20")).json.data;
  const waiting = listed.filter(({ state }: { state: string }) => state === "ready");
  const revealed = await Promise.all(waiting.map(({ id }: { id: string }) => reveals(world, ada, id)));
  const capped = revealed.filter(({ json }) => json.state === "capped");
  expect(capped.length).toBeGreaterThan(0);
  for (const { json } of capped) expect(json).toMatchObject({ prize: { amount: 1 }, isConsolation: true });
  expect((await world.send({ path: "/v1/surprises" })).json.data[0]).toMatchObject({ winsPerDay: 2 });
  const [surprise] = (await world.send({ path: "/v1/programme" })).json.surprises;
  expect(surprise.says).toContain(
    "Each member wins at most 2 prizes a day; what a play hits beyond that gives what a play without a prize gives.",
  );
});

test("an epoch's secret is not shown before the epoch and a minute are over", async () => {
  const world = await newPlayground(giftPool({ days: 2 }), 0);
  const found = await readPool(world.client, "pool:gift:2", null);
  if (!found) throw new Error("no pool");
  const { epochs } = configurationOf(asKind(found.pool, "pool").facts);
  const end = (epochs.start + epochs.seconds) * 1000;
  expect((await proofAt(world, "pool:gift:2", end + 59_999)).secret).toBeNull();
  expect(epochOf(await proofAt(world, "pool:gift:2", end + 60_000))).toBe(1);
});

test("a proof shows one instant: in small pages the same, and nothing of what is settled while it is written", async () => {
  const world = await newPlayground(giftPool({ playsPerDay: 1000 }));
  const ada = await newMember(world, "ada");
  for (let play = 0; play < 4; play++) await plays(world, ada);
  await settleDue(world.ledger);
  for (let play = 0; play < 3; play++) await plays(world, ada);
  const now = Date.now() + DAY_MS;
  const before = await poolAt(world, "pool:gift:2", now);
  const whole = await proofOf(world, before);
  expect(whole.plays.map(({ state }) => state).join()).toBe("won,won,won,won,pending,pending,pending");
  expect(whole.prizes).toHaveLength(7);
  for (const pageRows of [1, 2, 7]) expect(await proofOf(world, before, { pageRows })).toEqual(whole);
  await plays(world, ada);
  await settleDue(world.ledger);
  expect(await proofOf(world, before)).toEqual(whole);
  expect(verifyInstantProof(whole).ok).toBe(true);
  expect((await proofAt(world, "pool:gift:2", now)).plays).toHaveLength(8);
});

/** 400 as the issue has it, where there is time for it. */
const PLAYS_EACH = process.env.TESSERA_LONG === "1" ? 400 : 12;

test(`hard case 14: eight clients play ${PLAYS_EACH} times each for the 37 of 50 items that are out: exactly 37 win, and sending it all again changes nothing`, async () => {
  // The i-th of 50 comes after i × 1,728 s: at 63,000 s 37 are out, and the next is 936 s away.
  const table = [{ ...bag, items: 50 }];
  const world = await newPlayground(giftPool({ table, playsPerDay: 1000 }), 63_000_000);
  const clients = await Promise.all(Array.from({ length: 8 }, (_, index) => newMember(world, `client-${index}`)));
  const run = () =>
    Promise.all(
      clients.map(async ({ id, token }, client) => {
        const answers: string[] = [];
        for (let play = 0; play < PLAYS_EACH; play++) {
          const body = { ...orderOf(`case-14-${client}-${play}`, 1000, { id }), occurredAt: PLAYED_AT };
          const bought = await world.post("/v1/purchases", body, `buy-${client}-${play}-of-14`);
          const revealed = await reveals(world, { token }, bought.json.surprises[0].id, `show-${client}-${play}-of-14`);
          answers.push(bought.text, revealed.text);
        }
        return answers;
      }),
    );
  const states = async () =>
    (await world.client.execute("SELECT state, count(*) AS count FROM plays GROUP BY state ORDER BY state")).rows.map(
      ({ state, count: many }) => [state, many],
    );
  const answers = await run();
  const ended = [
    ["stock_out", 8 * PLAYS_EACH - 37],
    ["won", 37],
  ];
  expect(await states()).toEqual(ended);
  const posted = await count(world, "SELECT count(*) AS count FROM postings");
  expect(await run(), "every request once more").toEqual(answers);
  expect(await states()).toEqual(ended);
  expect(await count(world, "SELECT count(*) AS count FROM prize_items WHERE play IS NOT NULL")).toBe(37);
  expect(await count(world, "SELECT count(*) AS count FROM postings")).toBe(posted);
  expect(verifyInstantProof(await proofAt(world, "pool:gift:2", Date.now() + DAY_MS)).ok).toBe(true);
}, 900_000);
const PLAYED_AT = new Date().toISOString();

test.each([
  ["odds", "configuration", "$.table[0].odds", 999_999, "configuration hash"],
  ["prize items", "configuration", "$.table[0].units", 8, "configuration hash"],
  ["prizes", "terms", "$.table[0].prize.amount", 1, "rules"],
])(
  "hard case 18: whoever changes a live pool's %s in its row is found by the hash that was published",
  async (_, text, path, value, step) => {
    // Its audit is for another test.
    const world = await newPlayground(giftPool(), 23 * HOUR_MS, newWorld);
    await plays(world, await newMember(world, "ada"));
    await settleDue(world.ledger);
    const before = await proofAt(world, "pool:gift:2", Date.now());
    expect(verifyInstantProof(before).ok).toBe(true);
    // Whoever has the database has its triggers too.
    const triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'holders'";
    for (const { name } of (await world.client.execute(triggers)).rows)
      await world.client.execute(`DROP TRIGGER ${name}`);
    const changed = `json_set(facts, '$.${text}', json_set(facts ->> '$.${text}', '${path}', ${value}) || '')`;
    await world.client.execute(`UPDATE holders SET facts = ${changed} WHERE kind = 'pool'`);
    const after = await proofAt(world, "pool:gift:2", Date.now());
    const failed = verifyInstantProof(after).steps.filter(({ ok }) => !ok);
    expect(failed[0]?.name).toBe(step);
  },
);

test("five settlers at once settle each play once, a hundred at a time", async () => {
  const world = await newPlayground(giftPool({ playsPerDay: 1000 }));
  const members = await Promise.all([1, 2, 3, 4, 5].map((index) => newMember(world, `settled-${index}`)));
  for (let round = 0; round < 21; round++) await Promise.all(members.map((member) => plays(world, member)));
  await Promise.all([1, 2, 3, 4, 5].map(() => settleDue(world.ledger)));
  expect(await count(world, "SELECT count(*) AS count FROM operations WHERE kind = 'settle-plays'")).toBe(2);
  expect(await count(world, "SELECT count(*) AS count FROM plays WHERE state = 'won'")).toBe(7);
  expect(await count(world, "SELECT count(*) AS count FROM plays WHERE state = 'stock_out'")).toBe(98);
  expect(verifyInstantProof(await proofAt(world, "pool:gift:2", Date.now() + DAY_MS)).ok).toBe(true);
});

test("items come evenly: three hours in, one of seven is out and the second player waits for the next", async () => {
  const world = await newPlayground(giftPool(), 3 * HOUR_MS);
  const ada = await newMember(world, "ada");
  const states = [];
  for (const _ of [1, 2]) {
    const { json } = await plays(world, ada);
    states.push((await reveals(world, ada, json.surprises[0].id)).json.state);
  }
  expect(states).toEqual(["won", "stock_out"]);
});

test("a member has as many plays a day as the pool says", async () => {
  const world = await newPlayground();
  const ada = await newMember(world, "ada");
  const raised = [];
  for (const _ of [1, 2, 3]) raised.push((await plays(world, ada)).json.surprises.length);
  expect(raised).toEqual([1, 1, 0]);
});

test("a play is revealed once, to her whose it is", async () => {
  const world = await newPlayground();
  const ada = await newMember(world, "ada");
  const ben = await newMember(world, "ben");
  const play = (await plays(world, ada)).json.surprises[0].id;
  expect((await playsOf(world, ada)).json.data[0]).toMatchObject({ id: play, state: "pending", prize: null });
  const strangers = [
    await reveals(world, ben, play),
    await reveals(
      world,
      ada,
      play.replace(/.$/, (last: string) => (last === "x" ? "y" : "x")),
    ),
  ];
  expect(strangers.map(({ status, json }) => [status, json.code])).toEqual([
    [404, "play_unknown"],
    [404, "play_unknown"],
  ]);

  const answers = await Promise.all([1, 2, 3, 4].map(() => reveals(world, ada, play)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  const first = answers.find(({ status }) => status === 201);
  const refused = answers.find(({ status }) => status === 409);
  expect(refused?.json).toMatchObject({ code: "already_revealed", operation: first?.json.operation });
  expect(first?.json.balances.points.available).toBe(100);
  const { rows } = await world.client.execute("SELECT reason, why FROM postings WHERE reason = 'prize'");
  expect(rows.map(({ why }) => JSON.parse(String(why)))).toEqual([
    { play, pool: "pool:gift:2", outcome: "bag", amount: 100 },
  ]);
  expect((await playsOf(world, ada)).json.data[0]).toMatchObject({ state: "won", prize: { amount: 100 } });
  expect((await playsOf(world, ben)).json.data).toEqual([]);
});

test("a member who became another has her plays revealed to whom she became, and both are numbered on in the proof", async () => {
  const world = await newPlayground(giftPool({ playsPerDay: 3 }));
  const members = [];
  for (const externalId of ["1", "2"]) {
    const { json } = await world.post("/v1/members", { externalId, name: `Person ${externalId}` });
    members.push({ id: String(json.member), token: memberToken(json.member) });
  }
  const [ada, ben] = members;
  if (!ada || !ben) throw new Error("two have joined");
  const hers = (await plays(world, ada)).json.surprises[0].id;
  const his = (await plays(world, ben)).json.surprises[0].id;
  await world.does(merge, { store: "sto_shop", from: "1", into: "2" });
  const shown = (await playsOf(world, ben)).json.data.map(({ id }: { id: string }) => id);
  expect(shown).toEqual([his, hers]);
  expect((await playsOf(world, ada)).json.data.map(({ id }: { id: string }) => id)).toEqual(shown);
  const revealed = await reveals(world, ben, hers);
  expect([revealed.status, revealed.json.balances]).toMatchObject([201, { points: { available: 100 } }]);
  expect((await reveals(world, ada, his)).status).toBe(201);
  expect((await plays(world, ada)).json.surprises, "the third of the day").toHaveLength(1);
  expect((await plays(world, ben)).json.surprises, "both had three that day").toEqual([]);
  await settleDue(world.ledger);
  expect(verifyInstantProof(await proofAt(world, "pool:gift:2", Date.now() + DAY_MS)).ok).toBe(true);
});

test("her list shows a receipt that the proof agrees with, page by page", async () => {
  const world = await newPlayground(giftPool({ playsPerDay: 9 }));
  const ada = await newMember(world, "ada");
  for (const _ of [1, 2, 3]) await plays(world, ada);
  const first = await playsOf(world, ada, "?limit=2");
  expect(first.json.data.map(({ receipt }: { receipt: { nonce: number } }) => receipt.nonce)).toEqual([3, 2]);
  const rest = await playsOf(world, ada, `?limit=2&cursor=${first.json.next_cursor}`);
  expect(rest.json.next_cursor).toBeNull();
  const proof = (await world.send({ path: first.json.data[0].proof })).json as InstantProof;
  for (const { receipt } of [...first.json.data, ...rest.json.data]) {
    const { configHash, ...shown } = receipt;
    expect(proof.plays[receipt.seq - 1]).toMatchObject(shown);
    expect(proof.configHash).toBe(configHash);
  }
});

test("goods are recorded, with nothing posted", async () => {
  const table = [{ id: "bag", odds: 1_000_000, items: 1, prize: { kind: "goods", name: "A bag", valueMinor: 6900 } }];
  const world = await newPlayground(giftPool({ table }));
  const ada = await newMember(world, "ada");
  const play = (await plays(world, ada)).json.surprises[0].id;
  const { json } = await reveals(world, ada, play);
  expect(json).toMatchObject({ state: "won", prize: { kind: "goods", name: "A bag", unit: null, amount: null } });
  expect(await count(world, "SELECT count(*) AS count FROM postings")).toBe(0);
  expect(
    await count(world, "SELECT count(*) AS count FROM plays WHERE item = 'gift:2:bag:00001' AND revealed_by > 0"),
  ).toBe(1);
});

test("a badge that is won again is hers once, in races too", async () => {
  const prize = { kind: "units", unit: "lucky", amount: 1, name: "Lucky" };
  const pool = giftPool({ table: [{ ...bag, prize }], consolation: prize });
  const units = {
    points: { name: { one: "point", other: "points" } },
    lucky: { name: { one: "lucky", other: "lucky" }, badge: true },
  };
  const world = await fresh();
  const published = publicationOf({ ...playing(pool), units }, 1);
  await world.does(publish, published, { now: Date.now() - 23 * HOUR_MS });
  const ada = await newMember(world, "ada");
  const raised = [...(await plays(world, ada)).json.surprises, ...(await plays(world, ada)).json.surprises];
  const answers = await Promise.all(raised.map(({ id }) => reveals(world, ada, id)));
  expect(answers.map(({ status, json }) => [status, json.prize?.unit])).toEqual([
    [201, "lucky"],
    [201, "lucky"],
  ]);
  expect((await world.get(`/v1/members/${ada.id}`)).json.balances.lucky.available).toBe(1);
  expect((await audit(world.client)).findings).toEqual([]);
});

test("a play without a prize gives nothing where the pool has no consolation", async () => {
  const { consolation: _, ...pool } = giftPool({ table: [{ ...bag, odds: 1, items: 1 }] });
  const world = await newPlayground(pool);
  const ada = await newMember(world, "ada");
  const play = (await plays(world, ada)).json.surprises[0].id;
  expect((await reveals(world, ada, play)).json).toMatchObject({ state: "no_win", prize: null, isConsolation: false });
});

test("the list says its odds in words, and what a play gives that hits no prize", async () => {
  const world = await newPlayground(giftPool({ days: 4, table: [{ ...bag, odds: 20_000, items: 1200 }] }), 0);
  const [pool] = (await world.send({ path: "/v1/surprises?limit=1" })).json.data;
  expect(pool).toMatchObject({
    table: [{ odds: 20_000, says: "1 in 50 per play while that day's prizes last; 1,200 prizes in all" }],
    noWin: { odds: 980_000, says: "49 in 50 per play; it gives 1 points" },
  });
  const [surprise] = (await world.send({ path: "/v1/programme" })).json.surprises;
  expect(surprise.says).toEqual([
    "100 points: 1 in 50 per play while that day's prizes last; 1,200 prizes in all.",
    "No win: 49 in 50 per play; it gives 1 points.",
    "Each member has at most 2 plays a day, and the odds are the same for every play.",
  ]);
});

test("other odds close the pool and open another; what was played is still revealed under its own terms", async () => {
  const world = await newPlayground();
  const ada = await newMember(world, "ada");
  const before = (await plays(world, ada)).json.surprises[0].id;
  const better = giftPool({ table: [{ ...bag, prize: units(500) }] });
  const published = await world.does(publish, publicationOf(playing(better), 2));
  expect(published.surprises).toMatchObject([{ pool: "pool:gift:3" }]);
  const after = (await plays(world, ada)).json.surprises[0].id;
  expect((await reveals(world, ada, before)).json).toMatchObject({ pool: "pool:gift:2", prize: { amount: 100 } });
  expect((await reveals(world, ada, after)).json).toMatchObject({ pool: "pool:gift:3", prize: { amount: 500 } });

  const { json } = await world.send({ path: "/v1/surprises" });
  expect(json.data).toMatchObject([
    { pool: "pool:gift:3", state: "open", plays: 1 },
    { pool: "pool:gift:2", state: "closed", plays: 1 },
  ]);
  expect(json.data[0].anchor).not.toBe(json.data[1].anchor);
});

test("the same terms go on through another version, and a pool left out is closed", async () => {
  const world = await newPlayground();
  const renamed = await world.does(publish, publicationOf(playing(giftPool({ name: "A gift" })), 2));
  expect(renamed.surprises).toEqual([]);
  const ada = await newMember(world, "ada");
  expect((await plays(world, ada)).json.surprises).toHaveLength(1);
  await world.does(publish, publicationOf(pointsProgramme(), 3));
  expect((await plays(world, ada)).json.surprises).toEqual([]);
  const back = await world.does(publish, publicationOf(playing(giftPool()), 4));
  expect(back.surprises).toMatchObject([{ pool: "pool:gift:5" }]);
});

test("a pool whose days are over is closed by the clock, and the same terms do not open it again", async () => {
  const world = await newPlayground(giftPool(), 25 * HOUR_MS);
  const ada = await newMember(world, "ada");
  expect((await plays(world, ada)).json.surprises).toEqual([]);
  await settleDue(world.ledger);
  expect((await world.send({ path: "/v1/surprises" })).json.data).toMatchObject([{ state: "closed" }]);
  expect((await world.does(publish, publicationOf(playing(giftPool()), 2))).surprises).toEqual([]);
});

test("a version for next week leaves today's pool open until then", async () => {
  const world = await newPlayground(giftPool({ days: 30 }), HOUR_MS);
  const next = publicationOf(playing(giftPool({ playsPerDay: 1, days: 30 })), 2);
  await world.does(publish, { ...next, effectiveAt: Date.now() + 7 * DAY_MS });
  const ada = await newMember(world, "ada");
  const pools = [];
  for (const _ of [1, 2]) pools.push((await plays(world, ada)).json.surprises[0].id);
  const { json } = await playsOf(world, ada);
  expect(json.data.map(({ pool }: { pool: string }) => pool)).toEqual(["pool:gift:2", "pool:gift:2"]);
  const { data } = (await world.send({ path: "/v1/surprises" })).json;
  expect(data[1].closesAt).toBe(data[0].opensAt);
});

test.each([
  [
    "its odds",
    "UPDATE holders SET version = version + 1, facts = replace(facts, '1000000', '999999') WHERE kind = 'pool'",
  ],
  [
    "its terms",
    "UPDATE holders SET version = version + 1, facts = json_set(facts, '$.terms', '{}') WHERE kind = 'pool'",
  ],
  ["a play's instant", "UPDATE plays SET played_at = played_at - 1"],
  ["a play's ticket", "UPDATE plays SET ticket = 0"],
  ["a play, revealed again", "UPDATE plays SET revealed_by = 1"],
  ["an item that was taken", "UPDATE prize_items SET play = NULL WHERE play IS NOT NULL"],
  ["a play, by deleting it", "DELETE FROM plays"],
])("the database itself refuses to change %s", async (_name, sql) => {
  const world = await settledWorld();
  await expect(world.client.execute(sql)).rejects.toThrow(/keeps|once|never/);
});

test("publishing a pool is public: its record opens with a zero salt, and its answer names hash and anchor", async () => {
  const world = await settledWorld();
  const { rows } = await world.client.execute(
    "SELECT operations.salt, answer FROM papers JOIN operations ON seq = operation WHERE kind = 'publish' ORDER BY seq DESC LIMIT 1",
  );
  expect(rows[0]?.salt).toBe("00".repeat(16));
  const { configHash, anchor } = await proofAt(world, "pool:gift:2", Date.now());
  expect(JSON.parse(String(rows[0]?.answer)).surprises).toEqual([{ pool: "pool:gift:2", configHash, anchor }]);
});

test.each(["/v1/surprises/pool:nothing:1/proof", "/v1/surprises/programme/proof"])("%s is 404", async (path) => {
  const world = await settledWorld();
  expect((await world.send({ path })).status).toBe(404);
});

test("more than ten thousand prize items in one publication are refused", async () => {
  const world = await settledWorld();
  const table = [
    { ...bag, odds: 1, items: 10_000 },
    { ...bag, id: "mug", odds: 1, items: 1 },
  ];
  await expect(world.does(publish, publicationOf(playing(giftPool({ table })), 2))).rejects.toThrow(/itemsMax/);
});

/** One play, settled and revealed; shared by tests that change nothing. */
async function settledWorld(): Promise<World> {
  shared ??= (async () => {
    const world = await newPlayground();
    const ada = await newMember(world, "ada");
    const play = (await plays(world, ada)).json.surprises[0].id;
    await reveals(world, { token: memberToken(ada.id) }, play);
    return world;
  })();
  return shared;
}
let shared: Promise<World> | undefined;

test("a prize beyond the year's threshold waits for a tax form: staff confirm it, or it is forfeited when its time is over", async () => {
  const bike = { kind: "goods", name: "A bike", valueMinor: 140_000, valueUsdMinor: 150_000 };
  const coins = { kind: "units", unit: "points", amount: 100, name: "100 points", valueUsdMinor: 100_000 };
  const table = [
    { id: "bike", odds: 500_000, items: 20, prize: bike },
    { id: "coins", odds: 500_000, items: 20, prize: coins },
  ];
  const world = await newPlayground(giftPool({ table, playsPerDay: 10 }));
  const [ada, ben] = [await newMember(world, "ada"), await newMember(world, "ben")];
  const said = await world.send({
    method: "POST",
    path: "/v1/me/profile",
    token: ada.token,
    key: freshKey(),
    body: { region: "US-CA" },
  });
  expect(said.status, said.text).toBe(200);
  const shown: Record<string, Answer[]> = { ada: [], ben: [] };
  for (let turn = 0; turn < 4; turn++)
    for (const [name, member] of [["ada", ada] as const, ["ben", ben] as const])
      shown[name]?.push(await reveals(world, member, (await plays(world, member)).json.surprises[0].id));
  expect(
    shown.ben?.map(({ json }) => json.state),
    "another country has no such form",
  ).toEqual(Array(4).fill("won"));
  // Whichever makes her year's prizes 2,000 dollars or more waits, and is not counted while it does.
  let won = 0;
  for (const { json } of shown.ada ?? []) {
    const worth = json.prize.kind === "goods" ? 150_000 : 100_000;
    expect(json.state).toBe(won + worth >= 200_000 ? "awaiting_form" : "won");
    expect(json.formBefore === null).toBe(json.state === "won");
    if (json.state === "won") won += worth;
  }
  const waiting = (shown.ada ?? []).filter(({ json }) => json.state === "awaiting_form").map(({ json }) => json);
  expect(waiting.length).toBeGreaterThanOrEqual(2);
  const points = () => balanceOf(world, ada.id);
  const before = await points();
  const support = await staffOf(world, "support", "support@example.com", 1);
  const owner = await staffOf(world, "read-only", "looks@example.com", 1);
  const held = await world.send({ path: "/v1/staff/plays", token: owner.session });
  expect(held.json.data.map(({ play, member }: JsonObject) => [play, member])).toEqual(
    waiting.map(({ id }) => [id, ada.id]),
  );
  const confirms = (play: string, key = freshKey()) =>
    world.send({ method: "POST", path: `/v1/staff/plays/${play}/tax-form`, token: support.session, key });
  const cookie = await cookieOf(world, support.link);
  const page = await world.send({ path: "/staff/contests", headers: { cookie } });
  expect(page.text).toContain(`/staff/plays/${waiting[0]?.id}/tax-form`);

  const key = freshKey();
  const [first, ...others] = await Promise.all([1, 2, 3].map(() => confirms(waiting[0]?.id, key)));
  expect(first?.json).toMatchObject({ play: waiting[0]?.id, member: ada.id, prize: waiting[0]?.prize });
  for (const other of others) expect(other.text).toBe(first?.text);
  expect((await points()) - before).toBe(waiting[0]?.prize.amount ?? 0);
  const again = await confirms(waiting[0]?.id);
  expect([again.status, again.json.code, again.json.state]).toEqual([409, "prize_not_offered", "delivered"]);
  expect((await confirms(shown.ben?.[0]?.json.id)).json.code, "nothing of his waited").toBe("prize_unknown");
  // The form is in for the year: what she wins now is hers at once.
  expect((await reveals(world, ada, (await plays(world, ada)).json.surprises[0].id)).json.state).toBe("won");

  const until = Date.parse(waiting[1]?.formBefore);
  await forfeitPrizes({ ...world.ledger, now: until - 1 }, { isLeft: () => true });
  expect(
    (await playsOf(world, ada)).json.data.filter(({ state }: JsonObject) => state === "awaiting_form"),
  ).toHaveLength(waiting.length - 1);
  for (const _ of [1, 2]) await forfeitPrizes({ ...world.ledger, now: until }, { isLeft: () => true });
  const listed = (await playsOf(world, ada)).json.data;
  expect(listed.filter(({ state }: JsonObject) => state === "forfeited").map(({ id }: JsonObject) => id)).toEqual([
    waiting[2]?.id,
    waiting[1]?.id,
  ]);
  expect((await confirms(waiting[1]?.id)).json).toMatchObject({ code: "prize_not_offered", state: "forfeited" });
  const { rows } = await world.client.execute(
    "SELECT answer FROM papers JOIN operations ON seq = operation WHERE kind = 'forfeit-prize'",
  );
  expect(rows.map(({ answer }) => JSON.parse(String(answer)).reason)).toEqual(
    Array(waiting.length - 1).fill("tax_form_missing"),
  );
  expect((await world.send({ path: "/v1/staff/plays", token: owner.session })).json.data).toEqual([]);
  expect(verifyInstantProof(await proofAt(world, "pool:gift:2", Date.now() + DAY_MS)).ok).toBe(true);
});

async function balanceOf(world: World, member: string): Promise<number> {
  return (await world.get(`/v1/members/${member}`)).json.balances.points.available;
}

test("what a surprise gives counts for the tax of its year, by its value in dollars, as a contest's prize does", async () => {
  const bike = { kind: "goods", name: "A bike", valueMinor: 140_000, valueUsdMinor: 150_000 };
  const world = await newPlayground(giftPool({ table: [{ id: "bike", odds: 1_000_000, items: 1, prize: bike }] }));
  const ada = await newMember(world, "ada");
  const ids = [];
  for (const _ of [1, 2]) ids.push((await plays(world, ada)).json.surprises[0].id);
  expect((await reveals(world, ada, ids[0])).json).toMatchObject({ state: "won", prize: { name: "A bike" } });
  // The second is the consolation, a point that is worth nothing.
  expect((await reveals(world, ada, ids[1])).json).toMatchObject({ state: "stock_out", isConsolation: true });
  const { rows } = await world.client.execute(
    "SELECT public_id, amount FROM metrics JOIN holders ON holders.id = holder WHERE metric = 'prizes-usd'",
  );
  expect(rows.map(({ public_id, amount }) => [public_id, amount])).toEqual([[ada.id, 150_000]]);
});
