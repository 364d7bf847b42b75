/** In which city something happened is its store's to say, whoever asks: staff and operators have no store of their own. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { payMembership } from "../../functions/operations/membership.ts";
import { moderate } from "../../functions/operations/moderate.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { refund } from "../../functions/operations/refund.ts";
import { report } from "../../functions/operations/report.ts";
import { openStore } from "../../functions/operations/store.ts";
import { topUp } from "../../functions/operations/top-up.ts";
import type { Verb } from "../../functions/operations/verb.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { done } from "../support/embedded.ts";
import { newInProcess } from "../support/in-process.ts";
import { balanced } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";

const NOW = Date.parse("2026-03-02T10:00:00Z");
const CITIES = { sto_delft: "Delft", sto_gouda: "Gouda" };

const caps = [{ what: "times", per: "day", atMost: 9 }];
const rule = (on: string, more: JsonObject = {}): JsonObject => ({
  id: on,
  name: on,
  on,
  when: [{ kind: "city", in: ["Delft"] }],
  effects: [{ kind: "earn", unit: "points", amount: 7 }],
  caps,
  ...more,
});
const unit = (one: string, more: JsonObject = {}): JsonObject => ({ name: { one, other: `${one}s` }, ...more });
const DOCUMENT = pointsProgramme({
  units: {
    points: unit("point"),
    cash: unit("cash", { money: true }),
    plus: unit("Plus", { membership: { priceMinor: 2000, months: 1, graceDays: 3, benefits: [] } }),
    critic: unit("critic badge", { badge: true }),
  },
  campaigns: [
    {
      id: "here",
      name: "Here",
      rules: [
        ...["purchase", "refund", "top-up", "membership", "badge-earned"].map((on) => rule(on)),
        // The badge is hers when staff accept it, and that meets the rules then.
        rule("photo", { effects: [{ kind: "earn", unit: "critic", amount: 1 }], when: [], moderated: true }),
      ],
    },
  ],
});

const embedded = await newInProcess();
const ledger = { ...embedded.ledger, now: NOW };
afterAll(() => embedded.close());

beforeAll(async () => {
  const read = readProgramme(DOCUMENT);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const version = { programme: read.programme, document: canonicalJson(DOCUMENT), effectiveAt: null, basedOn: null };
  await done(ledger, publish, version, { key: "publish" });
  for (const [store, city] of Object.entries(CITIES))
    await done(ledger, openStore, { store, name: store, city }, { key: store });
});

const paid = (reference: string) => ({ amountMinor: 2000, currency: "EUR", reference });
const order = {
  channel: "shop",
  currency: "EUR",
  lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }],
  ...{ discountMinor: 0, shippingMinor: 0, taxMinor: 0, totalMinor: 1000, paidWith: [], isImport: false },
  occurredAt: NOW,
};

test.each(Object.entries(CITIES))(
  "at %s, rules that ask for Delft see %s, by whatever is done there",
  async (store, city) => {
    const member = { email: `${store}@example.com` };
    const asks = async (verb: unknown, request: JsonObject): Promise<unknown> => {
      const key = `${store}-${JSON.stringify(request)}`.slice(0, 200);
      const { earned } = await done(ledger, verb as Verb<JsonObject, object>, { store, ...request }, { key });
      return (earned as { rule: string }[]).map((each) => each.rule);
    };
    const asked = [
      await asks(purchase, { ...order, member, order: "o-1" }),
      await asks(refund, { order: "o-1", refund: "r-1", amountMinor: 500, lines: [] }),
      await asks(topUp, { member, id: "t-1", payment: paid(`${store}-t`) }),
      await asks(payMembership, { member, id: "m-1", plan: "plus", payment: paid(`${store}-m`) }),
      await asks(report, { member, type: "photo", id: "p-1", occurredAt: NOW, data: {} }),
      await asks(moderate, { event: `event:${store}:p-1`, verdict: "accept" }),
    ];
    const isHere = city === "Delft";
    const here = ["purchase", "refund", "top-up", "membership"].map((on) => (isHere ? [on] : []));
    expect(asked).toEqual([...here, ["photo"], isHere ? ["badge-earned"] : []]);
    await balanced(embedded.client);
  },
);
