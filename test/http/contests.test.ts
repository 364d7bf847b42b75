import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { verifyContestProof } from "../../functions/draws/proof.ts";
import { erase } from "../../functions/operations/erase.ts";
import { perform } from "../../functions/operations/perform.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { refund } from "../../functions/operations/refund.ts";
import type { Ledger } from "../../functions/operations/verb.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { closingIn, contestProgramme, weekly } from "../support/contests.ts";
import { independently } from "../support/independently.ts";
import { interrupted } from "../support/interrupted.ts";
import { newMember } from "../support/places.ts";
import { orderOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

/** A Wednesday; the first round closes on Sunday, 29 November 2026, at 23:59 in Berlin. */
const opens = Date.parse("2026-11-25T10:00:00Z");
const closes = Date.parse("2026-11-29T22:59:00Z");
const MINUTE_MS = 60_000;

const fresh = freshWorlds();

async function world(schedule: JsonObject = weekly): Promise<World> {
  return fresh(contestProgramme(schedule));
}

function at({ ledger }: World, now: number): Ledger {
  return { ...ledger, now };
}

function buying(email: string, order: string, occurredAt: number) {
  return {
    store: "sto_shop",
    member: { email },
    order,
    occurredAt,
    currency: "EUR",
    lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }],
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: 1000,
    paidWith: [],
    isImport: true,
  };
}

function buys({ does }: World, email: string, order: string, now: number): Promise<JsonObject> {
  return does(purchase, buying(email, order, now), { now });
}

async function rounds(here: World): Promise<JsonObject[]> {
  return (await here.send({ path: "/v1/contests" })).json.data as JsonObject[];
}

async function countOf({ client }: World, sql: string): Promise<number> {
  const { rows } = await client.execute(sql);
  return Number(rows[0]?.count);
}

async function proofOf(here: World, id: unknown) {
  const { json } = await here.send({ path: `/v1/contests/${id}/proof` });
  return json;
}

/** The proof holds, for our own verifier and for one that shares no line with it. */
async function isProved(here: World, id: unknown): Promise<void> {
  const proof = await proofOf(here, id);
  const verdict = verifyContestProof(proof);
  expect(verdict.steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(await independently(proof)).toMatchObject({ agrees: true, ranking: proof.ranking });
}

test("her page of play says what closes when and what comes next, in each language", async () => {
  const here = await world();
  await tick(here.ledger);
  const { token } = await newMember(here, "ada");
  const { data, next } = (await here.send({ path: "/v1/contests" })).json;
  const [open] = data;
  expect([open.state, next.length]).toEqual(["open", 1]);
  const says: Record<string, [string, string]> = {
    en: ["Draws to come", "Open until "],
    "zh-Hans": ["即将开奖", "开放至"],
    "zh-Hant": ["即將開獎", "開放至"],
    ru: ["Предстоящие розыгрыши", "Открыт до: "],
    vi: ["Các lượt rút sắp tới", "Mở đến "],
    ar: ["السحوبات القادمة", "مفتوح حتى "],
  };
  for (const [language, [title, until]] of Object.entries(says)) {
    const { text } = await here.send({ path: `/me/play?lang=${language}`, headers: { cookie: `member=${token}` } });
    const part = /<section id="draws".*?<\/section>/s.exec(text)?.[0] ?? "";
    expect(part).toContain(`>${title}</h2>`);
    expect(part.match(/<h3>/g)).toHaveLength(2);
    // The one that is open, then the one after it, each with the instant for machines.
    expect([...part.matchAll(/<time datetime="([^"]+)"/g)].map(([, at]) => at)).toEqual([
      open.closesAt,
      next[0].closesAt,
    ]);
    expect(part).toContain(`"${open.closesAt}">${until}`);
    expect(part).toContain("500 points · A mug");
  }
});

