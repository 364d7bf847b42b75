import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ShopifyFact } from "../../../functions/stores/hooks/shopify/fact.ts";
import { readShopify } from "../../../functions/stores/hooks/shopify.ts";
import {
  allocated,
  CLEO,
  delivered,
  line,
  paidOrder,
  refundBody,
  refunded,
  set,
  taxed,
  wire,
} from "./shopify/bodies.ts";

const full = paidOrder({
  admin_graphql_api_id: "gid://shopify/Order/5001",
  taxes_included: true,
  line_items: [
    line({ ...allocated("1.00"), ...taxed("2.00") }),
    line({ id: 32, quantity: 3, gift_card: true, total_discount_set: set("0.50") }),
  ],
  shipping_lines: [
    { price_set: set("5.00"), discounted_price_set: set("4.00"), ...allocated("1.00"), ...taxed("0.69") },
  ],
  refunds: [refundBody({ order_adjustments: [{ kind: "refund_discrepancy", amount_set: set("-1.00") }] })],
});
const person = { shop_domain: "ada-tea.myshopify.com", customer: CLEO };

/** A body that each topic reads well, and the kind it is read as. */
const SOUND: Record<string, { kind: ShopifyFact["kind"]; body: unknown }> = {
  "orders/paid": { kind: "order", body: full },
  "orders/cancelled": { kind: "cancel", body: { ...full, cancelled_at: "2026-11-04T00:00:00Z" } },
  "refunds/create": {
    kind: "refund",
    body: refundBody({ refund_line_items: [refunded("12.50"), refunded("4.00", { line_item: { id: 33 } })] }),
  },
  "customers/redact": { kind: "erase", body: { ...person, orders_to_redact: [5001] } },
  "customers/data_request": { kind: "export", body: { ...person, orders_requested: [5001], data_request: { id: 44 } } },
  "customers/merge": {
    kind: "merge",
    body: {
      admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1",
      admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2",
      status: "completed",
    },
  },
  "shop/redact": { kind: "shop_redact", body: { shop_domain: "ada-tea.myshopify.com" } },
  "app/uninstalled": { kind: "uninstalled", body: { myshopify_domain: "ada-tea.myshopify.com" } },
};
const TOPICS = Object.keys(SOUND);

test.each(TOPICS)("reads a sound body of %s", (topic) => {
  expect(readShopify(delivered(topic), wire(SOUND[topic]?.body), { taxesIncluded: true }).kind).toBe(
    SOUND[topic]?.kind,
  );
});

test("the same delivery is the same fact each time, and reading changes no body", () => {
  for (const topic of TOPICS) {
    const body = wire(SOUND[topic]?.body);
    const before = structuredClone(body);
    const first = readShopify(delivered(topic), body, { taxesIncluded: false });
    expect(readShopify(delivered(topic), body, { taxesIncluded: false })).toEqual(first);
    expect(body).toEqual(before);
  }
});

const HOSTILE = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 53,
  Number.MAX_SAFE_INTEGER,
  Number.NaN,
  "",
  "NaN",
  "-0",
  "1e99",
  "-1.00",
  "9".repeat(400),
  "\ud800",
  "__proto__",
  "9007199254740991",
  "90071992547409.91",
  "USD",
  "gid://shopify/Order/1",
  [],
  [null],
  [[]],
  {},
  { shop_money: null },
  { amount: "1", currency_code: "EUR" },
];
const hostile = fc.oneof(
  fc.constantFrom<unknown>(...HOSTILE),
  fc.jsonValue(),
  fc.maxSafeInteger(),
  fc.constantFrom("0", "1.00", "45035996273704.96").map((amount) => set(amount)),
);

/** Replaces (or, for undefined, removes) what stands at the place that `turns` lead to. */
function mutated(value: unknown, turns: readonly number[], given: unknown): unknown {
  const [turn, ...rest] = turns;
  if (typeof value !== "object" || value === null || turn === undefined) return given;
  const keys = Object.keys(value);
  const key = keys[turn % (keys.length || 1)];
  if (key === undefined) return given;
  const inner = mutated((value as Record<string, unknown>)[key], rest, given);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner };
}

function check(fact: ShopifyFact): void {
  // A fact is plain JSON: nothing undefined, infinite or not a number in it.
  expect(JSON.parse(JSON.stringify(fact))).toStrictEqual(fact);
  if (fact.kind === "malformed") expect(fact.pointer).toMatch(/^(\/[^/]*)*$/);
  if (fact.kind === "order") {
    const gross = fact.lines.reduce((so, one) => so + one.quantity * one.unitMinor, 0);
    expect(gross - fact.discountMinor + fact.shippingMinor + fact.taxMinor + fact.adjustmentMinor).toBe(
      fact.totalMinor,
    );
    for (const one of fact.lines) {
      expect(one.quantity).toBeGreaterThan(0);
      expect(
        Math.min(one.unitMinor, one.discountMinor, one.quantity * one.unitMinor - one.discountMinor),
      ).toBeGreaterThanOrEqual(0);
    }
    for (const refund of fact.refunds) check(refund);
  }
  if (fact.kind === "refund") {
    expect(Number.isSafeInteger(fact.amountMinor) && fact.amountMinor >= 0).toBe(true);
    expect(fact.lines.reduce((so, one) => so + one.amountMinor, fact.looseMinor)).toBe(fact.amountMinor);
  }
}

const KINDS = [
  "order",
  "refund",
  "cancel",
  "erase",
  "export",
  "merge",
  "shop_redact",
  "uninstalled",
  "ignored",
  "malformed",
];

test("whatever stands in whichever field, it answers with a sound fact and never throws", () => {
  const change = fc.record({
    turns: fc.array(fc.nat(30), { minLength: 1, maxLength: 7 }),
    given: fc.oneof(hostile, fc.constant(undefined)),
  });
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(...TOPICS),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      (topic, changes, taxesIncluded) => {
        const body = changes.reduce<unknown>((so, { turns, given }) => mutated(so, turns, given), SOUND[topic]?.body);
        const fact = readShopify(delivered(topic), body, { taxesIncluded });
        expect(KINDS).toContain(fact.kind);
        seen.add(fact.kind);
        check(fact);
      },
    ),
    { numRuns: 3_000 },
  );
  // Bodies with fields to spare survive some changes: the property is not held by refusing everything.
  expect([...seen]).toEqual(expect.arrayContaining(["order", "refund", "cancel", "ignored", "malformed"]));
});

test("any topic takes any JSON", () => {
  fc.assert(
    fc.property(fc.constantFrom(...TOPICS), fc.jsonValue(), (topic, body) => {
      check(readShopify(delivered(topic), body, { taxesIncluded: false }));
    }),
    { numRuns: 300 },
  );
});

test("a __proto__ field lends a body nothing", () => {
  const { customer: _customer, ...anonymous } = paidOrder();
  const text = JSON.stringify(anonymous).replace("{", '{"__proto__":{"email":"eve@example.org","test":false},');
  expect(readShopify(delivered("orders/paid"), wire(text), { taxesIncluded: false })).toEqual({
    kind: "ignored",
    reason: "no_customer",
  });
});
