import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { boundary } from "../../functions/operations/boundary.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { refund } from "../../functions/operations/refund.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { memberToken } from "../support/member-token.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { cookieOf, staffOf } from "../support/staff.ts";
import { publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const fresh = freshWorlds();

const LEVELS = [
  { id: "base", name: "Base", from: 0 },
  { id: "silver", name: "Silver", from: 10_000, benefits: [{ id: "post", name: "Free post", kind: "free-delivery" }] },
  {
    id: "gold",
    name: "Gold",
    from: 30_000,
    benefits: [
      { id: "post", name: "Free post", kind: "free-delivery" },
      { id: "lounge", name: "The lounge", kind: "access" },
    ],
  },
];

function document(more: JsonObject = {}): JsonObject {
  return pointsProgramme({
    zone: "UTC",
    lateDays: 366,
    metrics: { spend: { counts: "spend", bucket: "month" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "spend", window: { kind: "rolling", months: 3 } },
        held: { kind: "months", months: 3 },
        levels: LEVELS,
        ...more,
      },
    ] as unknown as JsonObject[],
  });
}

async function world(more: JsonObject = {}): Promise<World> {
  return fresh(document(more));
}

const NOW = Date.now();
/** Noon of the day, so many months after the current one's. */
function inMonths(months: number, day = 5): number {
  const date = new Date(NOW);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, day, 12);
}
const lastDayIn = (months: number) => new Date(inMonths(months + 1, 0)).toISOString().slice(0, 10);

async function joins({ does }: World, name: string, now: number): Promise<string> {
  const identity = { kind: "email", value: `${name}@example.com` };
  const { member } = await does(enrol, { identity, others: [], profile: { name } }, { now });
  return String(member);
}

function buys(
  { does }: World,
  member: string,
  order: string,
  { minor, at, now = at }: { minor: number; at: number; now?: number },
) {
  return does(
    purchase,
    {
      store: "sto_shop",
      member: { id: member },
      order,
      occurredAt: at,
      currency: "EUR",
      lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: minor }],
      discountMinor: 0,
      shippingMinor: 0,
      taxMinor: 0,
      totalMinor: minor,
      paidWith: [],
      isImport: true,
    },
    { now },
  );
}

function refunds({ does }: World, order: string, amountMinor: number, now: number) {
  return does(
    refund,
    { store: "sto_shop", order, refund: `r-${order}-${amountMinor}`, amountMinor, lines: [] },
    { now },
  );
}

/** What the statement says of tiers, oldest first. */
async function said(world: World, member: string): Promise<string[]> {
  const { json } = await world.get(`/v1/members/${member}/statement`);
  const operations = json.data as { lines: { reason: string; says: string }[] }[];
  const lines = operations.toReversed().flatMap((operation) => operation.lines);
  return lines.filter(({ reason }) => reason === "tier").map(({ says }) => says);
}

test("a member reads her tier, what is next, what she would lose and what holds now", async () => {
  const here = await world();
  const ada = await joins(here, "ada", NOW);
  expect((await buys(here, ada, "1", { minor: 10_000, at: NOW })).tier).toMatchObject({ tier: "silver", has: 10_000 });
  const { json, status } = await here.send({ path: "/v1/me", token: memberToken(ada) });
  expect(status).toBe(200);
  expect(json.tier).toEqual({ tier: "silver", has: 10_000, next: { tier: "gold", missing: 20_000 } });
  expect(json.tiers).toMatchObject([
    {
      group: "status",
      tier: "silver",
      name: "Silver",
      until: lastDayIn(3),
      rise: null,
      next: { tier: "gold", needsAll: false, ways: [{ metric: "spend", missing: 20_000, says: "€200.00", by: null }] },
      risk: { tier: "base", missing: [{ metric: "spend", needs: 10_000, missing: 10_000 }] },
    },
  ]);
  expect(json.benefits).toMatchObject([{ id: "post", kind: "free-delivery", tier: "silver", until: lastDayIn(3) }]);
  const store = await here.get(`/v1/members/${ada}/benefits`);
  expect(store.json).toEqual({ tier: json.tier, tiers: json.tiers, benefits: json.benefits });
});

