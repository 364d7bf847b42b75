/** The console's page of venues: the link of a counter's page, its renewal, and tags. */
import { afterEach, expect, test } from "vitest";
import type { Role } from "../../functions/values/holder.ts";
import { conserved } from "../support/ledger.ts";
import { openVenueAt } from "../support/places.ts";
import { cookieOf, OURS, staffOf } from "../support/staff.ts";
import { newWorld } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));
const venue = await openVenueAt(world, "ven_desk");
const cookies = new Map<Role, string>();
for (const role of ["owner", "read-only"] as const) {
  const { link } = await staffOf(world, role);
  cookies.set(role, await cookieOf(world, link));
}
const look = (role: Role = "owner") =>
  world.send({ path: "/staff/venues", headers: { cookie: cookies.get(role) ?? "" } });
const submit = (path: string, fields: Record<string, string>, role: Role = "owner") =>
  world.send({
    method: "POST",
    path: `/staff/venues/${path}`,
    body: new URLSearchParams({ key: crypto.randomUUID(), ...fields }).toString(),
    headers: { ...OURS, cookie: cookies.get(role) ?? "" },
  });
const linkIn = (text: string) => /href="([^"]*\/counter#[^"]+)"/.exec(text)?.[1] ?? "";

test("the counter's page is one link away for who may steer, and renewing it changes its key", async () => {
  const before = linkIn((await look()).text);
  expect(new URL(before).hash).toMatch(/^#ven_desk\.[0-9a-f]{64}\.ven_desk$/);
  expect((await submit("renew", { venue })).text).toContain("worth nothing any more");
  const after = linkIn((await look()).text);
  expect(after).not.toBe(before);
  expect(linkIn((await look("read-only")).text)).toBe("");
  expect((await look("read-only")).text).toContain("ven_desk");
  expect((await submit("renew", { venue }, "read-only")).status).toBe(403);
});

test("a tag is given once, shows what to write onto it, and is retired", async () => {
  const uid = "04DE5F1EACC041";
  expect((await submit("tags", { venue, uid: "04DE" })).text).toContain("7 bytes in hex");
  expect((await submit("tags", { venue, uid: uid.toLowerCase() })).text).toContain(`Tag ${uid} belongs`);
  expect((await submit("tags", { venue, uid })).text).toContain("Not done.");
  const { text } = await submit("tags/write", { uid });
  expect(text).toContain(`/t?v=${venue}&amp;e=${"0".repeat(32)}&amp;c=${"0".repeat(16)}`);
  expect(text.match(/<dd class="code">[0-9a-f]{32}<\/dd>/g)).toHaveLength(2);
  expect((await look()).text).not.toContain("file read");
  expect((await submit("tags/write", { uid }, "read-only")).status).toBe(403);
  expect((await submit("tags/retire", { uid })).text).toContain("is retired");
  expect((await look()).text).toMatch(/<td>retired<\/td>/);
});

test("a place's page names it, is kept by nobody, and lets nobody but us ask for a position or a camera", async () => {
  const page = await world.send({ path: `/c/${venue}` });
  expect([page.status, page.headers.get("cache-control"), page.headers.get("referrer-policy")]).toEqual([
    200,
    "no-store",
    "no-referrer",
  ]);
  expect(page.text).toContain("<h1><bdi>ven_desk</bdi></h1>");
  const policy = page.headers.get("permissions-policy") ?? "";
  expect(policy).toContain("geolocation=(self)");
  expect(policy).toContain("camera=(self)");
  expect((await world.send({ path: `/t?v=${venue}&e=00&c=00` })).text).toContain("<h1><bdi>ven_desk</bdi></h1>");
  for (const path of ["/c/ven_none", "/c/sto_shop", "/t"]) expect((await world.send({ path })).status, path).toBe(404);
});