test("a week's contest is drawn once though five ticks come at once after a missed day, and anybody finds the same winners", async () => {
  const here = await world();
  await tick(at(here, opens));
  for (const [index, name] of ["ada", "ben", "cleo", "dana", "ada", "ada"].entries())
    await buys(here, `${name}@example.com`, `o${index}`, opens + (index + 1) * MINUTE_MS);
  const [before] = await rounds(here);
  expect(before).toMatchObject({ contest: "trip", name: "The trip", entrants: null, tickets: null, winners: 2 });
  expect((await proofOf(here, before?.id)).code).toBe("contest_not_frozen");

  await Promise.all(Array.from({ length: 5 }, () => tick(at(here, closes + DAY_MS))));
  const drawn = (await here.send({ path: `/v1/contests/${before?.id}` })).json;
  expect(drawn).toMatchObject({
    state: "settled",
    entrants: 4,
    tickets: 18,
    entropy: before?.entropy,
    voidReason: null,
  });
  expect(drawn.ranking).toHaveLength(3);
  await isProved(here, before?.id);
  expect(await countOf(here, "SELECT count(*) AS count FROM operations WHERE kind = 'draw-contest'")).toBe(1);
  expect(await countOf(here, "SELECT count(*) AS count FROM claims WHERE name LIKE 'draw:%'")).toBe(3);
  expect(await countOf(here, "SELECT count(*) AS count FROM claims WHERE name LIKE 'prize:%'")).toBe(2);
  expect(await countOf(here, "SELECT sum(amount) AS count FROM postings WHERE reason = 'prize'")).toBe(500);
  const tags = await here.client.execute({
    sql: "SELECT owner.public_id AS member FROM holders entry JOIN holders owner ON owner.id = entry.owner WHERE entry.public_id = ?",
    args: [`${before?.id}:${drawn.ranking[0].tag}`],
  });
  const prizes = await here.client.execute(
    "SELECT winner.public_id AS member FROM postings JOIN operations ON seq = postings.operation JOIN holders winner ON winner.id = operations.member WHERE reason = 'prize'",
  );
  expect(prizes.rows[0]?.member).toBe(tags.rows[0]?.member);

  await Promise.all(Array.from({ length: 5 }, () => tick(at(here, closes + DAY_MS + MINUTE_MS))));
  expect(await countOf(here, "SELECT sum(amount) AS count FROM postings WHERE reason = 'prize'")).toBe(500);
});

test("the next round is there before the last one closes, so that no purchase falls between them", async () => {
  const here = await world();
  await tick(at(here, opens));
  await tick(at(here, closes - 30 * MINUTE_MS));
  await tick(at(here, closes - 29 * MINUTE_MS));
  const list = await rounds(here);
  expect(list).toHaveLength(2);
  expect(list[0]).toMatchObject({ opensAt: list[1]?.closesAt, closesAt: "2026-12-06T22:59:00.000Z" });
  const last = await buys(here, "ada@example.com", "1", closes - 1);
  const first = await buys(here, "ada@example.com", "2", closes);
  expect(last.tickets).toMatchObject([{ contest: list[1]?.id, amount: 3 }]);
  expect(first.tickets).toMatchObject([{ contest: list[0]?.id, amount: 3 }]);
});

test("tickets whose commit would land after the close go to the next round", async () => {
  const here = await world();
  await tick(at(here, opens));
  await tick(at(here, closes - 30 * MINUTE_MS));
  const [next] = await rounds(here);
  // The clock strikes between the read of the facts and the write.
  let looks = 0;
  const ledger = Object.defineProperty({ ...here.ledger }, "now", {
    get: () => (looks++ === 0 ? closes - 1 : closes + 1),
  });
  const bought = await performOn(ledger, buying("ada@example.com", "1", closes - 1));
  expect(bought.tickets).toMatchObject([{ contest: next?.id, amount: 3 }]);
});

test("hard case 9: by the database's own clock, tickets that come too late for the only round are none", async () => {
  const here = await world(closingIn(1_500));
  await tick(here.ledger);
  const [round] = await rounds(here);
  expect(round).toMatchObject({ state: "open" });
  const until = Date.parse(String(round?.closesAt));
  const client = interrupted(here.client, async () => {
    await new Promise((resume) => setTimeout(resume, Math.max(0, until + 20 - Date.now())));
  });
  const bought = await performOn({ ...here.ledger, client }, buying("ada@example.com", "1", Date.now()));
  expect(bought.tickets).toEqual([]);
  await tick(here.ledger);
  expect((await rounds(here))[0]).toMatchObject({ state: "void", entrants: 0, tickets: 0 });
});

