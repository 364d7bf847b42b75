/** A gift card that is sent to somebody moves nothing of hers: what a new version makes of her tiers waits for the clock. */
import { afterAll, expect, test } from "vitest";
import { audit } from "../../functions/operations/audit.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { sellGiftCard } from "../../functions/operations/sell-gift-card.ts";
import { openStore } from "../../functions/operations/store.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { done } from "../support/embedded.ts";
import { newInProcess } from "../support/in-process.ts";
import { pointsProgramme } from "../support/programmes.ts";

const HOUR_MS = 3_600_000;
const NOW = Date.parse("2026-03-02T10:00:00Z");
const units = {
  points: { name: { one: "point", other: "points" } },
  cash: { name: { one: "cash", other: "cash" }, money: true },
};
const metrics = { spend: { counts: "spend" } };
const tiers = [
  {
    id: "club",
    name: "Club",
    measure: { metric: "spend", window: { kind: "lifetime" } },
    levels: [
      { id: "basic", name: "Basic", from: 0 },
      { id: "gold", name: "Gold", from: 1000 },
    ],
  },
];

const embedded = await newInProcess();
afterAll(() => embedded.close());

test("the audit knows that a card which was sent after a version without her tier left her in it", async () => {
  const at = (hours: number) => ({ ...embedded.ledger, now: NOW + hours * HOUR_MS });
  const publishes = async (document: JsonObject, hours: number) => {
    const read = readProgramme(document);
    if ("faults" in read) throw new Error(JSON.stringify(read.faults));
    const version = { programme: read.programme, document: canonicalJson(document), effectiveAt: null, basedOn: null };
    await done(at(hours), publish, version, { key: `publish-${hours}` });
  };
  const store = "sto_shop";
  const email = "ada@example.com";
  await publishes(pointsProgramme({ units, metrics, tiers }), 0);
  await done(at(0), openStore, { store, name: "Shop" }, { key: store });
  const order = {
    store,
    channel: null,
    member: { email },
    order: "o1",
    occurredAt: NOW + HOUR_MS,
    currency: "EUR",
    lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 2000 }],
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: 2000,
    paidWith: [],
    isImport: false,
  };
  await done(at(1), purchase, order, { key: "buys" });
  await publishes(pointsProgramme({ units, metrics }), 2);
  const payment = { amountMinor: 500, currency: "EUR", reference: "pay-1" };
  await done(at(3), sellGiftCard, { store, id: "g1", payment, recipient: { email } }, { key: "sends" });
  expect((await audit(embedded.client)).findings).toEqual([]);
  // What she does herself is done under the version: from then on she would be in no tier.
  await done(at(4), purchase, { ...order, order: "o2", occurredAt: NOW + 4 * HOUR_MS }, { key: "again" });
  const { rows } = await embedded.client.execute(
    "SELECT balance FROM accounts WHERE unit LIKE 'tier:club:%' AND holder IS NOT NULL",
  );
  expect(rows.map(({ balance }) => Number(balance))).toContain(0);
  expect((await audit(embedded.client)).findings).toEqual([]);
});
