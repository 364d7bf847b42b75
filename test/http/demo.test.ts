import { expect, test } from "vitest";
import { newWorld } from "../support/world.ts";

const world = await newWorld();

test.each([
  ["GET", "/shop"],
  ["GET", "/shop/cart"],
  ["GET", "/shop/loyalty-token"],
  ["POST", "/shop/checkout"],
  ["POST", "/developers"],
  ["POST", "/demo/session"],
  ["GET", "/demo/session"],
  ["GET", "/demo/enter?token=x"],
  ["POST", "/demo/enter"],
  ["POST", "/demo/shop/purchases"],
  ["POST", "/demo/shop/refunds"],
  ["GET", "/demo/operations/op_01kajw8zt0q9w4m2xv5n6p7r8s"],
  ["GET", "/demo/venues"],
])("outside a demo there is no %s %s", async (method, path) => {
  const { status, json } = await world.send({ method, path, ...(method === "POST" ? { body: {}, key: "k" } : {}) });
  expect([status, json.code]).toEqual([404, "not_found"]);
});

test("outside a demo the front door leads to the member's page, which lets nobody join at a click", async () => {
  const door = await world.send({ path: "/" });
  expect([door.status, door.headers.get("location")]).toEqual([302, "/me"]);
  const page = await world.send({ path: "/me" });
  expect(page.text).toContain("Nobody is signed in on this phone.");
  expect(page.text).not.toContain("<form");
});

test("pages run and style nothing but files of our own, and only our own pages frame them", async () => {
  const { headers } = await world.send({ path: "/me" });
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).not.toContain("unsafe");
  expect(headers.get("cache-control")).toBe("no-store");
});

test("outside a demo the page for developers has what stands for a key, no requests and no way to send a webhook", async () => {
  const { status, text } = await world.send({ path: "/developers" });
  expect(status).toBe(200);
  expect(text).toContain("Bearer tsk_live_…");
  expect(text).not.toMatch(/tsk_test_|id="requests"|<form/);
});