test("a refunded order takes the tier that it reached along, at once, and the statement says so", async () => {
  const here = await world();
  const ben = await joins(here, "ben", NOW);
  await buys(here, ben, "b-1", { minor: 10_000, at: NOW });
  await buys(here, ben, "b-2", { minor: 20_000, at: NOW });
  expect((await refunds(here, "b-2", 1, NOW)).tier).toMatchObject({ tier: "silver", has: 29_999 });
  expect((await refunds(here, "b-1", 10_000, NOW)).tier).toMatchObject({ tier: "silver", has: 19_999 });
  expect((await refunds(here, "b-2", 19_999, NOW)).tier).toMatchObject({ tier: "base", has: 0 });
  const until = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(new Date(lastDayIn(3)));
  expect(await said(here, ben)).toEqual([
    `Silver reached: €100.00, yours until ${until}`,
    `Gold reached: €300.00, yours until ${until}`,
    "Gold is lost: what had reached it was taken back",
    "Silver is lost: what had reached it was taken back",
  ]);
  expect((await here.get(`/v1/members/${ben}/benefits`)).json.benefits).toEqual([]);
  // Her page names the tier; from right to left a mark keeps the sign at the left of figures.
  const pageIn = async (language: string) => {
    const cookie = `member=${memberToken(ben)}`;
    const { text } = await here.send({ path: `/me/history?lang=${language}`, headers: { cookie } });
    return [...text.matchAll(/<bdi dir="(\w+)">(.*?)<\/bdi>/gs)].map(([, dir, moved]) => `${dir} ${moved}`);
  };
  expect(await pageIn("en")).toContain("ltr −Silver");
  expect(await pageIn("ar")).toContain("rtl \u200e−Silver");
});

test("staff read where a member stands in the programme's words", async () => {
  const here = await world();
  const dee = await joins(here, "dee", NOW);
  await buys(here, dee, "d-1", { minor: 10_000, at: NOW });
  const { link } = await staffOf(here, "owner");
  const { text } = await here.send({ path: `/staff/members/${dee}`, headers: { cookie: await cookieOf(here, link) } });
  expect(text).toContain("<dd>Silver, €200.00 to Gold</dd>");
  expect(text).toContain('<td class="amount">+Silver</td>');
});

test("a late order reaches the tier of the month in which it was made", async () => {
  const here = await world();
  const cleo = await joins(here, "cleo", inMonths(-2));
  await buys(here, cleo, "c-1", { minor: 5000, at: inMonths(-1), now: inMonths(-1) });
  expect((await buys(here, cleo, "c-2", { minor: 5000, at: inMonths(-1), now: NOW })).tier).toMatchObject({
    tier: "silver",
  });
  // Reached last month: it lasts three months from then.
  expect((await here.get(`/v1/members/${cleo}`)).json.tiers).toMatchObject([{ tier: "silver", until: lastDayIn(2) }]);
});

test("without a clock reads are right, and a clock that comes late posts the fall once", async () => {
  const here = await world();
  const dana = await joins(here, "dana", inMonths(-5));
  await buys(here, dana, "d-1", { minor: 30_000, at: inMonths(-4) });
  // It was held until the end of last month, and nothing was posted since.
  expect((await here.get(`/v1/members/${dana}`)).json.tier).toMatchObject({ tier: "base" });
  expect(await said(here, dana)).toHaveLength(1);
  await Promise.all([tick({ ...here.ledger, now: NOW }), tick({ ...here.ledger, now: NOW })]);
  const lines = await said(here, dana);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^Gold ended: .* was its last day$/);
});

test("a new version that asks for more leaves a tier until its day", async () => {
  const here = await world();
  const eve = await joins(here, "eve", NOW);
  await buys(here, eve, "e-1", { minor: 10_000, at: NOW });
  const stricter = LEVELS.map((level) => ({ ...level, from: level.from * 2 })) as unknown as JsonObject[];
  await here.does(publish, publicationOf(document({ levels: stricter }), 1));
  await buys(here, eve, "e-2", { minor: 100, at: Date.now() });
  expect((await here.get(`/v1/members/${eve}`)).json.tiers).toMatchObject([
    { tier: "silver", until: lastDayIn(3), next: { tier: "gold", ways: [{ missing: 49_900 }] } },
  ]);
  const later = await buys(here, eve, "e-3", { minor: 100, at: inMonths(4) });
  expect(later.tier).toMatchObject({ tier: "base" });
});

