/** What time brings: birthdays, anniversaries, renewals and inactivity, once each, whatever the clock does. */
import { describe, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { freeze } from "../../functions/operations/freeze.ts";
import { pause } from "../../functions/operations/pause.ts";
import { changeProfile } from "../../functions/operations/profile.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { report } from "../../functions/operations/report.ts";
import { DAY_MS, dayOfDate, startOf } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const earn = (amount: number, unit = "points") => [{ kind: "earn", unit, amount }];
const rule = (id: string, on: string, effects: JsonObject[]) => ({ id, name: id, on, effects });
const unit = (name: string, more: JsonObject = {}) => ({ name: { one: name, other: name }, ...more });
const document = ({ isAsking }: { isAsking: boolean }) =>
  pointsProgramme({
    zone: "Europe/Berlin",
    ...(isAsking ? { inactiveAfterDays: 60 } : {}),
    lateDays: 366,
    units: {
      points: unit("points"),
      club: unit("club", { membership: { priceMinor: 500, months: 1 } }),
    },
    metrics: { parties: { counts: "events", on: ["birthday"] } },
    campaigns: [
      {
        id: "all",
        name: "All",
        rules: [
          rule("birthday", "birthday", earn(100)),
          rule("years", "anniversary", earn(10)),
          rule("renewed", "renewal", earn(7)),
          ...(isAsking ? [rule("missed", "inactivity", earn(3))] : []),
          rule("joins-club", "survey", earn(1, "club")),
        ],
      },
    ],
  });

const fresh = freshWorlds();
async function world(isAsking = false): Promise<World> {
  return fresh(document({ isAsking }));
}

/** The first instant of a day in the programme's zone, some minutes later. */
const at = (date: string, minutes = 0) => startOf(dayOfDate(date), "Europe/Berlin") + minutes * 60_000;
const joins = async ({ does }: World, date: string, birthDate?: string, email = "ada@example.com"): Promise<string> => {
  const identity = { kind: "email", value: email } as const;
  const profile = birthDate === undefined ? {} : { birthDate };
  const { member } = await does(enrol, { identity, others: [], profile }, { now: at(date, 600) });
  return String(member);
};
const passes = ({ ledger }: World, date: string, minutes = 1) => tick({ ...ledger, now: at(date, minutes) });
const buys = ({ does }: World, member: string, date: string) =>
  does(
    purchase,
    {
      store: "sto_shop",
      member: { id: member },
      order: `o-${date}`,
      occurredAt: at(date, 700),
      currency: "EUR",
      lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 100 }],
      discountMinor: 0,
      shippingMinor: 0,
      taxMinor: 0,
      totalMinor: 100,
      paidWith: [],
      isImport: true,
    },
    { now: at(date, 700) },
  );

/** What each rule gave her, in order. */
async function given({ client }: World, member: string): Promise<[string, number][]> {
  const { rows } = await client.execute({
    sql: `SELECT why ->> '$.rule' AS rule, amount FROM postings JOIN operations ON seq = postings.operation JOIN holders ON holders.id = operations.member
      WHERE public_id = ? AND reason = 'earn' ORDER BY seq, line`,
    args: [member],
  });
  return rows.map(({ rule: by, amount }) => [String(by), Number(amount)]);
}

