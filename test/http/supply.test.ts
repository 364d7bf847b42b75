/** What a scheduled version changes of stock and budgets: nothing before its instant, and once after it. */
import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { publish } from "../../functions/operations/publish.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { orderOf, publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

/** One point per 1.00, as long as the budget lasts, and bags for 10 points. */
const programme = (budget: number, bags: number): JsonObject =>
  pointsProgramme({
    campaigns: [
      {
        id: "spring",
        name: "Spring",
        budget: { unit: "points", amount: budget },
        rules: [
          {
            id: "rate",
            name: "Rate",
            on: "purchase",
            effects: [{ kind: "earn", unit: "points", amount: 1, perMinor: 100 }],
          },
        ],
      },
    ],
    rewards: [{ id: "bag", name: "Bag", kind: "product", cost: { unit: "points", amount: 10 }, stock: bags }],
  });
const ada = { email: "ada@example.com" };
const inDays = (days: number) => Date.now() + days * DAY_MS;
const fresh = freshWorlds();

async function world(budget: number, bags: number): Promise<World> {
  const made = await fresh(programme(budget, bags));
  await made.post("/v1/members", ada);
  return made;
}

async function buys({ post }: World, order: string, minor: number): Promise<number[]> {
  const { json } = await post("/v1/purchases", orderOf(order, minor, ada));
  return json.earned.map(({ amount }: { amount: number }) => amount);
}

async function redeems({ post }: World): Promise<string> {
  const { json } = await post("/v1/redemptions", { member: ada, reward: "bag" });
  return json.code ?? json.status;
}

/** A version that was published a day ago for just now: it is in force, and the clock did not come since. */
function begins({ does }: World, document: JsonObject, basedOn: number) {
  const publication = { ...publicationOf(document, basedOn), effectiveAt: Date.now() - 1 };
  return does(publish, publication, { now: inDays(-1) });
}

test("more budget and stock of a scheduled version are not given before its instant, and then once", async () => {
  const w = await world(100, 1);
  const scheduled = { ...publicationOf(programme(1000, 3), 1), effectiveAt: inDays(7) };
  await w.does(publish, scheduled);
  await tick(w.ledger);
  expect(await buys(w, "o1", 500_00)).toEqual([100]);
  expect(await redeems(w)).toBe("captured");
  expect(await redeems(w)).toBe("stock_exhausted");
  const later = { ...w.ledger, now: inDays(8) };
  await Promise.all([tick(later), tick(later)]);
  await tick(later);
  const left = await w.client.execute(
    "SELECT unit, balance FROM accounts JOIN holders ON holders.id = accounts.holder WHERE unit IN ('budget:spring', 'stock:bag') AND balance > 0 AND public_id NOT LIKE 'programme:%' ORDER BY unit",
  );
  expect(left.rows.map(({ unit, balance }) => [unit, balance])).toEqual([
    ["budget:spring", 900],
    ["stock:bag", 2],
  ]);
});

test("less budget and stock of a scheduled version cut nothing before its instant", async () => {
  const w = await world(100, 3);
  await w.does(publish, { ...publicationOf(programme(10, 1), 1), effectiveAt: inDays(7) });
  expect(await buys(w, "o1", 50_00)).toEqual([50]);
  expect([await redeems(w), await redeems(w)]).toEqual(["captured", "captured"]);
  // What was given in the meantime stays given, and nothing is left.
  await tick({ ...w.ledger, now: inDays(8) });
  expect(await redeems(w)).toBe("stock_exhausted");
  expect(await buys(w, "o2", 50_00)).toEqual([]);
});

test("a scheduled version that is withdrawn brings nothing", async () => {
  const w = await world(100, 1);
  await w.does(publish, { ...publicationOf(programme(1000, 5), 1), effectiveAt: inDays(7) });
  expect(await buys(w, "o1", 500_00)).toEqual([100]);
  const owner = await staffOf(w, "owner");
  const withdrawn = await owner.post("/v1/staff/programme/versions", { document: programme(100, 1), basedOn: 2 });
  expect(withdrawn.status).toBe(201);
  await tick({ ...w.ledger, now: inDays(8) });
  expect(await buys(w, "o2", 500_00)).toEqual([]);
  expect([await redeems(w), await redeems(w)]).toEqual(["captured", "stock_exhausted"]);
});

test("until the clock has come to a version, the lower of what was and what is may be given", async () => {
  const more = await world(100, 1);
  await begins(more, programme(1000, 2), 1);
  expect(await buys(more, "o1", 500_00)).toEqual([100]);
  expect([await redeems(more), await redeems(more)]).toEqual(["captured", "stock_exhausted"]);
  await tick(more.ledger);
  expect(await buys(more, "o2", 500_00)).toEqual([500]);
  expect([await redeems(more), await redeems(more)]).toEqual(["captured", "stock_exhausted"]);

  const less = await world(100, 3);
  await begins(less, programme(20, 1), 1);
  expect(await buys(less, "o1", 500_00)).toEqual([20]);
  expect([await redeems(less), await redeems(less)]).toEqual(["captured", "stock_exhausted"]);
  await tick(less.ledger);
  expect(await buys(less, "o2", 500_00)).toEqual([]);
});

test("a campaign and a reward that are new have all that they have at their instant", async () => {
  const w = await fresh();
  await w.post("/v1/members", ada);
  await begins(w, programme(100, 1), 1);
  expect(await buys(w, "o1", 500_00)).toEqual([100]);
  expect([await redeems(w), await redeems(w)]).toEqual(["captured", "stock_exhausted"]);
});