test("hard case 9: purchases that race the freeze under load: the file holds exactly the tickets that were posted and answered", async () => {
  const here = await world(closingIn(2_500));
  await tick(here.ledger);
  const [round] = await rounds(here);
  const until = Date.parse(String(round?.closesAt)) + 300;
  let answered = 0;
  let orders = 0;
  const buyer = async (name: string) => {
    while (Date.now() < until) {
      orders += 1;
      const { status, json } = await here.post(
        "/v1/purchases",
        orderOf(`${name}-${orders}`, 1000, { email: `${name}@example.com` }),
      );
      expect(status).toBe(201);
      for (const { amount } of json.tickets) answered += amount;
    }
  };
  const ticker = async () => {
    while (Date.now() < until) {
      await tick(here.ledger);
      await new Promise((resume) => setTimeout(resume, 20));
    }
  };
  await Promise.all([...["a", "b", "c", "d", "e", "f"].map(buyer), ticker(), ticker()]);
  await tick(here.ledger);
  const [drawn] = await rounds(here);
  expect(drawn).toMatchObject({ state: "settled", entrants: 6, tickets: answered });
  expect(answered).toBeGreaterThan(0);
  expect(answered).toBeLessThan(orders * 3);
  expect(await countOf(here, "SELECT sum(amount) AS count FROM postings WHERE reason = 'ticket'")).toBe(answered);
  const late = `SELECT count(*) AS count FROM postings WHERE reason = 'ticket' AND operation > (SELECT seq FROM operations WHERE kind = 'freeze-contest')`;
  expect(await countOf(here, late)).toBe(0);
  await isProved(here, drawn?.id);
}, 30_000);

test("a whole refund takes the order's tickets back until the close, and not after it", async () => {
  const here = await world();
  await tick(at(here, opens));
  for (const order of ["1", "2", "3"]) await buys(here, "ada@example.com", order, opens + MINUTE_MS);
  const back = { store: "sto_shop", refund: "r", amountMinor: 1000, lines: [] };
  await here.does(refund, { ...back, order: "1" }, { now: closes - 1 });
  await here.does(refund, { ...back, order: "2" }, { now: closes });
  await tick(at(here, closes + MINUTE_MS));
  await here.does(refund, { ...back, order: "3" }, { now: closes + 2 * MINUTE_MS });
  const settled = (await rounds(here)).find(({ state }) => state === "settled");
  expect(settled).toMatchObject({ entrants: 1, tickets: 6 });
  await isProved(here, settled?.id);
});

test("entries whose tickets were all taken back are not in the file; a round without any is void, with a proof, and the next opens", async () => {
  const here = await world();
  await tick(at(here, opens));
  await buys(here, "ada@example.com", "1", opens + MINUTE_MS);
  await here.does(
    refund,
    { store: "sto_shop", order: "1", refund: "r", amountMinor: 1000, lines: [] },
    { now: closes - 1 },
  );
  await tick(at(here, closes + MINUTE_MS));
  const list = await rounds(here);
  expect(list[1]).toMatchObject({ state: "void", entrants: 0, tickets: 0 });
  const { json } = await here.send({ path: `/v1/contests/${list[1]?.id}` });
  expect(json).toMatchObject({ voidReason: "no_entries", ranking: [] });
  expect(verifyContestProof(await proofOf(here, list[1]?.id)).ok).toBe(true);
  expect(list[0]).toMatchObject({ closesAt: "2026-12-06T22:59:00.000Z" });
});

test("after three weeks off, the round that was open is drawn and one new round opens", async () => {
  const here = await world();
  await tick(at(here, opens));
  await buys(here, "ada@example.com", "1", opens + MINUTE_MS);
  const back = closes + 21 * DAY_MS + MINUTE_MS;
  await tick(at(here, back));
  const list = await rounds(here);
  expect(list).toHaveLength(2);
  expect(list[1]).toMatchObject({ state: "settled", tickets: 3 });
  expect(list[0]).toMatchObject({
    opensAt: new Date(back).toISOString(),
    closesAt: new Date(closes + 28 * DAY_MS).toISOString(),
  });
});

