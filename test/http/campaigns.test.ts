/** Campaigns through HTTP: caps, budgets, holdouts and stacking, answered, replayed, refunded and quoted. */
import { afterEach, expect, test } from "vitest";
import { audit } from "../../functions/operations/audit.ts";
import { isHeldOut } from "../../functions/programme/holdout.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { fixAt, newMember, openVenueAt } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { memberWith } from "../support/shop.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const earn = (amount: number, perMinor?: number) => ({
  kind: "earn",
  unit: "points",
  amount,
  ...(perMinor === undefined ? {} : { perMinor }),
});
const rule = (id: string, effects: JsonObject[], more: JsonObject = {}) => ({
  id,
  name: id,
  on: "purchase",
  effects,
  ...more,
});

function programme(budget: JsonObject = { unit: "points", amount: 100 }): JsonObject {
  return pointsProgramme({
    holdout: { percent: 40 },
    campaigns: [
      {
        id: "base",
        name: "Base",
        holdout: { percent: 0 },
        rules: [
          rule("rate", [earn(1, 100)], { caps: [{ what: "amount", unit: "points", per: "month", atMost: 120 }] }),
          rule("hello", [earn(3)], { caps: [{ what: "times", per: "lifetime", atMost: 1 }] }),
        ],
      },
      { id: "spring", name: "Spring", holdout: { percent: 0 }, budget, rules: [rule("spring-bonus", [earn(1, 100)])] },
      {
        id: "deals",
        name: "Deals",
        when: [{ kind: "amount", atLeastMinor: 200_00 }],
        stacking: { group: "deal", mode: "best" },
        rules: [rule("ten", [earn(10)]), rule("twenty", [earn(20)])],
      },
      {
        id: "double",
        name: "Double",
        holdout: { percent: 0 },
        when: [{ kind: "amount", atLeastMinor: 200_00 }],
        rules: [rule("double", [{ kind: "multiply", unit: "points", percent: 200, of: ["rate"] }])],
      },
    ],
  });
}

const world = await newWorld(programme());
const owner = await staffOf(world, "owner");
afterEach(() => conserved(world.client));

const read = readProgramme(programme());
if ("faults" in read) throw new Error(JSON.stringify(read.faults));
const document = read.programme;

let version = 1;
/** Publishes the programme with another budget, on top of the version before. */
async function publish(amount: number) {
  const published = await owner.post("/v1/staff/programme/versions", {
    document: programme({ unit: "points", amount }),
    basedOn: version,
  });
  if (published.status === 201) version += 1;
  return published;
}
async function raise(amount: number) {
  const { status, text } = await publish(amount);
  expect(status, text).toBe(201);
}

let orders = 0;
async function buys(email: string, minor: number) {
  orders += 1;
  const order = `c${orders}`;
  const answer = await world.post("/v1/purchases", orderOf(order, minor, { email }));
  expect(answer.status, answer.text).toBe(201);
  const earned = answer.json.earned as { rule: string; amount: number; why: JsonObject }[];
  return { answer, order, earned, gave: Object.fromEntries(earned.map(({ rule: id, amount }) => [id, amount])) };
}
const quoteOf = async (email: string, minor: number) => {
  const { member, currency, lines } = orderOf("quote", minor, { email });
  const { status, json, text } = await world.post("/v1/quotes", { member, currency, lines });
  expect(status, text).toBe(200);
  return json as {
    earns: { rule: string; amount: number }[];
    notApplied: { rule: string; because: string; says: string }[];
  };
};
const budgetLeft = async () => {
  const { rows } = await world.client.execute(
    "SELECT balance FROM accounts JOIN holders ON holders.id = holder WHERE public_id = 'campaign:spring'",
  );
  return Number(rows[0]?.balance);
};
const giveBack = async (order: string, amountMinor: number, refund = "r1") => {
  const answer = await world.post(`/v1/purchases/${order}/refunds`, { refund, amountMinor });
  expect(answer.status, answer.text).toBe(201);
  const takenBack = answer.json.takenBack as { rule: string; amount: number }[];
  return Object.fromEntries(takenBack.map(({ rule: id, amount: back }) => [id, back]));
};

