/**
 * A living programme takes any change: with holds, pending points, an open contest, plays, lots that slide, a membership,
 * vouchers, a card half filled and a tier that is held, each of many other documents is published, used for a day, and
 * gone back from. What cannot be taken is refused when it is published, with a pointer.
 */
import { afterAll, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { capture } from "../../functions/operations/capture.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { payMembership } from "../../functions/operations/membership.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { redeem } from "../../functions/operations/redeem.ts";
import { refund } from "../../functions/operations/refund.ts";
import { release } from "../../functions/operations/release.ts";
import { report } from "../../functions/operations/report.ts";
import { reverse } from "../../functions/operations/reverse.ts";
import { openStore } from "../../functions/operations/store.ts";
import { topUp } from "../../functions/operations/top-up.ts";
import type { Verb } from "../../functions/operations/verb.ts";
import { presets } from "../../functions/programme/presets/index.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";
import { lawful } from "../support/contests.ts";
import { newEmbedded, performs } from "../support/embedded.ts";
import { balanced, conserved } from "../support/ledger.ts";

const unit = (name: string, more: JsonObject = {}): JsonObject => ({ name: { one: name, other: `${name}s` }, ...more });
const earn = (of: string, amount: number, more: JsonObject = {}): JsonObject => ({
  kind: "earn",
  unit: of,
  amount,
  ...more,
});
const BEGINS = Date.parse("2026-03-02T10:00:00Z");

/** Something of everything that can be under way when a document changes. */
const LIVING: JsonObject = {
  programme: "living",
  name: "Living",
  about: "Everything at once.",
  currency: "EUR",
  zone: "Europe/Berlin",
  lateDays: 60,
  units: {
    points: unit("point", {
      pending: { kind: "days", days: 2 },
      expiry: { kind: "rolling", days: 40 },
      worth: { amount: 100, minor: 100 },
    }),
    stars: unit("star", {
      expiry: { kind: "sliding", days: 20, by: ["purchase"] },
      returns: "within-balance",
      graceDays: 5,
    }),
    stamps: unit("stamp"),
    cash: unit("cash", { money: true }),
    plus: unit("Plus", { membership: { priceMinor: 2000, months: 1, graceDays: 3, benefits: [] } }),
  },
  metrics: { spend: { counts: "spend", bucket: "month" }, orders: { counts: "orders" } },
  tiers: [
    {
      id: "status",
      measure: { metric: "spend", window: { kind: "rolling", months: 2 } },
      held: { kind: "months", months: 2, graceDays: 2 },
      levels: [
        { id: "blue", name: "Blue", from: 0 },
        { id: "gold", name: "Gold", from: 5000, benefits: [{ kind: "own", id: "parking", name: "Parking" }] },
      ],
    },
  ],
  campaigns: [
    {
      id: "base",
      name: "Base",
      budget: { unit: "stars", amount: 100_000 },
      rules: [
        {
          id: "rate",
          name: "Rate",
          on: "purchase",
          effects: [
            earn("points", 3, { perMinor: 100, percentByTier: { gold: 150 } }),
            { kind: "tickets", contest: "weekly", amount: 1 },
          ],
          caps: [{ what: "amount", unit: "points", per: "month", atMost: 50_000 }],
        },
        {
          id: "starry",
          name: "Stars",
          on: "purchase",
          effects: [earn("stars", 7)],
          when: [{ kind: "amount", atLeastMinor: 1000 }],
        },
        { id: "cards", name: "Cards", on: "purchase", effects: [earn("stamps", 1, { perPieces: 1 })] },
        {
          id: "chance",
          name: "Chance",
          on: "purchase",
          effects: [{ kind: "surprise", pool: "scratch" }],
          when: [{ kind: "nth", metric: "orders", every: 2 }],
        },
        { id: "review", name: "Review", on: "review", moderated: true, effects: [earn("points", 20)] },
        {
          id: "gift",
          name: "Gift",
          on: "purchase",
          when: [{ kind: "amount", atLeastMinor: 4000 }],
          effects: [{ kind: "reward", reward: "five-off" }],
        },
      ],
    },
  ],
  rewards: [
    { id: "mug", name: "Mug", kind: "product", cost: { unit: "points", amount: 20 }, stock: 500 },
    {
      id: "five-off",
      name: "Five off",
      kind: "voucher",
      valueMinor: 500,
      cost: { unit: "points", amount: 50 },
      validDays: 30,
    },
    {
      id: "free-cup",
      name: "Free cup",
      kind: "voucher",
      free: "cheapest",
      cost: { unit: "stamps", amount: 5 },
      automatic: true,
    },
    {
      id: "pays",
      name: "Pays",
      kind: "points-as-money",
      cost: { unit: "cash", amount: 1 },
      valueMinor: 1,
      stepsMax: 10_000,
    },
    {
      id: "to-stars",
      name: "To stars",
      kind: "units",
      cost: { unit: "points", amount: 10 },
      gives: { unit: "stars", amount: 5 },
    },
  ],
  surprises: [
    {
      id: "scratch",
      name: "Scratch",
      from: new Date(BEGINS).toISOString(),
      days: 900,
      table: [
        {
          id: "win",
          odds: 300_000,
          prize: { kind: "units", unit: "stars", amount: 9, name: "Nine stars" },
          items: 2000,
        },
      ],
    },
  ],
  contests: [
    {
      id: "weekly",
      name: "Weekly",
      schedule: { kind: "weekly", weekday: "sunday", time: "20:00" },
      prizes: [
        { kind: "units", unit: "points", amount: 100, name: "A hundred points", valueMinor: 100, delivery: "at-once" },
      ],
      ...lawful(1),
      rules: "One ticket an order.",
    },
  ],
};

const embedded = await newEmbedded();
afterAll(() => embedded.close());
let now = BEGINS;
let keys = 0;
const store = "sto_shop";
const member = { email: "ada@example.com" };
const orders: string[] = [];
const taken: string[] = [];

/** Performs a verb at the day's instant; whatever is answered, it is an answer. */
async function does<Request, Outcome>(verb: Verb<Request, Outcome>, request: Request): Promise<JsonObject> {
  now += 60_000;
  keys += 1;
  const performed = await performs({ ...embedded.ledger, now }, verb, request, { key: `k${keys}` });
  if (performed.kind === "refused")
    return { refused: performed.refusal.refused, pointer: performed.refusal.pointer ?? "" };
  if (performed.kind !== "answered")
    throw new Error(`${verb.kind}: ${JSON.stringify(performed)}`, { cause: performed });
  return JSON.parse(performed.body) as JsonObject;
}

/** Publishes a document: null, or what it was refused for. */
async function publishes(document: JsonObject): Promise<{ pointer: string; says: string }[] | null> {
  const read = readProgramme(document);
  if ("faults" in read) return read.faults;
  const published = await does(publish, {
    programme: read.programme,
    document: canonicalJson(document),
    effectiveAt: null,
    basedOn: null,
  });
  return published.refused === undefined
    ? null
    : [{ pointer: String(published.pointer), says: String(published.refused) }];
}

const bill = (order: string, goodsMinor: number, quantity: number) => ({
  store,
  member,
  order,
  occurredAt: now,
  currency: "EUR",
  lines: [{ line: "1", sku: "CUP", category: "flight", quantity, unitMinor: goodsMinor }],
  discountMinor: 0,
  shippingMinor: 0,
  taxMinor: 0,
  totalMinor: goodsMinor * quantity,
  paidWith: [],
  isImport: false,
});

/** What goes on in a shop on a day, whatever the programme says of it. */
async function trades(day: number): Promise<void> {
  const order = `o${orders.length}`;
  orders.push(order);
  await does(purchase, bill(order, 900 + (day % 5) * 300, 1 + (day % 4)));
  await does(report, { store, member, type: "review", id: `r${day}`, occurredAt: now, data: {} });
  await does(topUp, {
    store,
    member,
    id: `t${day}`,
    payment: { amountMinor: 500, currency: "EUR", reference: `t${day}` },
  });
  for (const [reward, amount] of [
    ["mug", null],
    ["five-off", null],
    ["to-stars", null],
    ["pays", 300],
  ] as const) {
    const redeemed = await does(redeem, {
      store,
      member,
      reward,
      amount,
      cost: null,
      holdMs: day % 2 === 0 ? 3 * DAY_MS : null,
    });
    if (typeof redeemed.redemption === "string") taken.push(redeemed.redemption);
  }
  // What was taken days ago: some is captured, some released, some reversed, some left to lapse.
  const old = taken.splice(0, Math.max(0, taken.length - 6));
  for (const [index, redemption] of old.entries()) {
    const verb = [capture, release, reverse][(day + index) % 4];
    if (verb) await does<{ store: string; redemption: string }, object>(verb, { store, redemption });
  }
  const returned = orders[orders.length - 1 - (day % 9)];
  const part =
    day % 3 === 0 ? { amountMinor: 0, lines: [{ line: "1", quantity: 1 }] } : { amountMinor: 250, lines: [] };
  if (returned !== undefined) await does(refund, { store, order: returned, refund: `f${day}`, ...part });
}

/** The next day, with all that the clock does at its beginning. */
async function sleeps(): Promise<void> {
  now = Math.floor(now / DAY_MS) * DAY_MS + DAY_MS + 10 * 3_600_000;
  await tick({ ...embedded.ledger, now });
}

/** Every lot that anybody has, with its days. */
async function lots(): Promise<unknown[]> {
  const { rows } = await embedded.client.execute(
    `SELECT public_id, unit, available_on, expires_on, balance FROM accounts JOIN holders ON holders.id = accounts.holder
     WHERE holders.kind IN ('member', 'redemption', 'voucher') AND balance <> 0 ORDER BY 1, 2, 3, 4`,
  );
  return rows.map((row) => ({ ...row }));
}

const orderTerms = async () =>
  (
    await embedded.client.execute(
      "SELECT public_id, facts ->> '$.version' AS version, facts -> '$.earned' AS earned FROM holders WHERE kind = 'order' ORDER BY id",
    )
  ).rows.map((row) => ({ ...row }));

/** Every document that is one part less, or one number other, each with what was changed. */
function mutationsOf(document: JsonObject): [string, JsonObject][] {
  const found: [string, JsonObject][] = [];
  const visit = (part: Json, path: (string | number)[]) => {
    const place = `/${path.join("/")}`;
    if (path.length > 0) found.push([`without ${place}`, changed(document, path, undefined)]);
    if (typeof part === "number")
      for (const other of [part * 2 + 1, Math.floor(part / 3)])
        found.push([`${place} is ${other}`, changed(document, path, other)]);
    if (Array.isArray(part)) for (const [index, each] of part.entries()) visit(each, [...path, index]);
    else if (typeof part === "object" && part !== null)
      for (const [name, each] of Object.entries(part)) visit(each, [...path, name]);
  };
  visit(document, []);
  return found;
}

function changed(document: JsonObject, path: (string | number)[], to: Json | undefined): JsonObject {
  const copy = structuredClone(document);
  const last = path.at(-1) ?? "";
  let parent: Json = copy;
  for (const step of path.slice(0, -1)) parent = (parent as Record<string | number, Json>)[step] ?? {};
  if (to !== undefined) (parent as Record<string | number, Json>)[last] = to;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as Record<string | number, Json>)[last];
  return copy;
}

