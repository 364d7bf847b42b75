import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { verifyContestProof } from "../../functions/draws/proof.ts";
import { skillQuestion } from "../../functions/draws/skill-question.ts";
import { claimPrize } from "../../functions/operations/claim-prize.ts";
import { erase } from "../../functions/operations/erase.ts";
import { publish } from "../../functions/operations/publish.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { CLOSES, contestProgramme, type Drawn, drawnRound, weekly } from "../support/contests.ts";
import { sendRaw } from "../support/raw.ts";
import { staffOf } from "../support/staff.ts";
import { publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const fresh = freshWorlds();

const rewards = [
  {
    id: "five-off",
    name: "€5.00 off",
    kind: "voucher",
    valueMinor: 500,
    validDays: 30,
    cost: { unit: "points", amount: 500 },
  },
];
const claimed: JsonObject[] = [
  { kind: "units", unit: "points", amount: 500, name: "500 points", valueMinor: 500 },
  { kind: "goods", name: "A mug", valueMinor: 900 },
];

/** A world whose contest has prizes to be claimed, and whatever else it says. */
async function world(change: JsonObject = {}, prizes = claimed): Promise<World> {
  const document = contestProgramme(weekly, { rewards });
  const [contest] = document.contests as [JsonObject];
  return fresh({ ...document, contests: [{ ...contest, prizes, alternates: 3, ...change }] });
}

const people = ["ada", "ben", "cleo", "dana", "eve"].map((name) => `${name}@example.com`);
const saying = (rulesHash: string, more: JsonObject = {}) => ({
  rulesHash,
  region: "DE",
  isIndependent: true,
  ...more,
});
const claimPath = (id: string, { rank }: Drawn) => `/v1/me/prizes/${id}/${rank}/claim`;

async function seen(here: World, id: string): Promise<JsonObject> {
  return (await here.send({ path: `/v1/contests/${id}` })).json;
}

async function pointsOf(here: World, { member }: Drawn): Promise<number> {
  const { rows } = await here.client.execute({
    sql: "SELECT coalesce(sum(amount), 0) AS points FROM postings JOIN operations ON seq = postings.operation JOIN holders ON holders.id = operations.member WHERE reason = 'prize' AND public_id = ?",
    args: [member],
  });
  return Number(rows[0]?.points);
}

const [first, second, third] = [0, 1, 2] as const;
function at(ranks: Drawn[], index: number): Drawn {
  const found = ranks[index];
  if (!found) throw new Error(`nobody was drawn at ${index}`);
  return found;
}

test("a winner claims her prize once, whatever is sent again or at the same time, and shows the name that she chose", async () => {
  const here = await world();
  const { id, ranks, rulesHash } = await drawnRound(here, people);
  expect(await seen(here, id)).toMatchObject({
    state: "claiming",
    closesOn: "2096-11-25 23:59",
    zone: "Europe/Berlin",
    winnersList: [
      {
        prize: 1,
        rank: 1,
        tag: at(ranks, first).tag,
        winner: null,
        state: "offered",
        claimUntilOn: "2096-12-10 23:59",
        passed: [],
      },
      { prize: 2, rank: 2, state: "offered" },
    ],
  });
  const body = saying(rulesHash, { publishName: "Ada L." });
  const [winner, other] = [at(ranks, first), at(ranks, second)];
  const answers = await Promise.all(
    ["k1", "k1", "k2", "k3", "k4"].map((key) => winner.post(claimPath(id, winner), body, key)),
  );
  const done = answers.filter(({ status }) => status === 201);
  expect(done.length).toBeGreaterThan(0);
  for (const { text } of done) expect(text).toBe(done[0]?.text);
  expect(done[0]?.json).toMatchObject({ rank: 1, prize: 1, state: "delivered", reason: null, voucher: null });
  for (const { status, json } of answers.filter((answer) => answer.status !== 201))
    expect([status, json.code, json.state]).toEqual([409, "prize_not_offered", "delivered"]);
  expect(await pointsOf(here, winner)).toBe(500);
  expect((await seen(here, id)).winnersList).toMatchObject([
    { winner: "Ada L.", state: "delivered" },
    { state: "offered" },
  ]);

  expect((await other.post(claimPath(id, other), saying(rulesHash))).json).toMatchObject({ state: "delivered" });
  await tick({ ...here.ledger, now: CLOSES + 120_000 });
  expect(await seen(here, id)).toMatchObject({
    state: "settled",
    winnersList: [{}, { winner: null, state: "delivered" }],
  });
  const mine = (await here.send({ path: "/v1/me/contests", token: winner.token })).json.data[0];
  expect(mine).toMatchObject({ rank: 1, prize: { number: 1, name: "500 points", state: "delivered", question: null } });

  await here.does(erase, { member: winner.member });
  expect((await seen(here, id)).winnersList).toMatchObject([{ winner: null, tag: winner.tag, state: "delivered" }, {}]);
});

test("a claim is refused for another's prize, under other rules, and until what decides it was said", async () => {
  const here = await world({
    eligibility: { minAge: 18, regions: ["DE", "CA"], voidIn: ["CA-QC"] },
    skillQuestionIn: ["CA"],
  });
  const { id, ranks, rulesHash } = await drawnRound(here, people);
  const [winner, other] = [at(ranks, first), at(ranks, second)];
  const adult = { birthDate: "1990-05-17" };
  const claims = async (who: Drawn, path: string, body: JsonObject) => {
    const { status, json } = await who.post(path, body);
    return [status, json.code];
  };
  expect(await claims(other, claimPath(id, winner), saying(rulesHash, adult))).toEqual([404, "prize_unknown"]);
  expect(await claims(at(ranks, 4), claimPath(id, at(ranks, 4)), saying(rulesHash, adult))).toEqual([
    404,
    "prize_unknown",
  ]);
  expect(await claims(winner, `/v1/me/prizes/${id}/x/claim`, saying(rulesHash, adult))).toEqual([404, "prize_unknown"]);
  expect(await claims(winner, "/v1/me/prizes/con_none/1/claim", saying(rulesHash, adult))).toEqual([
    404,
    "contest_unknown",
  ]);
  expect(await claims(winner, claimPath(id, winner), saying("0".repeat(64), adult))).toEqual([422, "rules_changed"]);
  expect(await claims(winner, claimPath(id, winner), { rulesHash, region: "DE" })).toEqual([422, "invalid"]);
  const said = await winner.post(claimPath(id, winner), saying(rulesHash, { region: "CA" }));
  expect([said.status, said.json.code, said.json.needs]).toEqual([422, "declaration_needed", ["birthDate", "region"]]);

  const ontario = { ...adult, region: "CA-ON" };
  const { asks, answer } = skillQuestion(id, winner.rank);
  const wrong = await winner.post(claimPath(id, winner), saying(rulesHash, { ...ontario, answer: answer + 1 }));
  expect([wrong.status, wrong.json.code, wrong.json.asks]).toEqual([409, "skill_answer_wrong", asks]);
  const shown = (await here.send({ path: "/v1/me/contests", token: winner.token })).json.data[0];
  expect(shown.prize).toMatchObject({ state: "offered", question: asks, rulesHash });
  expect(await claims(winner, claimPath(id, winner), saying(rulesHash, { ...ontario, answer }))).toEqual([
    201,
    undefined,
  ]);
  expect(await claims(other, claimPath(id, other), saying(rulesHash, adult))).toEqual([201, undefined]);
  const { rows } = await here.client.execute(
    "SELECT request FROM papers JOIN operations ON seq = operation WHERE kind = 'claim-prize'",
  );
  expect(rows.map(({ request }) => String(request)).join()).not.toMatch(/1990|CA-ON/);
});

test.each<[string, JsonObject, JsonObject]>([
  ["ineligible_region", {}, { region: "US-TX" }],
  ["ineligible_age", { eligibility: { minAge: 18, regions: ["DE"] } }, { birthDate: "2078-11-22" }],
])(
  "who says what makes her %s does not get it: it passes on, and who was of age on the day it opened gets it",
  async (reason, change, said) => {
    const here = await world(change);
    const { id, ranks, rulesHash } = await drawnRound(here, people);
    const winner = at(ranks, first);
    const answer = await winner.post(claimPath(id, winner), saying(rulesHash, { ...said, publishName: "Nobody" }));
    expect(answer.json).toMatchObject({ state: "passed", reason });
    await tick({ ...here.ledger, now: CLOSES + 120_000 });
    const { winnersList } = await seen(here, id);
    expect(winnersList).toMatchObject([
      { rank: 3, state: "offered", passed: [{ rank: 1, reason }] },
      { rank: 2, passed: [] },
    ]);
    const again = await winner.post(claimPath(id, winner), saying(rulesHash));
    expect([again.json.code, again.json.state, again.json.reason]).toEqual(["prize_not_offered", "passed", reason]);
    const next = at(ranks, third);
    const got = await next.post(claimPath(id, next), saying(rulesHash, { birthDate: "2078-11-21" }));
    expect(got.json).toMatchObject({ rank: 3, prize: 1, state: "delivered" });
    expect([await pointsOf(here, winner), await pointsOf(here, next)]).toEqual([0, 500]);
  },
);

test("hard case 12: rank 2 is ineligible by region and rank 1 misses the deadline: ranks 3 and 4 follow in that order, and the proof stays as it was", async () => {
  const here = await world();
  const { id, ranks, rulesHash } = await drawnRound(here, people);
  const before = await seen(here, id);
  const out = at(ranks, second);
  await out.post(claimPath(id, out), saying(rulesHash, { region: "FR" }));
  await Promise.all(Array.from({ length: 5 }, () => tick({ ...here.ledger, now: CLOSES + 2 * DAY_MS })));
  const deadline = Date.parse("2096-12-10T23:00:00Z");
  const late = {
    ...saying(rulesHash),
    contest: id,
    rank: 1,
    member: at(ranks, first).member,
    birthDate: null,
    answer: null,
    publishName: null,
  };
  await expect(here.does(claimPrize, late, { now: deadline })).rejects.toThrow(/prize_not_offered/);
  await Promise.all(Array.from({ length: 5 }, () => tick({ ...here.ledger, now: deadline })));
  const after = await seen(here, id);
  expect(after.winnersList).toMatchObject([
    { prize: 1, rank: 4, state: "offered", passed: [{ rank: 1, reason: "unclaimed" }] },
    { prize: 2, rank: 3, passed: [{ rank: 2, reason: "ineligible_region" }] },
  ]);
  expect(after.ranking).toEqual(before.ranking);
  expect(verifyContestProof((await here.send({ path: `/v1/contests/${id}/proof` })).json).ok).toBe(true);
  const { rows } = await here.client.execute(
    "SELECT answer ->> '$.prize' AS prize, answer ->> '$.from' AS gone, answer ->> '$.to' AS came, answer ->> '$.reason' AS reason FROM papers JOIN operations ON seq = operation WHERE kind = 'promote-alternate' ORDER BY seq",
  );
  expect(rows.map((row) => [row.prize, row.gone, row.came, row.reason])).toEqual([
    [2, 2, 3, "ineligible_region"],
    [1, 1, 4, "unclaimed"],
  ]);
});

test("a prize that nobody is left to have stays, and the contest ends", async () => {
  const here = await world({ alternates: 0 });
  const { id, ranks, rulesHash } = await drawnRound(here, people.slice(0, 2));
  const [winner, other] = [at(ranks, first), at(ranks, second)];
  expect((await winner.post(`/v1/me/prizes/${id}/1/decline`)).json).toMatchObject({
    state: "passed",
    reason: "declined",
  });
  expect((await winner.post(`/v1/me/prizes/${id}/1/decline`)).json).toMatchObject({ code: "prize_not_offered" });
  expect((await other.post(`/v1/me/prizes/${id}/1/decline`)).json).toMatchObject({ code: "prize_unknown" });
  await other.post(claimPath(id, other), saying(rulesHash));
  await tick({ ...here.ledger, now: CLOSES + 120_000 });
  expect(await seen(here, id)).toMatchObject({
    state: "settled",
    winnersList: [{ rank: null, state: "left", passed: [{ rank: 1, reason: "declined" }] }, { state: "delivered" }],
  });
});

test("a missed month of ticks ends where a punctual clock ends: who did not claim is passed by, one after the other", async () => {
  const here = await world({ alternates: 1 });
  const { id } = await drawnRound(here, people);
  for (let ticks = 0; ticks < 3; ticks++)
    await Promise.all(
      Array.from({ length: 5 }, () => tick({ ...here.ledger, now: CLOSES + (30 + ticks * 30) * DAY_MS })),
    );
  expect(await seen(here, id)).toMatchObject({
    state: "settled",
    winnersList: [
      { state: "left", passed: [{ rank: 1 }, { rank: 3, reason: "unclaimed" }] },
      { state: "left", passed: [{ rank: 2, reason: "unclaimed" }] },
    ],
  });
});

test("who works for the programme is passed by at once, by the e-mail that she signs in with", async () => {
  const here = await world(
    {},
    claimed.map((prize) => ({ ...prize, delivery: "at-once" })),
  );
  for (const email of people.slice(0, 2)) await staffOf(here, "cashier", email);
  const { id, ranks } = await drawnRound(here, people.slice(0, 3));
  const free = ranks.find(({ email }) => email === people[2]);
  const list = (await seen(here, id)).winnersList as { rank: number | null; passed: JsonObject[] }[];
  const had = list.flatMap(({ rank }) => (rank === null ? [] : [rank]));
  expect(had).toEqual([free?.rank]);
  expect(list.flatMap(({ passed }) => passed).map(({ reason }) => reason)).toEqual(["staff", "staff"]);
  expect(await seen(here, id)).toMatchObject({ state: "settled" });
});

test("a reward of the catalogue is a prize with its voucher; one that the catalogue has no more is handed over by staff", async () => {
  const here = await world({}, [
    { kind: "reward", reward: "five-off", name: "€5.00 off", valueMinor: 500 },
    { kind: "reward", reward: "five-off", name: "€5.00 off", valueMinor: 500 },
  ]);
  const { id, ranks, rulesHash } = await drawnRound(here, people);
  const [winner, other] = [at(ranks, first), at(ranks, second)];
  const { json, text } = await winner.post(claimPath(id, winner), saying(rulesHash));
  expect(json, text).toMatchObject({ state: "delivered", voucher: { valueMinor: 500 } });
  expect(json.voucher.code).toMatch(/^TSR-/);
  const { rows } = await here.client.execute("SELECT count(*) AS count FROM holders WHERE kind = 'voucher'");
  expect(Number(rows[0]?.count)).toBe(1);
  await here.does(publish, publicationOf(contestProgramme(weekly), 1));
  const byStaff = await other.post(claimPath(id, other), saying(rulesHash));
  expect(byStaff.json, byStaff.text).toMatchObject({ state: "delivered", voucher: null, redemption: null });
});

test("without a script a winner claims by the form on her page, once, or declines by the other", async () => {
  const here = await world();
  const { id, ranks } = await drawnRound(here, people);
  const page = (who: Drawn) => here.send({ path: "/me/play", headers: { cookie: `member=${who.token}` } });
  const send = (who: Drawn, path: string, fields: Record<string, string>) =>
    sendRaw(here, {
      method: "POST",
      path,
      headers: {
        cookie: `member=${who.token}`,
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
      },
      body: new URLSearchParams(fields).toString(),
    });
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? "";
  const [winner, other] = [at(ranks, first), at(ranks, second)];
  const { text } = await page(winner);
  expect(text).toContain("Three tickets a purchase.");
  const said = { key: hidden(text, "key"), rulesHash: hidden(text, "rulesHash"), region: "de" };
  const claim = `/me/prizes/${id}/1/claim`;
  expect((await send(winner, claim, said)).location).toContain("refused=invalid");
  const sure = { ...said, key: "again", isIndependent: "true", publishName: "" };
  for (const _ of [first, second]) expect((await send(winner, claim, sure)).location).toBe("/me/play?came=delivered");
  expect(await pointsOf(here, winner)).toBe(500);
  expect((await page(winner)).text).not.toContain('name="rulesHash"');

  expect((await send(other, `/me/prizes/${id}/2/decline`, { key: "no" })).location).toBe("/me/play?came=declined");
  expect((await seen(here, id)).winnersList).toMatchObject([{ state: "delivered" }, { passed: [{ rank: 2 }] }]);
});
