/** Pages and forms, of a demo too: an odd name or a broken form gets a page that says so, never a fault. */
import { afterAll, expect, test } from "vitest";
import { app } from "../../functions/app.ts";
import { BODY_BYTES_MAX } from "../../functions/edge/body.ts";
import { startDemo } from "../support/demo.ts";
import { presetDocument } from "../support/presets.ts";

const demo = await startDemo(presetDocument("city-explorer"));
afterAll(() => demo.stop());

const routes = [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))].map((route) => {
  const [method = "", path = ""] = route.split(" ");
  return { method, path };
});
const gets = routes.filter(({ method, path }) => method === "GET" && path.includes(":"));
const posts = routes.filter(({ method }) => method === "POST");

const ODD = ["%00", "%20", "%C3%A9", "a".repeat(300), "__proto__", "%2e%2e", "'--"];

async function statusOf(method: string, path: string, init: RequestInit = {}): Promise<string> {
  const { status } = await fetch(`${demo.url}${path}`, { method, redirect: "manual", ...init });
  return status >= 500 ? `${status} ${method} ${path.slice(0, 80)}` : "answered";
}

test("no page fails on an odd name", async () => {
  expect(gets.length).toBeGreaterThan(40);
  for (const name of ODD) {
    const paths = gets.map(({ path }) => path.replaceAll(/:\w+(\{[^}]*\})?/g, name));
    const said = await Promise.all(paths.map((path) => statusOf("GET", path)));
    expect(said.filter((one) => one !== "answered")).toEqual([]);
  }
});

const BROKEN = [
  ["a form with files that is cut off", "multipart/form-data; boundary=x", "--x\r\n\r\n"],
  ["a form with files without its boundary", "multipart/form-data", "--x--"],
  ["fields that are no UTF-8", "application/x-www-form-urlencoded", "a=%ff%fe&=&&b"],
  ["nothing", "application/x-www-form-urlencoded", ""],
  ["JSON where a form is due", "application/json", "{"],
];

test.each(BROKEN)("no form fails on %s", async (_, type, body) => {
  expect(posts.length).toBeGreaterThan(50);
  const headers = { "content-type": type, origin: demo.url };
  const said = await Promise.all(
    posts.map(({ path }) => statusOf("POST", path.replaceAll(/:\w+(\{[^}]*\})?/g, "x"), { headers, body })),
  );
  expect(said.filter((one) => one !== "answered")).toEqual([]);
});

test("a form that is too large is refused", async () => {
  const body = `a=${"b".repeat(BODY_BYTES_MAX)}`;
  const headers = { "content-type": "application/x-www-form-urlencoded", origin: demo.url };
  for (const path of ["/shop/cart", "/developers"]) {
    const { status } = await fetch(`${demo.url}${path}`, { method: "POST", redirect: "manual", headers, body });
    expect(status, path).toBe(413);
  }
});
