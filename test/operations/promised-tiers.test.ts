/** A tier that was given until a day is hers until then: below a higher one, and under versions that ask for more. */
import { afterEach, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { audit } from "../../functions/operations/audit.ts";
import { payMembership } from "../../functions/operations/membership.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { refund } from "../../functions/operations/refund.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { done, opens } from "../support/embedded.ts";
import { newInProcess } from "../support/in-process.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";

const store = "sto_shop";
const email = "ada@example.com";
const opened: Awaited<ReturnType<typeof newInProcess>>[] = [];
afterEach(async () => {
  for (const embedded of opened.splice(0)) {
    await conserved(embedded.client);
    await embedded.close();
  }
});

/** Tiers by what is spent in a calendar year, held to the end of the next; Club is entered by a membership. */
function asking(levels: { gold: number; platinum?: number; isForLife?: boolean }): JsonObject {
  const { gold, platinum = 3000, isForLife = false } = levels;
  return pointsProgramme({
    zone: "UTC",
    units: {
      points: { name: { one: "point", other: "points" } },
      plus: { name: { one: "Plus", other: "Plus" }, membership: { priceMinor: 500, months: 1 } },
    },
    metrics: { spend: { counts: "spend", bucket: "month" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "spend", window: { kind: "calendar-year" } },
        held: { kind: "years" },
        levels: [
          { id: "base", name: "Base", from: 0 },
          { id: "gold", name: "Gold", from: gold, ...(isForLife ? { forLife: true } : {}) },
          { id: "platinum", name: "Platinum", from: platinum },
          { id: "club", name: "Club", enteredBy: { unit: "plus" } },
        ],
      },
    ] as unknown as JsonObject[],
  });
}

/** Ada's life in a programme: each step says its day, the clock comes by, and she answers for the tier that she is in then. */
async function living(document: JsonObject) {
  const embedded = await newInProcess();
  opened.push(embedded);
  let [now, steps, version] = [Date.parse("2026-01-01T10:00:00Z"), 0, 1];
  const at = () => ({ ...embedded.ledger, now });
  await opens(at(), { versions: [{ effectiveAt: null, document }], stores: [store] });
  const tierIn = (answer: JsonObject) => (answer.tier as JsonObject).tier;
  const buys = async (order: string, totalMinor: number) =>
    tierIn(
      await done(
        at(),
        purchase,
        {
          store,
          member: { email },
          order,
          occurredAt: now,
          currency: "EUR",
          lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: totalMinor }],
          discountMinor: 0,
          shippingMinor: 0,
          taxMinor: 0,
          totalMinor,
          paidWith: [],
          isImport: false,
        },
        { key: order },
      ),
    );
  return {
    buys,
    async on(date: string) {
      now = Date.parse(`${date}T10:00:00Z`);
      await tick(at());
      expect((await audit(embedded.client)).findings).toEqual([]);
    },
    /** The tier that an order of a cent finds her in. */
    isIn: () => buys(`cent-${steps++}`, 1),
    async refunds(order: string, amountMinor: number) {
      const asked = { store, order, refund: `refund-${order}-${steps++}`, amountMinor, lines: [] };
      return tierIn(await done(at(), refund, asked, { key: asked.refund }));
    },
    async pays() {
      const payment = { amountMinor: 500, currency: "EUR", reference: "pay-1" };
      await done(at(), payMembership, { store, member: { email }, id: "m1", plan: "plus", payment }, { key: "pays" });
    },
    async asks(levels: Parameters<typeof asking>[0]) {
      const changed = asking(levels);
      const read = readProgramme(changed);
      if ("faults" in read) throw new Error(JSON.stringify(read.faults));
      const publication = { programme: read.programme, document: canonicalJson(changed), effectiveAt: null };
      await done(at(), publish, { ...publication, basedOn: version++ }, { key: `publish-${version}` });
      now += 3_600_000;
      await tick(at());
    },
    /** What was posted of her tiers, oldest first. */
    async posted() {
      const { rows } = await embedded.client.execute(
        `SELECT substr(unit, 13) AS level, from_account = accounts.id AS is_gone, why ->> '$.cause' AS cause FROM postings
         JOIN accounts ON accounts.id IN (from_account, to_account) JOIN holders ON holders.id = accounts.holder
         WHERE reason = 'tier' AND holders.kind = 'member' ORDER BY operation, line`,
      );
      return rows.map(({ level, is_gone, cause }) => `${Number(is_gone) === 1 ? "-" : "+"}${level} ${cause}`);
    },
  };
}

