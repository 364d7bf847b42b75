import { createHmac } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { paidOrder } from "../stores/hooks/shopify/bodies.ts";
import { conserved } from "../support/ledger.ts";
import { newWorld, orderOf, type World } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));
let deliveries = 0;

function deliver(
  topic: string,
  body: unknown,
  { in: where = world, delivery = "" }: { in?: World; delivery?: string } = {},
) {
  const text = JSON.stringify(body);
  deliveries += 1;
  return where.send({
    method: "POST",
    path: "/hooks/shopify/sto_shop",
    body: text,
    headers: {
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": "ada-tea.myshopify.com",
      "x-shopify-webhook-id": delivery || `people-${deliveries}`,
      "x-shopify-hmac-sha256": createHmac("sha256", "new secret").update(text).digest("base64"),
    },
  });
}

const shop = { shop_domain: "ada-tea.myshopify.com", shop_id: 1 };
const order = (id: number, customer: { id: number; email?: string }) => ({
  ...paidOrder({ processed_at: new Date().toISOString() }),
  id,
  customer,
});

/** Every text that the database holds. */
async function everything({ client }: World): Promise<string> {
  const tables = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  const rows = await Promise.all(tables.rows.map(({ name }) => client.execute(`SELECT * FROM ${name}`)));
  return JSON.stringify(
    rows.map((result) => result.rows),
    (_, value) => (typeof value === "bigint" ? String(value) : value),
  );
}

test("a redacted customer is erased by any name that the shop gives, and nothing of her stays", async () => {
  await deliver("orders/paid", order(7001, { id: 880001, email: "nina@example.com" }));
  expect(await everything(world)).toContain("nina@example.com");
  const body = { ...shop, customer: { id: 880001, email: null, phone: null }, orders_to_redact: [] };
  const first = await deliver("customers/redact", body, { delivery: "redact-nina" });
  expect([first.status, first.json.state]).toEqual([200, "erased"]);
  const after = await everything(world);
  expect(after).not.toContain("nina@example.com");
  expect(after).not.toContain("880001");
  expect((await deliver("customers/redact", body, { delivery: "redact-nina" })).text).toBe(first.text);
  const later = await deliver("customers/redact", body);
  expect([later.status, later.json]).toEqual([200, { effect: "member_unknown" }]);
});

test("a redacted customer is found by her order where nothing else names her", async () => {
  await deliver("orders/paid", order(7002, { id: 880002, email: "olga@example.com" }));
  const { json } = await deliver("customers/redact", { ...shop, customer: null, orders_to_redact: [7002] });
  expect(json.state).toBe("erased");
  expect(await everything(world)).not.toContain("olga@example.com");
});

test("a request for her data is recorded for staff, once a delivery", async () => {
  await deliver("orders/paid", order(7003, { id: 880003, email: "pia@example.com" }));
  const body = {
    ...shop,
    customer: { id: 880003, email: "pia@example.com" },
    orders_requested: [],
    data_request: { id: 99 },
  };
  const asked = await deliver("customers/data_request", body, { delivery: "request-pia" });
  expect([asked.status, asked.json.member]).toEqual([200, expect.stringMatching(/^mem_/)]);
  await deliver("customers/data_request", body, { delivery: "request-pia" });
  const { rows } = await world.client.execute("SELECT count(*) AS n FROM operations WHERE kind = 'request-export'");
  expect(Number(rows[0]?.n)).toBe(1);
});

test("an uninstalled shop's keys and orders are refused, its members keep what they have, and a redaction forgets its names", async () => {
  const other = await newWorld();
  await deliver("orders/paid", order(7004, { id: 880004 }), { in: other });
  expect(
    (await deliver("app/uninstalled", { ...shop, myshopify_domain: "ada-tea.myshopify.com" }, { in: other })).json
      .state,
  ).toBe("closed");
  expect((await other.post("/v1/purchases", orderOf("x", 100, { email: "quin@example.com" }))).status).toBe(401);
  expect((await deliver("orders/paid", order(7005, { id: 880004 }), { in: other })).status).toBe(404);
  expect(await everything(other)).toContain('"880004"');
  expect((await deliver("shop/redact", shop, { in: other })).status).toBe(200);
  const { rows } = await other.client.execute("SELECT count(*) AS n FROM identities");
  expect(Number(rows[0]?.n)).toBe(0);
  await conserved(other.client);
});
