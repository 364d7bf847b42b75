import { expect, test } from "vitest";
import { budgetOf } from "../../functions/clock/budget.ts";
import { tick, tickAll } from "../../functions/clock/index.ts";
import { reviewMembers } from "../../functions/clock/review-members.ts";
import { audit } from "../../functions/operations/audit.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { redeem } from "../../functions/operations/redeem.ts";
import { refund } from "../../functions/operations/refund.ts";
import type { Ledger } from "../../functions/operations/verb.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { interrupted } from "../support/interrupted.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { memberWith, shop } from "../support/shop.ts";
import { publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

/** Points live for 30 days after the day on which they were earned. */
const expiring = pointsProgramme({
  units: { points: { name: { one: "point", other: "points" }, expiry: { kind: "rolling", days: 30 } } },
  lateDays: 366,
});
/** Early yesterday, in Berlin too: half a day later is the same day, whenever the test is run. */
const start = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS + 5 * 3_600_000;
const fresh = freshWorlds();

async function world(): Promise<World> {
  return fresh(expiring);
}

/** Buys for 10.00 (20 points) at a given instant. */
function buys({ does }: World, email: string, order: string, at: number): Promise<JsonObject> {
  return does(
    purchase,
    {
      store: "sto_shop",
      member: { email },
      order,
      occurredAt: at,
      currency: "EUR",
      lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }],
      discountMinor: 0,
      shippingMinor: 0,
      taxMinor: 0,
      totalMinor: 1000,
      paidWith: [],
      isImport: true,
    },
    { now: at },
  );
}

/** Every expiry that was posted: whose, and how much. */
async function expiries({ client }: World): Promise<[string, number][]> {
  const { rows } = await client.execute(
    `SELECT member.public_id AS member, amount FROM postings JOIN operations ON seq = postings.operation JOIN holders member ON member.id = operations.member
     WHERE reason = 'expire' ORDER BY seq, line`,
  );
  return rows.map(({ member, amount }) => [String(member), Number(amount)]);
}

function at({ ledger }: World, now: number): Ledger {
  return { ...ledger, now };
}

test("five ticks at once let each lot lapse once, and those of the next days lapse on theirs", async () => {
  const here = await world();
  const ada = await buys(here, "ada@example.com", "1", start);
  const ben = await buys(here, "ben@example.com", "2", start);
  await buys(here, "ada@example.com", "3", start + DAY_MS);
  await tick(at(here, start + 29 * DAY_MS));
  expect(await expiries(here)).toEqual([]);
  const late = at(here, start + 31.5 * DAY_MS);
  await Promise.all(Array.from({ length: 5 }, () => tick(late)));
  expect((await expiries(here)).sort()).toEqual(
    [
      [ada.member, 20],
      [ben.member, 20],
    ].sort(),
  );
  await tick(at(here, start + 32.5 * DAY_MS));
  expect(await expiries(here)).toHaveLength(3);
});

test("a clock that stood still for three days posts the same as one that ran", async () => {
  const [ran, stood] = [await world(), await world()];
  for (const here of [ran, stood])
    for (let day = 0; day < 4; day++) await buys(here, "ada@example.com", `d${day}`, start + day * DAY_MS);
  for (let day = 30; day < 36; day++) await tick(at(ran, start + day * DAY_MS));
  await tick(at(stood, start + 35 * DAY_MS));
  const amounts = async (here: World) => (await expiries(here)).map(([, amount]) => amount);
  expect(await amounts(stood)).toEqual([20, 20, 20, 20]);
  expect(await amounts(ran)).toEqual(await amounts(stood));
});

