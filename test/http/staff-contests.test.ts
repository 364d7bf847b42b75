import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { roundOfContest, timeOf } from "../../functions/draws/drand.ts";
import { verifyContestProof } from "../../functions/draws/proof.ts";
import { claimPrize } from "../../functions/operations/claim-prize.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { confirmForm, voidContest } from "../../functions/operations/steer-contest.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { buying, CLOSES, contestProgramme, drawnRound, OPENS, weekly } from "../support/contests.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const fresh = freshWorlds();

const mug = { kind: "goods", name: "A mug", valueMinor: 900 };

async function world(change: JsonObject = {}, publishedAt?: number): Promise<World> {
  const document = contestProgramme(weekly);
  const [contest] = document.contests as [JsonObject];
  const worded = { ...document, contests: [{ ...contest, prizes: [mug, mug], alternates: 3, ...change }] };
  const made = await fresh(worded);
  if (publishedAt !== undefined) await made.does(publish, publicationOf(worded, 1), { now: publishedAt });
  return made;
}

const people = ["ada", "ben", "cleo", "dana"].map((name) => `${name}@example.com`);
const seen = async ({ send }: World, id: string): Promise<JsonObject> =>
  (await send({ path: `/v1/contests/${id}` })).json;
const staffPath = (id: string, rest: string) => `/v1/staff/contests/${id}/${rest}`;

async function openRound(here: World): Promise<string> {
  await tick({ ...here.ledger, now: OPENS });
  return (await here.send({ path: "/v1/contests" })).json.data[0].id;
}

test("staff call a round off before it is drawn, with a reason that everybody sees; the next week's opens, and this one does not", async () => {
  const here = await world();
  const id = await openRound(here);
  await here.does(purchase, buying("ada@example.com", "1", OPENS + 60_000), { now: OPENS + 60_000 });
  const owner = await staffOf(here, "owner");
  const key = freshKey();
  const says = "The van with the mugs was stolen.";
  const answers = await Promise.all(
    [key, key, freshKey()].map((each) => owner.post(staffPath(id, "void"), { says }, each)),
  );
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  expect((await owner.post(staffPath(id, "void"), { says })).json).toMatchObject({
    code: "already_drawn",
    state: "void",
  });
  expect((await owner.post(staffPath("con_none", "void"), { says })).json.code).toBe("contest_unknown");
  await Promise.all(Array.from({ length: 5 }, () => tick({ ...here.ledger, now: CLOSES - DAY_MS })));
  await tick({ ...here.ledger, now: CLOSES + 60_000 });
  expect(await seen(here, id)).toMatchObject({
    state: "void",
    voidReason: "staff",
    voidSays: says,
    ranking: [],
    winnersList: [],
  });
  const list = (await here.send({ path: "/v1/contests" })).json.data;
  expect(list.map(({ state, closesOn }: JsonObject) => [state, closesOn])).toEqual([
    ["draft", "2096-12-02 23:59"],
    ["void", "2096-11-25 23:59"],
  ]);
});

test("a round that is being drawn is either drawn or called off, and what is drawn stands", async () => {
  const here = await world();
  const id = await openRound(here);
  await here.does(purchase, buying("ada@example.com", "1", OPENS + 60_000), { now: OPENS + 60_000 });
  const now = CLOSES + 60_000;
  const [, called] = await Promise.all([
    tick({ ...here.ledger, now }),
    here.does(voidContest, { contest: id, says: "Late." }, { now }).then(
      () => true,
      () => false,
    ),
  ]);
  const round = await seen(here, id);
  expect([round.state === "void", (round.ranking as unknown[]).length === 0]).toEqual([called, called]);
  if (!called)
    await expect(here.does(voidContest, { contest: id, says: "Late." }, { now })).rejects.toThrow(/already_drawn/);
});

test("a round that a beacon draws is not called off any more once the beacon is public, drawn or not", async () => {
  const here = await world({ entropy: { mode: "drand" } });
  const id = await openRound(here);
  const known = timeOf(roundOfContest(CLOSES / 1000)) * 1000;
  const calls = (now: number) => here.does(voidContest, { contest: id, says: "Late." }, { now });
  await expect(calls(known)).rejects.toThrow(/already_drawn/);
  expect(await calls(known - 1)).toMatchObject({ state: "void" });
});

