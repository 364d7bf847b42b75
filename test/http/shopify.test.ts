import { createHmac } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { line, paidOrder, refundBody, refunded, set } from "../stores/hooks/shopify/bodies.ts";
import { conserved } from "../support/ledger.ts";
import { newWorld } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));

let deliveries = 0;

/** A delivery of Ada's shop, signed as Shopify signs. */
function deliver(
  topic: string,
  body: unknown,
  given: { secret?: string; delivery?: string; headers?: Record<string, string>; store?: string } = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  deliveries += 1;
  return world.send({
    method: "POST",
    path: `/hooks/shopify/${given.store ?? "sto_shop"}`,
    body: text,
    headers: {
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": "ada-tea.myshopify.com",
      "x-shopify-webhook-id": given.delivery ?? `d-${deliveries}`,
      "x-shopify-hmac-sha256": createHmac("sha256", given.secret ?? "new secret")
        .update(text)
        .digest("base64"),
      ...given.headers,
    },
  });
}

/** Recent, so that it is not too late: the sample's own instant is fixed. */
const sold = (id: string, more: Record<string, unknown> = {}) =>
  JSON.stringify(paidOrder({ processed_at: new Date().toISOString(), ...more })).replace('"id":5001', `"id":${id}`);
const back = (order: string, refund: number, more: Record<string, unknown> = {}) =>
  JSON.stringify(refundBody({ id: refund, ...more })).replace('"order_id":5001', `"order_id":${order}`);

async function points(email: string): Promise<number> {
  const { rows } = await world.client.execute({
    sql: "SELECT coalesce(sum(balance), 0) AS points FROM identities JOIN accounts USING (holder) WHERE kind = 'email' AND value = ?",
    args: [email],
  });
  return Number(rows[0]?.points);
}
const person = (email: string) => ({ customer: { id: deliveries * 1000 + 1, email } });

test("a paid order earns, and the same delivery again changes nothing", async () => {
  const body = sold("820982911946154508", person("a@example.com"));
  const first = await deliver("orders/paid", body, { delivery: "same" });
  expect([first.status, first.json]).toMatchObject([200, { effect: "recorded", order: "820982911946154508" }]);
  const again = await deliver("orders/paid", body, { delivery: "same" });
  expect(again.json).toMatchObject({ effect: "recorded", operation: first.json.operation });
  expect(await points("a@example.com")).toBe(25);
  const other = await deliver("orders/paid", sold("820982911946154508", person("a@example.com")));
  expect(other.json.effect).toBe("unchanged");
  expect(await points("a@example.com")).toBe(25);
});

test("ids beyond 2^53 that differ in the last digit are two orders", async () => {
  await deliver("orders/paid", sold("820982911946154511", person("b@example.com")));
  await deliver("orders/paid", sold("820982911946154512", person("b@example.com")));
  expect(await points("b@example.com")).toBe(50);
});

test("a refund takes back what the line earned, told as a refund or within the order, once", async () => {
  const two = { line_items: [line({ quantity: 2 })], total_price_set: set("25.00") };
  await deliver("orders/paid", sold("6001", { ...person("c@example.com"), ...two }));
  expect(await points("c@example.com")).toBe(50);
  const { json } = await deliver("refunds/create", back("6001", 71));
  expect(json.effect).toBe("changed");
  expect(await points("c@example.com")).toBe(25);
  const refund = JSON.parse(back("6001", 71)) as Record<string, unknown>;
  await deliver("orders/paid", sold("6001", { ...person("c@example.com"), ...two, refunds: [refund] }));
  expect(await points("c@example.com")).toBe(25);
  await deliver("refunds/create", back("6001", 72, { refund_line_items: [refunded("12.50")] }));
  expect(await points("c@example.com")).toBe(0);
});

test("a refund that comes before its order is parked and applied when the order comes", async () => {
  const { json } = await deliver("refunds/create", back("6002", 73));
  expect(json.effect).toBe("parked");
  const two = { line_items: [line({ quantity: 2 })], total_price_set: set("25.00") };
  expect((await deliver("orders/paid", sold("6002", { ...person("d@example.com"), ...two }))).json.effect).toBe(
    "recorded",
  );
  expect(await points("d@example.com")).toBe(25);
});

test("a cancelled order is worth nothing, whichever comes first", async () => {
  await deliver("orders/paid", sold("6003", person("e@example.com")));
  await deliver("orders/cancelled", sold("6003", person("e@example.com")));
  expect(await points("e@example.com")).toBe(0);
  await deliver("orders/cancelled", sold("6004", person("f@example.com")));
  await deliver("orders/paid", sold("6004", person("f@example.com")));
  expect(await points("f@example.com")).toBe(0);
});

test("order, refund and cancellation at once end at nothing earned", async () => {
  const answers = await Promise.all([
    deliver("orders/paid", sold("6005", person("g@example.com"))),
    deliver("refunds/create", back("6005", 74)),
    deliver("orders/cancelled", sold("6005", person("g@example.com"))),
    deliver("orders/paid", sold("6005", person("g@example.com"))),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await points("g@example.com")).toBe(0);
});

test("test orders, gift cards and other currencies earn nothing and are answered 200", async () => {
  expect((await deliver("orders/paid", sold("6006", { ...person("h@example.com"), test: true }))).json.effect).toBe(
    "test",
  );
  const card = { line_items: [line({ gift_card: true })] };
  expect((await deliver("orders/paid", sold("6007", { ...person("h@example.com"), ...card }))).status).toBe(200);
  expect(await points("h@example.com")).toBe(0);
});

test("old and new secrets are both believed during a rotation; no other is", async () => {
  expect((await deliver("orders/paid", sold("6010", person("i@example.com")), { secret: "old secret" })).status).toBe(
    200,
  );
  expect((await deliver("orders/paid", sold("6011"), { secret: "another" })).status).toBe(401);
  expect(
    (await deliver("orders/paid", sold("6012"), { headers: { "x-shopify-shop-domain": "other.myshopify.com" } }))
      .status,
  ).toBe(401);
  expect((await deliver("orders/paid", sold("6013"), { store: "sto_other" })).status).toBe(404);
});

test.each([
  ["not json", "{"],
  ["a list", "[]"],
  ["wrong types", JSON.stringify({ id: {}, line_items: 5 })],
  ["deep", "[".repeat(50_000)],
])("%s, rightly signed, is answered 200 and changes nothing", async (_, body) => {
  const before = await world.client.execute("SELECT count(*) AS n FROM operations");
  expect((await deliver("orders/paid", body)).status).toBe(200);
  const after = await world.client.execute("SELECT count(*) AS n FROM operations");
  expect(after.rows[0]?.n).toBe(before.rows[0]?.n);
});