test("210 members lapse in pages, and a version that moves their tiers comes to them in pages, one operation each", async () => {
  const goldFrom = (from: number): JsonObject => ({
    ...expiring,
    metrics: { spend: { counts: "spend" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "spend", window: { kind: "lifetime" } },
        levels: [
          { id: "base", name: "Base", from: 0 },
          { id: "gold", name: "Gold", from },
        ],
      },
    ],
  });
  const here = await fresh(goldFrom(1001));
  await Promise.all(Array.from({ length: 210 }, (_, index) => buys(here, `m${index}@example.com`, `o${index}`, start)));
  const later = at(here, start + 40 * DAY_MS);
  await tick(later);
  expect(await expiries(here)).toHaveLength(210);
  const done = async (kind: string) => {
    const { rows } = await here.client.execute({
      sql: "SELECT count(*) AS done FROM operations WHERE kind = ?1",
      args: [kind],
    });
    return Number(rows[0]?.done);
  };
  expect(await done("boundary")).toBe(210);

  await here.does(publish, publicationOf(goldFrom(1000), 1), { now: start + 40 * DAY_MS });
  // A tick whose time is over after one page.
  let looks = 0;
  await reviewMembers(later, { isLeft: () => looks++ < 1 });
  expect(await done("review")).toBe(100);
  await Promise.all([tick(later), tick(later)]);
  const all = await done("review");
  expect([all, await done("boundary")]).toEqual([210, 210]);
  const { rows } = await here.client.execute(
    "SELECT count(*) AS gold FROM accounts WHERE unit = 'tier:status:gold' AND balance = 1 AND holder IN (SELECT id FROM holders WHERE kind = 'member')",
  );
  expect(rows[0]?.gold).toBe(210);
  // Who is where she was is left alone: the same levels under another name of the programme's, and a tick without anything new.
  await here.does(publish, publicationOf(goldFrom(999), 2), { now: start + 40 * DAY_MS });
  await tick(later);
  expect(await done("review")).toBe(210);
}, 60_000);

test("a member who changes while her page is decided goes alone, and the others are not held up", async () => {
  const here = await world();
  for (let index = 0; index < 5; index++) await buys(here, `m${index}@example.com`, `o${index}`, start);
  const late = at(here, start + 40 * DAY_MS);
  // Between the page's read and its write, one of its members buys again.
  const client = interrupted(here.client, async (write) => {
    if (write === 0) await buys(here, "m2@example.com", "between", start + 39 * DAY_MS);
  });
  await tick({ ...late, client });
  expect((await expiries(here)).map(([, amount]) => amount)).toEqual([20, 20, 20, 20, 20]);
  const { rows } = await here.client.execute(
    "SELECT sum(balance) AS left FROM accounts JOIN holders ON holders.id = holder WHERE kind = 'member'",
  );
  expect(rows[0]?.left).toBe(20);
});

test("a refund that races the clock takes back what is there, and nothing lapses twice", async () => {
  const here = await world();
  await buys(here, "ada@example.com", "1", start);
  await buys(here, "ada@example.com", "2", start);
  const now = start + 40 * DAY_MS;
  const refunds = ["1", "2"].map((order) =>
    here.does(refund, { store: "sto_shop", order, refund: "r", amountMinor: 1000, lines: [] }, { now }),
  );
  await Promise.all([tick(at(here, now)), ...refunds, tick(at(here, now))]);
  await tick(at(here, now));
  const { rows } = await here.client.execute(
    "SELECT coalesce(sum(CASE WHEN expires_on < 0 THEN 0 ELSE balance END), 0) AS lots FROM accounts JOIN holders ON holders.id = holder WHERE kind = 'member'",
  );
  expect(rows[0]?.lots).toBe(0);
});

test("a redemption that races the clock spends what is good or is refused, and each lot lapses once", async () => {
  const here = await fresh(
    shop({ units: { points: { name: { one: "point", other: "points" }, expiry: { kind: "rolling", days: 30 } } } }),
  );
  const people = await Promise.all(Array.from({ length: 4 }, () => memberWith(700, here)));
  const lastGood = Date.now() + 30 * DAY_MS;
  const spends = (id: string, now: number) =>
    here
      .does(
        redeem,
        { store: "sto_shop", member: { id }, reward: "coffee", amount: null, cost: null, holdMs: null },
        { now },
      )
      .then(
        () => "spent",
        (refusal: Error) => (/points_short/.test(refusal.message) ? "short" : String(refusal)),
      );
  // Two look at their points on the last good day, two on the day after, while the clock sweeps.
  const late = at(here, lastGood + 2 * DAY_MS);
  const outcomes = await Promise.all([
    ...people.map(({ id }, index) => spends(id, index < 2 ? lastGood - DAY_MS : lastGood + 2 * DAY_MS)),
    tick(late),
    tick(late),
  ]);
  await tick(late);
  expect(outcomes.slice(2, 4)).toEqual(["short", "short"]);
  const spent = outcomes.filter((outcome) => outcome === "spent").length;
  const lapsed = (await expiries(here)).reduce((sum, [, amount]) => sum + amount, 0);
  expect(lapsed).toBe(4 * 700 - spent * 600);
});