test("staff see who is behind a prize, pass it on with a code, and not after it was delivered", async () => {
  const here = await world();
  const { id, ranks, rulesHash } = await drawnRound(here, people);
  const support = await staffOf(here, "support");
  const [first, second] = ranks;
  if (!first || !second) throw new Error("two were drawn");
  const places = (await support.get(staffPath(id, "prizes"))).json;
  expect(places).toMatchObject({
    state: "claiming",
    data: [{ prize: 1, tag: first.tag, member: first.member, state: "offered" }, {}],
  });
  const pass = (tag: string, key = freshKey()) =>
    support.post(staffPath(id, `entries/${tag}/ineligible`), { reason: "staff" }, key);
  const key = freshKey();
  const [passed, again] = [await pass(first.tag, key), await pass(first.tag, key)];
  expect([passed.json, again.text]).toMatchObject([{ rank: 1, prize: 1, reason: "staff" }, passed.text]);
  expect((await pass(first.tag)).json.code).toBe("prize_unknown");
  expect((await pass("0".repeat(32))).json.code).toBe("prize_unknown");
  await second.post(`/v1/me/prizes/${id}/2/claim`, { rulesHash, region: "DE", isIndependent: true });
  expect((await pass(second.tag)).json).toMatchObject({ code: "prize_not_offered", state: "delivered" });
  await tick({ ...here.ledger, now: CLOSES + 120_000 });
  expect((await seen(here, id)).winnersList).toMatchObject([
    { rank: 3, passed: [{ rank: 1, reason: "staff" }] },
    { rank: 2 },
  ]);
});

test("an auditor has entries by tag, ranking and prizes as lines of JSON or CSV, and nobody's name", async () => {
  const here = await world({ retentionMonths: 24 });
  const { id, ranks, rulesHash } = await drawnRound(here, people);
  await ranks[0]?.post(`/v1/me/prizes/${id}/1/claim`, {
    rulesHash,
    region: "DE",
    isIndependent: true,
    publishName: '=Ada "A", L.',
  });
  await ranks[1]?.post(`/v1/me/prizes/${id}/2/decline`);
  const auditor = await staffOf(here, "read-only");
  const { text, headers } = await auditor.get(staffPath(id, "export"));
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(headers.get("content-type")).toBe("application/x-ndjson");
  const proof = (await here.send({ path: `/v1/contests/${id}/proof` })).json;
  const of = (record: string) => lines.filter((line) => line.record === record);
  expect(of("entry").map(({ tag, tickets }) => [tag, tickets])).toEqual(proof.entries);
  expect(of("rank").map(({ tag, ticket }) => [tag, ticket])).toEqual(
    proof.ranking.map(({ tag, ticket }: JsonObject) => [tag, ticket]),
  );
  expect(of("passed")).toMatchObject([{ prize: 2, rank: 2, reason: "declined" }]);
  expect(of("prize")).toMatchObject([
    { prize: 1, state: "delivered" },
    { prize: 2, state: "vacant" },
  ]);
  expect([of("manifest-hash")[0].says, of("kept-until")[0].says]).toEqual([proof.manifestHash, "2098-11-25"]);
  const csv = await auditor.get(staffPath(id, "export?format=csv"));
  expect(csv.headers.get("content-type")).toMatch(/^text\/csv/);
  const table = csv.text.split("\r\n");
  expect([table[0], table.length - 2]).toEqual([
    "record,tag,tickets,rank,ticket,of,prize,state,reason,at,says",
    lines.length,
  ]);
  expect(text + csv.text).not.toMatch(/Ada|example\.com|mem_/);
});

const us = (valueUsdMinor: number) => ({
  prizes: [{ ...mug, valueUsdMinor }],
  eligibility: { minAge: 13, regions: ["US"], voidIn: ["US-NY", "US-FL", "US-RI"] },
});
const HOUR_MS = 3_600_000;