describe("a birthday", () => {
  test("comes at midnight of its day in the programme's zone, once a year, however often the clock ticks", async () => {
    const here = await world();
    const ada = await joins(here, "2027-01-10", "1990-06-15");
    await passes(here, "2027-06-15", -1);
    expect(await given(here, ada)).toEqual([]);
    await passes(here, "2027-06-15", 0);
    for (const minutes of [1, 2, 600]) await passes(here, "2027-06-15", minutes);
    await Promise.all([passes(here, "2027-06-16"), passes(here, "2027-06-16"), passes(here, "2027-06-16")]);
    expect((await given(here, ada)).filter(([by]) => by === "birthday")).toEqual([["birthday", 100]]);
    await passes(here, "2028-06-15");
    expect((await given(here, ada)).filter(([by]) => by === "birthday")).toHaveLength(2);
  });

  test.each([
    ["the night in which clocks go forward", "1990-03-28", "2027-03-28"],
    ["the night in which clocks go back", "1990-10-31", "2027-10-31"],
    ["29 February, on the 28th of a common year", "1992-02-29", "2027-02-28"],
    ["29 February, on the day itself of a leap year", "1992-02-29", "2028-02-29"],
    ["the last day of a year", "1990-12-31", "2027-12-31"],
  ])("of %s", async (_, birthDate, date) => {
    const here = await world();
    const joined = date === "2028-02-29" ? "2027-06-01" : "2027-01-10";
    const ada = await joins(here, joined, birthDate);
    const parties = async () => (await given(here, ada)).filter(([by]) => by === "birthday").length;
    await passes(here, date, -1);
    expect(await parties()).toBe(0);
    await passes(here, date, 0);
    expect(await parties()).toBe(1);
  });

  test("that passed while the clock stood still comes when it ticks again, and of several the last", async () => {
    const here = await world();
    const ada = await joins(here, "2027-01-10", "1990-06-15");
    await passes(here, "2030-02-01");
    const all = await given(here, ada);
    expect(all.filter(([by]) => by === "birthday")).toHaveLength(1);
    expect(all.filter(([by]) => by === "years")).toEqual([["years", 10]]);
  });

  test("that is changed after joining counts from next year, however it is changed", async () => {
    const here = await world();
    const ada = await joins(here, "2027-01-10", "1990-06-15");
    const change = (birthDate: string | null, date: string) =>
      here.does(changeProfile, { member: ada, attributes: {}, birthDate }, { now: at(date, 60) });
    await change("1990-03-01", "2027-02-01");
    await passes(here, "2027-03-01");
    await change(null, "2027-04-01");
    await change("1990-05-01", "2027-04-02");
    await passes(here, "2027-05-01");
    await passes(here, "2027-06-15");
    const parties = async () => (await given(here, ada)).filter(([by]) => by === "birthday").length;
    expect(await parties()).toBe(0);
    await passes(here, "2028-05-01");
    expect(await parties()).toBe(1);
  });

  test("that is first told after joining counts this year while it is ahead", async () => {
    const here = await world();
    const [ada, ben] = [await joins(here, "2027-01-10"), await joins(here, "2027-01-10", undefined, "ben@example.com")];
    const tell = (member: string, birthDate: string) =>
      here.does(changeProfile, { member, attributes: {}, birthDate }, { now: at("2027-02-01", 60) });
    await tell(ada, "1990-02-02");
    await tell(ben, "1990-02-01");
    await passes(here, "2027-02-02");
    expect(await given(here, ada)).toEqual([["birthday", 100]]);
    expect(await given(here, ben)).toEqual([]);
  });

  test("waits while earning is paused, and passes a frozen member by", async () => {
    const here = await world();
    const ada = await joins(here, "2027-01-10", "1990-02-01");
    const ben = await joins(here, "2027-01-10", "1990-02-01", "ben@example.com");
    await here.does(freeze, { member: ben, isFrozen: true }, { now: at("2027-01-31") });
    await here.does(pause, { what: "earning", says: "Wait." }, { now: at("2027-01-31") });
    await passes(here, "2027-02-01");
    await passes(here, "2027-02-01", 5);
    expect(await given(here, ada)).toEqual([]);
    await here.does(pause, { what: "earning", says: null }, { now: at("2027-02-01", 60) });
    await passes(here, "2027-02-02");
    expect(await given(here, ada)).toEqual([["birthday", 100]]);
    await here.does(freeze, { member: ben, isFrozen: false }, { now: at("2027-02-03") });
    await passes(here, "2027-02-03", 600);
    expect(await given(here, ben)).toEqual([]);
  });

  test("is nowhere in the facts of a holder", async () => {
    const here = await world();
    const ada = await joins(here, "2027-01-10", "1990-06-15");
    await passes(here, "2027-06-15");
    const { rows } = await here.client.execute({ sql: "SELECT facts FROM holders WHERE public_id = ?", args: [ada] });
    expect(String(rows[0]?.facts)).not.toMatch(/06-15|1990/);
  });
});