/** Changes that leave a document which reads are tried one day each; this many of them, spread over all. */
const TRIED = 15;
/** An audit looks at everything there is: after so many changes, and at the end. */
const AUDITED = 5;

test("any change is taken, or refused with a pointer when it is published", { timeout: 600_000 }, async () => {
  expect(await publishes(LIVING)).toBeNull();
  await does(openStore, { store, name: "Shop" });
  await does(enrol, { identity: { kind: "email", value: member.email }, others: [], profile: {} });
  await does(payMembership, {
    store,
    member,
    plan: "plus",
    id: "sub-1",
    payment: { amountMinor: 2000, currency: "EUR", reference: "sub-1" },
  });
  let day = 0;
  for (; day < 9; day++) {
    await trades(day);
    await sleeps();
  }
  const { rows } = await embedded.client.execute(
    "SELECT DISTINCT kind || ' ' || state AS what FROM holders UNION SELECT 'lot of ' || unit FROM accounts WHERE balance > 0",
  );
  expect(rows.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      "contest open",
      "redemption held",
      "voucher issued",
      "membership active",
      "event waiting",
      "lot of stamps",
      "lot of tier:status:gold",
      "lot of plus",
    ]),
  );

  const others = [...presets].map(([name, document]): [string, JsonObject] => [
    name,
    { ...document, programme: "living", currency: "EUR" },
  ]);
  const mutations = mutationsOf(LIVING);
  const refused = mutations.filter(([, document]) => "faults" in readProgramme(document));
  for (const [what, document] of refused) {
    const read = readProgramme(document);
    for (const { pointer, says } of "faults" in read ? read.faults : []) {
      expect(pointer, what).toMatch(/^(\/|$)/);
      expect(says, what).not.toBe("");
    }
  }
  const read = mutations.filter(([, document]) => "programme" in readProgramme(document));
  const step = Math.max(1, Math.floor(read.length / TRIED));
  const tried = [...others, ...read.filter((_, index) => index % step === 0)];
  let accepted = 0;
  for (const [what, document] of tried) {
    const [before, terms] = [await lots(), await orderTerms()];
    const faults = await publishes(document);
    expect([what, await lots(), await orderTerms()]).toEqual([what, before, terms]);
    if (faults) {
      expect(
        faults.every(({ pointer }) => pointer.startsWith("/")),
        `${what}: ${JSON.stringify(faults)}`,
      ).toBe(true);
      continue;
    }
    try {
      await trades(day++);
      await sleeps();
      accepted += 1;
      if (accepted % AUDITED === 0) await conserved(embedded.client);
      else await balanced(embedded.client);
      expect(await publishes(LIVING), `back from ${what}`).toBeNull();
      await sleeps();
    } catch (fault) {
      throw new Error(`under ${what}`, { cause: fault });
    }
  }
  await conserved(embedded.client);
  expect(accepted).toBeGreaterThan(others.length + TRIED / 2);
});