/** The state of each week's prize, claimed by the only entrant, who lives in Texas; weeks begin at an instant in January. */
async function weeks(
  here: World,
  from: number,
  count: number,
): Promise<{ state: unknown; id: string; tag: string; member: string; now: number }[]> {
  const found = [];
  for (let week = 0; week < count; week++) {
    const opens = from + week * 7 * DAY_MS;
    // Wednesday morning to Sunday evening.
    const closes = opens + 4 * DAY_MS + 13 * HOUR_MS;
    const { id, ranks, rulesHash } = await drawnRound(here, ["ada@example.com"], { opens, closes });
    const [ada] = ranks;
    if (!ada) throw new Error("she was drawn");
    const now = closes + HOUR_MS;
    const claim = { contest: id, rank: 1, member: ada.member, rulesHash, region: "US-TX", birthDate: "1990-01-01" };
    const { state } = await here.does(claimPrize, { ...claim, answer: null, publishName: null }, { now });
    found.push({ state, id, tag: ada.tag, member: ada.member, now });
  }
  return found;
}

/** Wednesdays. */
const in2025 = Date.parse("2025-01-08T10:00:00Z");
const in2026 = Date.parse("2026-01-07T10:00:00Z");

test.each<[string, number, number, string[]]>([
  ["below 2,000 dollars in 2026", 99_999, in2026, ["delivered", "delivered"]],
  ["2,000 dollars in 2026", 100_000, in2026, ["delivered", "held"]],
  ["below 600 dollars in 2025", 29_999, in2025, ["delivered", "delivered"]],
  ["600 dollars in 2025", 30_000, in2025, ["delivered", "held"]],
  ["the same prizes as in 2026, in 2025", 100_000, in2025, ["held", "held"]],
])(
  "hard case 19: prizes of one winner that add up to %s",
  async (_, usd, from, states) => {
    const here = await world(us(usd), Date.parse("2024-01-01T00:00:00Z"));
    expect((await weeks(here, from, 2)).map(({ state }) => state)).toEqual(states);
  },
  20_000,
);

test("a prize that waits for a form is delivered when staff say that it is in, and a later one of that year at once", async () => {
  const here = await world(us(150_000), Date.parse("2024-01-01T00:00:00Z"));
  const [, second] = await weeks(here, in2026, 2);
  if (!second) throw new Error("two weeks were drawn");
  expect(second.state).toBe("held");
  const { rows } = await here.client.execute(
    "SELECT changes ->> '$.holders' AS changed, (SELECT public_id FROM holders WHERE id = member) AS member FROM operations WHERE kind = 'claim-prize'",
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { changed, member } of rows)
    expect(changed, "with her profile her version moves: an erasure at once is never written over").toContain(member);
  expect((await seen(here, second.id)).winnersList).toMatchObject([{ state: "claimed", winner: null }]);
  const form = { contest: second.id, tag: second.tag };
  const key = freshKey();
  const options = { now: second.now + HOUR_MS, key };
  const confirmed = await here.does(confirmForm, form, options);
  expect([confirmed, await here.does(confirmForm, form, options)]).toMatchObject([{ prize: 1 }, confirmed]);
  await expect(here.does(confirmForm, { ...form, tag: "0".repeat(32) }, { now: options.now })).rejects.toThrow(
    /prize_unknown/,
  );
  await tick({ ...here.ledger, now: second.now + 2 * HOUR_MS });
  expect(await seen(here, second.id)).toMatchObject({ state: "settled", winnersList: [{ state: "delivered" }] });
  expect((await weeks(here, in2026 + 14 * DAY_MS, 1)).map(({ state }) => state)).toEqual(["delivered"]);
}, 20_000);

test("a form that never comes passes the prize on at the end of its time, and the proof stays as it was", async () => {
  const here = await world({ ...us(250_000), claim: { days: 3 } }, Date.parse("2024-01-01T00:00:00Z"));
  const [held] = await weeks(here, in2026, 1);
  if (!held) throw new Error("a week was drawn");
  for (let ticks = 0; ticks < 3; ticks++) await tick({ ...here.ledger, now: held.now + 4 * DAY_MS });
  expect(await seen(here, held.id)).toMatchObject({
    state: "settled",
    winnersList: [{ state: "left", passed: [{ rank: 1, reason: "tax_form_missing" }] }],
  });
  expect(verifyContestProof((await here.send({ path: `/v1/contests/${held.id}/proof` })).json).ok).toBe(true);
});