test("a budget is drawn on, cut where less is left, exhausted and given back to", async () => {
  const { email } = await memberWith(0, world);
  const first = await buys(email, 70_00);
  expect(first.gave).toEqual({ rate: 70, hello: 3, "spring-bonus": 70 });
  expect(await budgetLeft()).toBe(30);

  const { email: ben } = await memberWith(0, world);
  const second = await buys(ben, 70_00);
  expect(second.gave).toEqual({ rate: 70, hello: 3, "spring-bonus": 30 });
  expect(second.earned.at(-1)?.why).toMatchObject({ wanted: 70, most: 30, cutBy: "budget", budget: "spring" });
  const story = await world.get(`/v1/purchases/${second.order}`);
  expect(story.json.earned.at(-1).says).toBe(
    "1 point per €1.00 on €70.00 = 70 points, cut to the 30 that the campaign's budget left",
  );
  expect(await budgetLeft()).toBe(0);

  const { email: cleo } = await memberWith(0, world);
  const quoted = await quoteOf(cleo, 70_00);
  expect(quoted.earns.map(({ rule: id }) => id)).toEqual(["rate", "hello"]);
  expect(quoted.notApplied.filter(({ because }) => because !== "conditions")).toEqual([
    { rule: "spring-bonus", because: "budget", says: 'the budget of the campaign "Spring" has no points left' },
  ]);
  expect((await buys(cleo, 70_00)).gave).toEqual({ rate: 70, hello: 3 });

  // Ben's 70.00 was cut to 30: the first 40.00 of a refund take nothing of the bonus back.
  expect(await giveBack(second.order, 40_00)).toEqual({ rate: 40 });
  expect(await budgetLeft()).toBe(0);
  expect(await giveBack(second.order, 10_00, "r2")).toEqual({ rate: 10, "spring-bonus": 10 });
  expect(await budgetLeft()).toBe(10);
  expect((await buys(cleo, 20_00)).gave).toEqual({ rate: 20, "spring-bonus": 10 });
});

test("a purchase that is sent again under its key answers the same and draws nothing", async () => {
  const { email } = await memberWith(0, world);
  await raise(1_000);
  const [key, body] = [freshKey(), orderOf("again", 25_00, { email })];
  const left = await budgetLeft();
  const answers = await Promise.all(Array.from({ length: 8 }, () => world.post("/v1/purchases", body, key)));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(await budgetLeft()).toBe(left - 25);
});

test("caps cut and leave out, a refund frees their room, and a second member has room of her own", async () => {
  const { email } = await memberWith(0, world);
  const { email: other } = await memberWith(0, world);
  const first = await buys(email, 100_00);
  expect(first.gave).toMatchObject({ rate: 100, hello: 3 });
  const cut = await buys(email, 100_00);
  expect(cut.gave.rate).toBe(20);
  expect(cut.gave.hello).toBeUndefined();
  const quoted = await quoteOf(email, 100_00);
  expect(quoted.notApplied.slice(0, 2)).toEqual([
    { rule: "rate", because: "cap", says: "nothing is left of at most 120 points a month" },
    { rule: "hello", because: "cap", says: "nothing is left of at most once in all" },
  ]);
  expect((await buys(other, 100_00)).gave).toMatchObject({ rate: 100, hello: 3 });
  await giveBack(first.order, 100_00);
  expect((await buys(email, 50_00)).gave).toMatchObject({ rate: 50, hello: 3 });
});

test("many purchases of one member at once never go beyond her caps", async () => {
  const { email } = await memberWith(0, world);
  await raise(100_000);
  const bought = await Promise.all(Array.from({ length: 12 }, () => buys(email, 30_00)));
  const sum = (id: string) => bought.reduce((all, { gave }) => all + (gave[id] ?? 0), 0);
  expect([sum("rate"), sum("hello"), sum("spring-bonus")]).toEqual([120, 3, 360]);
});

test("of a group the best is applied, a multiplier has a line of its own, and held-out members are left out for ever", async () => {
  await raise(200_000);
  const seen = new Set<boolean>();
  for (let number = 0; seen.size < 2 || number < 6; number++) {
    const { email, id } = await memberWith(0, world);
    const [, , deals] = document.campaigns;
    if (!deals) throw new Error("there are no deals");
    const isOut = isHeldOut(document, deals, id);
    seen.add(isOut);
    const expected = { rate: 120, hello: 3, "spring-bonus": 220, double: 220, ...(isOut ? {} : { twenty: 20 }) };
    const quoted = await quoteOf(email, 220_00);
    expect(Object.fromEntries(quoted.earns.map(({ rule: of, amount }) => [of, amount]))).toEqual(expected);
    const left = quoted.notApplied.map(({ rule: of, because }) => `${of} ${because}`);
    expect(left).toEqual(isOut ? ["ten holdout", "twenty holdout"] : ["ten stacking"]);
    expect((await buys(email, 220_00)).gave).toEqual(expected);
    const { rows } = await world.client.execute({
      sql: "SELECT metric, amount FROM metrics JOIN holders ON holders.id = holder WHERE public_id = ? AND metric LIKE 'holdout:%'",
      args: [id],
    });
    expect(rows.map(({ metric, amount }) => [metric, amount])).toEqual(isOut ? [["holdout:deals", 1]] : []);
  }
});

test("a version changes a budget by the difference, and is refused below what was given", async () => {
  const given = 200_000 - (await budgetLeft());
  const low = await publish(given - 1);
  expect([low.status, low.json.code, low.json.amountMin], low.text).toEqual([422, "invalid", given]);
  expect((await publish(given)).status).toBe(201);
  expect(await budgetLeft()).toBe(0);
  const { email } = await memberWith(0, world);
  expect((await buys(email, 10_00)).gave).toEqual({ rate: 10, hello: 3 });
  expect((await publish(given + 4)).status).toBe(201);
  expect((await buys(email, 10_00)).gave).toEqual({ rate: 10, "spring-bonus": 4 });
});

