/** What the demo shop's server lets a visitor do, and what it does not. */
import { expect, inject, test } from "vitest";

const url = inject("demoUrl");

async function newVisitor() {
  const response = await fetch(`${url}/demo/session`, { method: "POST" });
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const ask = (path: string, body?: unknown) =>
    fetch(url + path, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        cookie,
        origin: url,
        ...(body === undefined ? {} : { "content-type": "application/json", "idempotency-key": crypto.randomUUID() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { ask, terms: response.headers.get("set-cookie") ?? "" };
}

const orderOf = (order: string, lines: unknown = [{ sku: "MUG", quantity: 1 }]) => ({
  order,
  occurredAt: new Date().toISOString(),
  lines,
});

test("a visitor's session is out of reach of scripts and other sites", async () => {
  expect((await newVisitor()).terms).toMatch(/HttpOnly/);
  expect((await newVisitor()).terms).toMatch(/SameSite=Lax/);
});

test("the shop's prices are its own: a cart names things, and what else it says is refused", async () => {
  const { ask } = await newVisitor();
  const bought = await ask("/demo/shop/purchases", orderOf("T-PRICED"));
  expect(await bought.json()).toMatchObject({ status: 201, body: { totalMinor: 950 } });
  const haggled = await ask("/demo/shop/purchases", orderOf("T-HAGGLE", [{ sku: "MUG", quantity: 1, unitMinor: 1 }]));
  expect(haggled.status).toBe(422);
  expect((await ask("/demo/shop/purchases", orderOf("T-NOTHING", [{ sku: "GOLD", quantity: 1 }]))).status).toBe(404);
});

test("nobody refunds another visitor's order or sees the postings of her operations", async () => {
  const [ada, ben] = [await newVisitor(), await newVisitor()];
  const bought = await ada.ask("/demo/shop/purchases", orderOf("T-ADAS-1"));
  const { answer } = (await bought.json()) as { answer: { operation: string } };
  const { operation } = answer;
  expect((await ada.ask(`/demo/operations/${operation}`)).status).toBe(200);
  expect((await ben.ask(`/demo/operations/${operation}`)).status).toBe(404);
  const refund = { order: "T-ADAS-1", refund: "R-BENS-1", amountMinor: 100 };
  expect((await ben.ask("/demo/shop/refunds", refund)).status).toBe(404);
  expect((await ada.ask("/demo/shop/refunds", refund)).status).toBe(201);
});

test("a visitor who comes back stays who she was", async () => {
  const { ask } = await newVisitor();
  const before = (await (await ask("/demo/session")).json()) as { member: string };
  const again = (await (await ask("/demo/session", {})).json()) as { member: string };
  expect(again.member).toBe(before.member);
});

test("assets are served by their types, and nothing else of the directory is", async () => {
  const script = await fetch(`${url}/assets/tour.js`);
  expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  for (const path of ["/assets/", "/assets/_headers", "/assets/%2e%2e/_headers", "/assets/none.js"])
    expect((await fetch(url + path)).status, path).toBe(404);
});