test.each(["no membership", "a membership that came after", "a membership that came before"])(
  "a version that asks for more leaves a tier until its day, with %s over it meanwhile",
  async (membership) => {
    const ada = await living(asking({ gold: 1000 }));
    if (membership.endsWith("before")) {
      await ada.buys("first", 1);
      await ada.pays();
    }
    const reached = await ada.buys("big", 1000);
    expect(reached).toBe(membership.endsWith("before") ? "club" : "gold");
    if (membership.endsWith("after")) await ada.pays();
    await ada.on("2026-01-10");
    await ada.asks({ gold: 2000 });
    expect(await ada.isIn()).toBe(membership === "no membership" ? "gold" : "club");
    for (const date of ["2026-03-10", "2027-03-10", "2027-12-31"]) {
      await ada.on(date);
      expect([date, await ada.isIn()]).toEqual([date, "gold"]);
    }
    await ada.on("2028-01-01");
    expect(await ada.isIn()).toBe("base");
    const club = {
      "no membership": ["+gold reached"],
      "a membership that came after": ["+gold reached", "+club given", "-club ended"],
      "a membership that came before": ["+club given", "+gold reached", "-club ended"],
    }[membership];
    expect(await ada.posted()).toEqual([...(club ?? []), "-gold ended"]);
  },
);

test("a refund of what reached a higher tier leaves the lower one until its day, though a version asks for more by now", async () => {
  const ada = await living(asking({ gold: 1000 }));
  expect(await ada.buys("big", 1000)).toBe("gold");
  await ada.on("2026-01-05");
  expect(await ada.buys("bigger", 2000)).toBe("platinum");
  await ada.on("2026-02-10");
  await ada.asks({ gold: 1500 });
  expect(await ada.refunds("bigger", 2000)).toBe("gold");
  await ada.on("2027-12-31");
  expect(await ada.isIn()).toBe("gold");
  expect(await ada.refunds("big", 1000)).toBe("base");
  expect(await ada.posted()).toEqual(["+gold reached", "+platinum reached", "-platinum undone", "-gold undone"]);
});

test("a refund of everything takes a tier along, whatever a version asks for by now; one that leaves what it asked does not", async () => {
  for (const { buys = 1500, asks, back, is } of [
    { asks: 1000, back: 501, is: "base" },
    { asks: 1001, back: 501, is: "base" },
    { asks: 1001, back: 500, is: "gold" },
    { asks: 5000, back: 1500, is: "base" },
    { asks: 5000, back: 500, is: "gold" },
    { buys: 1000, asks: 1001, back: 1000, is: "base" },
    { buys: 1000, asks: 1001, back: 1, is: "base" },
    { asks: 500, back: 1000, is: "gold" },
    { asks: 500, back: 1001, is: "base" },
  ]) {
    const ada = await living(asking({ gold: 1000, platinum: 9000, isForLife: true }));
    expect(await ada.buys("big", buys)).toBe("gold");
    await ada.on("2026-02-10");
    await ada.asks({ gold: asks, platinum: 9000, isForLife: true });
    expect([asks, back, await ada.refunds("big", back)]).toEqual([asks, back, is]);
    // The clock has nothing to add, and the audit nothing to say.
    await ada.on("2026-02-11");
    expect((await ada.posted()).length).toBe(is === "gold" ? 1 : 2);
  }
});