test("a hold that ran out is released once by five ticks at once: units to their lot, the piece to its stock", async () => {
  const here = await fresh(shop());
  const { id } = await memberWith(200, here);
  const now = Date.now();
  await here.does(
    redeem,
    { store: "sto_shop", member: { id }, reward: "last-bag", amount: null, cost: null, holdMs: 60_000 },
    { now },
  );
  await tick(at(here, now + 59_999));
  const states = () => here.client.execute("SELECT state, due_at FROM holders WHERE kind = 'redemption'");
  expect((await states()).rows[0]).toMatchObject({ state: "held" });
  await Promise.all(Array.from({ length: 5 }, () => tick(at(here, now + 60_000))));
  expect((await states()).rows[0]).toMatchObject({ state: "lapsed", due_at: null });
  const { rows } = await here.client.execute(
    `SELECT unit, balance FROM accounts JOIN holders ON holders.id = holder WHERE public_id IN ('${id}', 'reward:last-bag') ORDER BY unit`,
  );
  expect(rows.map(({ unit, balance }) => [unit, balance])).toEqual([
    ["points", 200],
    ["stock:last-bag", 1],
  ]);
  const done = await here.client.execute("SELECT count(*) AS done FROM operations WHERE kind = 'lapse'");
  expect(done.rows[0]?.done).toBe(1);
});

test("of many programmes each has its turn first, and one that faults holds up no other", async () => {
  const here = await world();
  await buys(here, "ada@example.com", "1", start);
  const late = at(here, start + 40 * DAY_MS);
  const broken: Ledger = { ...late, client: interrupted(here.client, async () => {}), documents: new Map() };
  Object.defineProperty(broken, "now", {
    get() {
      throw new TypeError("this programme's clock is broken");
    },
  });
  await expect(tickAll([broken, late], budgetOf(), 0)).rejects.toThrow("1 programmes met faults");
  expect(await expiries(here)).toHaveLength(1);
  const other = await world();
  await buys(other, "ben@example.com", "1", start);
  let isOver = false;
  const second = { ...late };
  Object.defineProperty(second, "now", {
    get() {
      isOver = true;
      return late.now;
    },
  });
  await tickAll([second, at(other, start + 40 * DAY_MS)], { isLeft: () => !isOver }, 1);
  expect(await expiries(other)).toHaveLength(1);
});

test("a member who cannot be done leaves the others done, and the tick says so", async () => {
  const here = await world();
  const [ada] = await Promise.all(["ada", "ben", "cleo"].map((name) => buys(here, `${name}@example.com`, name, start)));
  // A hold without what it took: whoever decides about Ada meets a fault.
  await here.client.execute({
    sql: `INSERT INTO holders(public_id, kind, owner, version, state, facts)
          SELECT 'rdm_broken', 'redemption', id, 0, 'held', '{"endsAt":1}' FROM holders WHERE public_id = ?`,
    args: [String(ada?.member)],
  });
  const late = at(here, start + 40 * DAY_MS);
  await expect(tick(late)).rejects.toThrow("1 jobs of the clock failed");
  const lapsed = (await expiries(here)).map(([member]) => member);
  expect(lapsed).toHaveLength(2);
  expect(lapsed).not.toContain(ada?.member);
  expect((await audit(here.client)).findings).toEqual([
    "rdm_broken is there, and no operation opened it.",
    "rdm_broken has facts that do not read.",
  ]);
  await here.client.execute("DROP TRIGGER holder_is_never_deleted");
  await here.client.execute("DELETE FROM holders WHERE public_id = 'rdm_broken'");
});

test("points that slide live on with every purchase, and lapse together a month after the last", async () => {
  const sliding = { kind: "sliding", months: 1, by: ["purchase"] };
  const here = await fresh(
    pointsProgramme({ units: { points: { name: { one: "point", other: "points" }, expiry: sliding } }, lateDays: 366 }),
  );
  // 31 December, in the evening in Berlin; a month later is 31 January, whose month later is 28 February.
  const eve = Date.parse("2026-12-31T20:00:00Z");
  const { earned, member } = await buys(here, "ada@example.com", "1", eve);
  expect(earned).toMatchObject([{ expiresOn: Math.floor(Date.parse("2027-01-31") / DAY_MS) }]);
  await buys(here, "ada@example.com", "2", Date.parse("2027-01-31T22:59:59Z"));
  const midnight = Date.parse("2027-02-28T23:00:00Z");
  await tick(at(here, midnight - 1));
  expect(await expiries(here)).toEqual([]);
  await tick(at(here, midnight));
  await tick(at(here, midnight));
  expect(await expiries(here)).toEqual([[member, 40]]);
  // What lapsed before the clock came by is not revived by a purchase: it lapses first.
  await buys(here, "ada@example.com", "3", midnight);
  await buys(here, "ada@example.com", "4", midnight + 60 * DAY_MS);
  expect((await expiries(here)).map(([, amount]) => amount)).toEqual([40, 20]);
});