test("a birth date is told on joining through a store, and lies in the past", async () => {
  const here = await world();
  const refused = await here.post("/v1/members", { email: "ada@example.com", birthDate: "2999-01-01" });
  expect([refused.status, refused.json.errors[0].pointer]).toEqual([422, "/birthDate"]);
  const [year, ...rest] = new Date(Date.now() + 40 * DAY_MS).toISOString().slice(0, 10).split("-");
  const birthDate = [Number(year) - 30, ...rest].join("-");
  const { json } = await here.post("/v1/members", { email: "ada@example.com", birthDate });
  await tick({ ...here.ledger, now: Date.now() + 42 * DAY_MS });
  expect(await given(here, json.member)).toEqual([["birthday", 100]]);
});

describe("an anniversary", () => {
  test("of joining on 29 February comes on the 28th, and counts the years", async () => {
    const here = await world();
    const ada = await joins(here, "2028-02-29");
    const years = async () => (await given(here, ada)).filter(([by]) => by === "years").length;
    await passes(here, "2029-02-28", -1);
    expect(await years()).toBe(0);
    await passes(here, "2029-02-28", 0);
    expect(await years()).toBe(1);
    await passes(here, "2032-02-28");
    expect(await years()).toBe(2);
    await passes(here, "2032-02-29");
    expect(await years()).toBe(3);
  });
});

describe("a renewal", () => {
  test("is the day on which the next lot of a membership begins, where none is between them", async () => {
    const here = await world();
    const ada = await joins(here, "2027-01-10");
    const answers = (id: string, date: string) =>
      here.does(
        report,
        { store: "sto_shop", member: { id: ada }, type: "survey", id, occurredAt: at(date, 5), data: {} },
        { now: at(date, 5) },
      );
    await answers("s-1", "2027-02-01");
    await answers("s-2", "2027-03-01");
    await passes(here, "2027-03-01", 10);
    const renewals = async () => (await given(here, ada)).filter(([by]) => by === "renewed").length;
    expect(await renewals()).toBe(1);
    await passes(here, "2027-03-02");
    expect(await renewals()).toBe(1);
    await answers("s-3", "2027-05-01");
    await passes(here, "2027-05-02");
    expect(await renewals()).toBe(1);
  });
});

describe("inactivity", () => {
  test("comes once when nothing was bought for the days that are stated, and again after the next purchase", async () => {
    const here = await world(true);
    const ada = await joins(here, "2027-01-10");
    await buys(here, ada, "2027-02-01");
    const missed = async () => (await given(here, ada)).filter(([by]) => by === "missed").length;
    await passes(here, "2027-04-01");
    expect(await missed()).toBe(0);
    await passes(here, "2027-04-02");
    await Promise.all([passes(here, "2027-04-02", 5), passes(here, "2027-04-03")]);
    await passes(here, "2027-09-01");
    expect(await missed()).toBe(1);
    await buys(here, ada, "2027-09-02");
    await passes(here, "2027-10-31");
    expect(await missed()).toBe(1);
    await passes(here, "2027-11-01");
    expect(await missed()).toBe(2);
  });

  test("counts from joining for who never bought, and guests are let be", async () => {
    const here = await world(true);
    const ada = await joins(here, "2027-01-10");
    await here.does(
      report,
      {
        store: "sto_shop",
        member: { email: "guest@example.com" },
        type: "like",
        id: "l",
        occurredAt: at("2027-01-10"),
        data: {},
      },
      { now: at("2027-01-10") },
    );
    await passes(here, "2027-06-01");
    expect(await given(here, ada)).toEqual([["missed", 3]]);
  });

  test("is noticed for those who were quiet before the programme asked", async () => {
    const here = await world();
    const ada = await joins(here, "2027-01-10");
    await passes(here, "2027-06-01");
    expect(await given(here, ada)).toEqual([]);
    await here.does(publish, publicationOf(document({ isAsking: true }), 1), { now: at("2027-06-02") });
    await passes(here, "2027-06-03");
    expect(await given(here, ada)).toEqual([["missed", 3]]);
  });
});