test("the first draws of a list are newest, a page at a time", async () => {
  const here = await world();
  for (let week = 0; week < 3; week++) await tick(at(here, opens + week * 7 * DAY_MS));
  const first = (await here.send({ path: "/v1/contests?limit=2" })).json;
  const second = (await here.send({ path: `/v1/contests?limit=2&cursor=${first.next_cursor}` })).json;
  const ids = [...first.data, ...second.data].map(({ id }: { id: string }) => id);
  expect(ids).toHaveLength(3);
  expect(ids).toEqual([...ids].sort().reverse());
  expect(second.next_cursor).toBeNull();
  expect((await here.send({ path: "/v1/contests?cursor=x" })).status).toBe(422);
  expect((await here.send({ path: "/v1/contests/con_none" })).json.code).toBe("contest_unknown");
  expect((await here.send({ path: `/v1/contests/${ids[0]}:aa` })).json.code).toBe("contest_unknown");
});

test("a winner who was erased since gets nothing, and the contest still ends", async () => {
  const here = await world();
  await tick(at(here, opens));
  await buys(here, "ada@example.com", "1", opens + MINUTE_MS);
  const { rows } = await here.client.execute("SELECT public_id FROM holders WHERE kind = 'member'");
  await here.does(erase, { member: String(rows[0]?.public_id) }, { now: opens + 2 * MINUTE_MS });
  await tick(at(here, closes + MINUTE_MS));
  expect((await rounds(here)).find(({ state }) => state === "settled")).toMatchObject({ tickets: 3 });
  expect(await countOf(here, "SELECT count(*) AS count FROM postings WHERE reason = 'prize'")).toBe(0);
});

/** Buys through a ledger of the test's own. */
async function performOn(ledger: Ledger, request: ReturnType<typeof buying>): Promise<JsonObject> {
  const performed = await perform(
    ledger,
    purchase,
    { request, caller: { kind: "operator" }, key: "slow", method: "TEST", path: "purchase", body: {} },
    {
      status: 200,
      view: (outcome) => ({ ...outcome }) as unknown as JsonObject,
      refused: () => ({ status: 409, body: "{}" }),
    },
  );
  if (performed.kind !== "answered") throw new Error(JSON.stringify(performed));
  return JSON.parse(performed.body) as JsonObject;
}

test("the round that comes next is announced with its times and prizes: after an open one, and before a first one", async () => {
  const document = contestProgramme(weekly);
  const [trip] = document.contests as JsonObject[];
  const opens = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const closes = new Date(Date.now() + 5 * 86_400_000).toISOString();
  const gala = { ...trip, id: "gala", name: "The gala", schedule: { kind: "once", opens, closes } };
  const over = {
    ...trip,
    id: "over",
    name: "Over",
    schedule: { kind: "once", opens: "2026-01-01T00:00:00Z", closes: "2026-01-02T00:00:00Z" },
  };
  const here = await fresh({ ...document, contests: [trip, gala, over] as JsonObject[] });
  const listed = async () => (await here.send({ path: "/v1/contests" })).json;
  const before = await listed();
  expect(before.data).toEqual([]);
  expect(before.next).toMatchObject([
    { contest: "trip", opensAt: null },
    { contest: "gala", name: "The gala", opensAt: opens, closesAt: closes },
  ]);
  await tick(here.ledger);
  const after = await listed();
  const [open] = after.data;
  expect(after.data).toHaveLength(1);
  expect(after.next).toMatchObject([
    {
      contest: "trip",
      opensAt: open.closesAt,
      prizes: [
        { rank: 1, name: "500 points" },
        { rank: 2, name: "A mug" },
      ],
    },
    { contest: "gala" },
  ]);
  const week = Date.parse(after.next[0].closesAt) - Date.parse(open.closesAt);
  expect([167, 168, 169]).toContain(week / 3_600_000);
  expect((await here.send({ path: `/v1/contests/${open.id}` })).json.next).toEqual(after.next[0]);
  // The gala is made an hour before it opens, and is in the list then.
  const later = { ...here.ledger, now: Date.parse(opens) - 60_000 };
  await tick(later);
  expect((await listed()).next.map(({ contest }: { contest: string }) => contest)).toEqual(["trip"]);
});