test("the programme says what its campaigns limit", async () => {
  const { json } = await world.get("/v1/programme");
  const says = json.earning.map((one: { id: string; says: string }) => [one.id, one.says]);
  expect(Object.fromEntries(says)).toMatchObject({
    rate: "On a purchase: 1 point for each €1.00 spent, at most 120 points a month. The whole campaign: without 0% of members, to measure what it does.",
  });
});

test("what a return policy leaves a member stays drawn from the budget and counted in her caps", async () => {
  const caps = [{ what: "amount", unit: "points", per: "week", atMost: 70 }];
  const rules = [rule("bonus", [earn(1, 100)], { caps })];
  const shop = await newWorld(
    pointsProgramme({
      units: { points: { name: { one: "point", other: "points" }, returns: "within-balance" } },
      campaigns: [{ id: "spring", name: "Spring", budget: { unit: "points", amount: 100 }, rules }],
      rewards: [{ id: "bag", name: "Bag", kind: "product", cost: { unit: "points", amount: 30 } }],
    }),
  );
  const member = { email: "ada@example.com" };
  await shop.post("/v1/members", member);
  const gave = async (order: string, minor: number) => {
    const { status, json, text } = await shop.post("/v1/purchases", orderOf(order, minor, member));
    expect(status, text).toBe(201);
    return json.earned.map(({ amount }: { amount: number }) => amount);
  };
  expect(await gave("o1", 40_00)).toEqual([40]);
  expect((await shop.post("/v1/redemptions", { member, reward: "bag" })).status).toBe(201);
  const refunded = await shop.post("/v1/purchases/o1/refunds", { refund: "r1", amountMinor: 40_00 });
  expect(refunded.json.takenBack).toEqual([{ unit: "points", amount: 10, rule: "bonus", forgiven: 30 }]);
  expect(await gave("o2", 90_00)).toEqual([40]);
  await conserved(shop.client);

  // An award that did not draw on the budget, or drew another amount, is found.
  for (const { name } of (
    await shop.client.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'postings'")
  ).rows)
    await shop.client.execute(`DROP TRIGGER ${name}`);
  await shop.client.execute(
    "UPDATE postings SET amount = amount - 1 WHERE reason = 'budget' AND why ->> '$.rule' = 'bonus'",
  );
  const { findings } = await audit(shop.client);
  expect(findings.filter((finding) => finding.includes("on the budget of campaign:spring")).length).toBe(3);
});

test("what waits for an event is drawn from the budget at once, and given back when it is cancelled", async () => {
  const pending = { kind: "event", on: "accepted", cancelOn: "rejected", cancelAfterDays: 10 };
  const caps = [{ what: "amount", unit: "points", per: "day", atMost: 200 }];
  const visit = { id: "visit", name: "Visit", on: "check-in", effects: [earn(50)] };
  const half = { ...visit, id: "half", effects: [{ kind: "multiply", unit: "points", percent: 150 }] };
  const shop = await newWorld(
    pointsProgramme({
      units: { points: { name: { one: "point", other: "points" }, pending } },
      campaigns: [
        {
          id: "spring",
          name: "Spring",
          caps,
          budget: { unit: "points", amount: 185 },
          rules: [visit, half, rule("bonus", [earn(1, 100)])],
        },
      ],
    }),
  );
  const ada = await newMember(shop, "ada");
  const left = async () => {
    const { rows } = await shop.client.execute(
      `SELECT balance, (SELECT sum(amount) FROM metrics WHERE metric = 'cap:campaign:spring:amount:points:day') AS counted
       FROM accounts JOIN holders ON holders.id = holder WHERE public_id = 'campaign:spring'`,
    );
    return [Number(rows[0]?.balance), Number(rows[0]?.counted)];
  };
  const sources: string[] = [];
  for (const venue of ["ven_a", "ven_b"]) {
    const body = { venue: await openVenueAt(shop, venue), fix: fixAt(10) };
    const sent = { method: "POST", path: "/v1/me/check-ins", token: ada.token, key: freshKey(), body };
    const { json, text } = await shop.send(sent);
    expect(
      json.earned?.map(({ amount }: { amount: number }) => amount),
      text,
    ).toEqual([50, 25]);
    sources.push(String(json.id));
  }
  const bought = await shop.post("/v1/purchases", orderOf("o1", 60_00, { id: ada.id }));
  expect(bought.json.earned, bought.text).toMatchObject([
    { rule: "bonus", amount: 35, why: { cutBy: "budget", wanted: 60 } },
  ]);
  expect(await left()).toEqual([0, 185]);
  const says = async (body: JsonObject) => (await shop.post("/v1/activations", body)).json;
  expect((await says({ source: sources[0] ?? "", event: "rejected" })).cancelled).toMatchObject([
    { amount: 50 },
    { amount: 25 },
  ]);
  expect(await left()).toEqual([75, 110]);
  expect((await says({ order: "o1", event: "rejected" })).cancelled).toMatchObject([{ amount: 35 }]);
  expect((await says({ source: sources[1] ?? "", event: "accepted" })).activated).toMatchObject([
    { amount: 50 },
    { amount: 25 },
  ]);
  expect(await left()).toEqual([110, 75]);
  await conserved(shop.client);
});