test("a metric of chosen goods counts their lines, and refunds of them", async () => {
  const here = await fresh({
    ...document(),
    metrics: { spend: { counts: "spend", bucket: "month", only: { categories: ["tea"], channels: ["web"] } } },
  });
  const lines = ["tea", "mugs"].map((category, index) => ({
    line: String(index + 1),
    sku: category,
    category,
    quantity: 2,
    unitMinor: 5000,
  }));
  const order = (name: string, channel: string) => ({
    member: { email: "fay@example.com" },
    order: name,
    occurredAt: new Date().toISOString(),
    currency: "EUR",
    lines: lines.map((line) => ({ ...line, name: line.sku })),
    totalMinor: 20_000,
    channel,
  });
  expect((await here.post("/v1/purchases", order("f-1", "shop"))).json.tier).toMatchObject({ tier: "base", has: 0 });
  expect((await here.post("/v1/purchases", order("f-2", "web"))).json.tier).toMatchObject({
    tier: "silver",
    has: 10_000,
  });
  const back = (refund: string, line: string) =>
    here.post("/v1/purchases/f-2/refunds", { refund, lines: [{ line, quantity: 1 }] });
  expect((await back("mug", "2")).json.tier).toMatchObject({ has: 10_000 });
  expect((await back("tea", "1")).json.tier).toMatchObject({ tier: "base", has: 5000 });
});

test("the clock notices a tier that floats: what time took and what time brought is posted and meets the rules, once", async () => {
  const { held: _, ...group } = (document().tiers as JsonObject[])[0] ?? {};
  const from = (days: number): JsonObject => ({
    ...document(),
    metrics: { spend: { counts: "spend", bucket: "month" }, days: { counts: "tenure" } },
    tiers: [
      {
        ...group,
        measure: {
          any: [
            { metric: "spend", window: { kind: "rolling", months: 1 } },
            { metric: "days", window: { kind: "lifetime" } },
          ],
        },
        levels: [LEVELS[0], { id: "silver", name: "Silver", from: { spend: 10_000, days } }] as unknown as JsonObject[],
      },
    ],
    campaigns: [
      {
        id: "welcome",
        name: "Welcome",
        rules: [{ id: "up", name: "Up", on: "tier-reached", effects: [{ kind: "earn", unit: "points", amount: 7 }] }],
      },
    ],
  });
  const here = await fresh(from(40));
  const gus = await joins(here, "gus", inMonths(-4));
  const hal = await joins(here, "hal", inMonths(-4));
  for (const [member, order] of [
    [gus, "g-1"],
    [hal, "h-1"],
  ] as const)
    await buys(here, member, order, { minor: 10_000, at: inMonths(-4) });
  // One clock comes by each day that matters; of the other member it hears only months later, and twice at once.
  await here.does(boundary, { member: gus }, { now: inMonths(-3, 1) });
  await here.does(boundary, { member: gus }, { now: inMonths(-3, 20) });
  const late = { ...here.ledger, now: NOW };
  await Promise.all([tick(late), tick(late)]);
  await tick(late);
  for (const member of [gus, hal]) {
    expect(await said(here, member)).toEqual([
      "Silver reached: €100.00",
      expect.stringMatching(/^Silver ended: what counts for it now is €0\.00 and \d\d days as a member$/),
      "Silver reached: 40 days as a member",
    ]);
    expect((await here.get(`/v1/members/${member}`)).json).toMatchObject({
      tier: { tier: "silver" },
      balances: { points: { available: 14 } },
    });
  }
  // A version that asks for more, and one of tomorrow that asks for less, are noticed as soon, though nobody does anything.
  const tomorrow = { ...here.ledger, now: NOW + DAY_MS };
  await here.does(publish, publicationOf(from(400), 1), { now: NOW });
  await here.does(publish, { ...publicationOf(from(40), 2), effectiveAt: NOW + DAY_MS }, { now: NOW });
  await tick(late);
  expect((await said(here, hal)).slice(3)).toEqual([
    expect.stringMatching(/^Silver ended: what counts for it now is €0\.00 and \d+ days as a member$/),
  ]);
  await tick(tomorrow);
  for (const member of [gus, hal]) {
    expect((await said(here, member)).slice(4)).toEqual([
      expect.stringMatching(/^Silver reached: \d+ days as a member$/),
    ]);
    expect((await here.get(`/v1/members/${member}`)).json.balances.points.available).toBe(21);
  }
});
