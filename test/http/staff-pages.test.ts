import { afterEach, expect, test } from "vitest";
import type { Role } from "../../functions/values/holder.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { cookieOf, OURS, staffOf } from "../support/staff.ts";
import { type Answer, newWorld, orderOf } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));
const cookies = new Map<Role, string>();
for (const role of ["owner", "support", "cashier", "read-only"] as const) {
  const { link } = await staffOf(world, role);
  cookies.set(role, await cookieOf(world, link));
}
const ada = (await world.post("/v1/members", { email: "ada@example.com", name: "Ada <b>Bold</b>" })).json.member;
await world.post("/v1/purchases", orderOf("1", 4000, { id: ada }));

const look = (path: string, role: Role = "owner") => world.send({ path, headers: { cookie: cookies.get(role) ?? "" } });
const submit = (path: string, fields: Record<string, string>, role: Role = "owner", headers = OURS) =>
  world.send({
    method: "POST",
    path,
    body: new URLSearchParams(fields).toString(),
    headers: { ...headers, cookie: cookies.get(role) ?? "" },
  });
/** The text of a page without its tags. */
const words = ({ text }: Answer) =>
  text
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");
/** The hidden key of the form that posts to a path. */
const keyIn = ({ text }: Answer, action: string) =>
  text.split(`action="${action}"`)[1]?.match(/name="key" value="([^"]+)"/)?.[1] ?? "";

test.each(["/staff", `/staff/members/${ada}`, "/staff/programme", "/staff/stores"])(
  "%s asks who is there, runs no script, and is read by whoever may",
  async (path) => {
    const nobody = await world.send({ path });
    expect([nobody.status, words(nobody).includes("You are not signed in")]).toEqual([401, true]);
    const shown = await look(path, "read-only");
    expect(shown.status).toBe(200);
    expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'; style-src 'self'");
    expect(shown.text).not.toMatch(/<script|<style|\son\w+=|\sstyle=/);
    expect(shown.text).toMatch(/^<!doctype html><html lang="en">/);
    for (const [, id] of shown.text.matchAll(/<(?:input|select|textarea) id="([^"]+)"/g))
      expect(shown.text).toContain(`<label for="${id}"`);
  },
);

test("what was sent in is accepted or rejected on a page of its own", async () => {
  const photo = { id: "photo", name: "Photo", on: "photo", moderated: true };
  const rule = { ...photo, effects: [{ kind: "earn", unit: "points", amount: 100 }] };
  const moderated = await newWorld(pointsProgramme({ campaigns: [{ id: "all", name: "All", rules: [rule] }] }));
  const { link } = await staffOf(moderated, "support");
  const headers = { ...OURS, cookie: await cookieOf(moderated, link) };
  const page = () => moderated.send({ path: "/staff/submissions", headers });
  for (const id of ["p-1", "p-2"])
    await moderated.post("/v1/events", {
      member: { email: "ada@example.com" },
      type: "photo",
      id,
      occurredAt: new Date().toISOString(),
      data: { url: `https://a.example/${id}?a=<b>` },
    });
  const shown = await page();
  expect(words(shown)).toContain("100 points wait");
  expect(shown.text).toContain("https://a.example/p-1?a=&lt;b&gt;");
  const decide = (id: string, verdict: string) =>
    moderated.send({
      method: "POST",
      path: "/staff/submissions",
      headers,
      body: new URLSearchParams({ key: crypto.randomUUID(), event: `event:sto_shop:${id}`, verdict }).toString(),
    });
  expect(words(await decide("p-1", "accept"))).toContain("Accepted: what it earned is hers.");
  expect(words(await decide("p-2", "reject"))).toContain("Rejected: what it earned was taken back.");
  expect(words(await page())).toContain("Nothing waits.");
  expect((await look("/staff/submissions", "cashier")).status).toBe(403);
  await conserved(moderated.client);
});

test("a member is found by her name, and her page says why she has what she has", async () => {
  const found = await look("/staff?query=Ada");
  expect(found.text).toContain(`href="/staff/members/${ada}"`);
  expect(found.text).toContain("Ada &lt;b&gt;Bold&lt;/b&gt;");
  expect(found.text).not.toContain("ada@example.com");
  const page = words(await look(`/staff/members/${ada}`));
  expect(page).toContain("2 points per €1.00 on €40.00 = 80 points");
  expect(page).toContain("80 to spend");
  expect(words(await look("/staff?query=nobody"))).toContain("Nobody is found by “nobody”.");
  expect(words(await look("/staff?query=Ada", "cashier"))).toContain("Nobody is found");
  expect((await look(`/staff/members/${ada}`, "cashier")).status).toBe(403);
  expect((await look("/staff/members/mem_00000000000000000000000000")).status).toBe(404);
});

test("an adjustment needs a reason, is done once however often the form is sent, and shows in the statement", async () => {
  const path = `/staff/members/${ada}/adjust`;
  const key = keyIn(await look(`/staff/members/${ada}`), path);
  expect(key).toMatch(/^[0-9a-f-]{36}$/);
  const fields = { key, amount: "50", unit: "points", code: "goodwill", reason: "The parcel came late." };
  expect(words(await submit(path, { ...fields, reason: " " }))).toContain("Not done. A reason is required.");
  expect(words(await submit(path, { ...fields, amount: "0" }))).toContain("whole number, and not 0");
  const done = words(await submit(path, fields));
  expect(done).toContain("Given: 50 points.");
  expect(done).toContain("given by our staff: goodwill +50 points");
  expect(done).toContain("130 to spend");
  expect(words(await submit(path, fields))).toContain("130 to spend");
  const tooMuch = await submit(path, { ...fields, key: crypto.randomUUID(), amount: "1001" }, "support");
  expect(words(tooMuch)).toContain("Not done. Above your limit");
  expect((await submit(path, { ...fields, key: crypto.randomUUID() }, "read-only")).status).toBe(403);
  const { "sec-fetch-site": _, ...foreign } = OURS;
  expect(
    (
      await submit(path, { ...fields, key: crypto.randomUUID() }, "owner", {
        ...foreign,
        "sec-fetch-site": "cross-site",
      })
    ).status,
  ).toBe(401);
  expect(words(await look(`/staff/members/${ada}`))).toContain("130 to spend");
});

test("a member is frozen and unfrozen with a reason", async () => {
  const path = `/staff/members/${ada}/freeze`;
  const key = () => crypto.randomUUID();
  expect(words(await submit(path, { key: key(), frozen: "true", reason: "A look." }))).toContain("She is frozen.");
  expect(words(await submit(path, { key: key(), frozen: "false", reason: "Seen." }))).toContain("not frozen any more");
});

test("a document is checked with faults and differences in words, published, and rolled back", async () => {
  const first = await look("/staff/programme");
  expect(words(first)).toContain("Version 1, as JSON");
  const key = keyIn(first, "/staff/programme");
  const send = (document: unknown, action: string, more: Record<string, string> = {}) =>
    submit("/staff/programme", {
      key,
      basedOn: "1",
      do: action,
      document: typeof document === "string" ? document : JSON.stringify(document),
      ...more,
    });
  expect(words(await send("{", "check"))).toContain("The text is no JSON");
  const faulty = await send(pointsProgramme({ zone: "Mars" }), "publish");
  expect(words(faulty)).toContain("The document has one fault. /zone an IANA time zone, as Europe/Berlin");
  expect(faulty.text).toContain("Mars");
  const next = pointsProgramme({ lateDays: 14 });
  expect(words(await send(next, "check"))).toContain(
    "Against version 1, which is in force, it would change: lateDays: 30 → 14 /lateDays",
  );
  expect(words(await send(next, "publish"))).toContain("Version 2 is published and in force.");
  const stale = await send(pointsProgramme({ lateDays: 7 }), "publish", { key: crypto.randomUUID() });
  expect(words(stale)).toContain("Not done. Somebody published in between");
  const back = await submit("/staff/programme/rollback", { key: crypto.randomUUID(), to: "1", basedOn: "2" });
  expect(words(back)).toContain("Version 3 has the words of version 1 and is in force.");
  expect(words(back)).toContain("3 (went back)");
  expect(words(back)).toContain("owner@example.com");
  expect((await look("/staff/programme", "read-only")).text).not.toContain("<textarea");
});

test("a draft is written, scheduled, and withdrawn before it takes effect", async () => {
  const send = async (document: unknown, action: string, more: Record<string, string> = {}) => {
    const shown = await look("/staff/programme");
    const basedOn = /name="basedOn" value="(\d+)"/.exec(shown.text)?.[1] ?? "";
    const fields = {
      key: crypto.randomUUID(),
      basedOn,
      do: action,
      document: JSON.stringify(document),
      name: "spring",
    };
    return submit("/staff/programme", { ...fields, ...more });
  };
  const faulty = pointsProgramme({ zone: "Mars" });
  expect(words(await send(faulty, "save", { name: "No name" }))).toContain("A draft needs a name");
  const saved = words(await send(faulty, "save"));
  expect(saved).toContain("The draft spring is saved.");
  expect(saved).toContain("The document has one fault.");
  expect(saved).toMatch(/spring One fault Drop \d+ \w+ \d{4}, \d\d:\d\d owner@example\.com/);
  const next = pointsProgramme({ lateDays: 3 });
  await send(next, "save", { draft: "spring", revision: "1" });
  const draft = await look("/staff/programme?draft=spring");
  expect(words(draft)).toContain("The draft spring, as JSON");
  expect(words(draft)).toContain("it would change: lateDays: 30 → 3 /lateDays");
  expect(words(await send(next, "publish", { from: "soon" }))).toContain("That is no day and time.");
  const at = { from: "2099-07-01T09:00", draft: "spring", revision: "2" };
  const scheduled = words(await send(next, "publish", at));
  expect(scheduled).toContain("is scheduled for 1 Jul 2099, 09:00.");
  expect(scheduled).not.toContain("Drafts");
  const [, version = ""] = /(\d+) Scheduled Withdraw 1 Jul 2099, 09:00/.exec(scheduled) ?? [];
  const fields = { key: crypto.randomUUID(), to: version, basedOn: version };
  const withdrawn = words(await submit("/staff/programme/withdraw", fields));
  expect(withdrawn).toContain(`Version ${version} is withdrawn: version ${Number(version) + 1} goes on.`);
  expect(withdrawn).toContain(`${version} Withdrawn`);
  expect(withdrawn).toContain(`${Number(version) + 1} (went on) In force`);
});

test("pausing takes a sentence, and resuming none", async () => {
  const send = (fields: Record<string, string>) =>
    submit("/staff/programme/pause", { key: crypto.randomUUID(), what: "earning", ...fields });
  expect(words(await send({ says: "" }))).toContain("Members read a sentence");
  expect(words(await send({ says: "Back at noon." }))).toContain("Paused: “Back at noon. ”".replace(". ”", ".”"));
  expect((await world.post("/v1/purchases", orderOf("2", 100, { id: ada }))).json.says).toBe("Back at noon.");
  expect(words(await send({ resume: "true" }))).toContain("earning goes on.");
  expect((await world.post("/v1/purchases", orderOf("2", 100, { id: ada }))).status).toBe(201);
});

test("a store is opened and given a key that is on the page once, also when the form is sent again", async () => {
  const opened = await submit("/staff/stores", { key: crypto.randomUUID(), id: "sto_page", name: "Page" });
  expect(words(opened)).toContain("Page is open.");
  const fields = { key: crypto.randomUUID(), store: "sto_page", scopes: "earn" };
  const made = await submit("/staff/stores/keys", fields);
  const [secret = ""] = /tsk_test_page_[0-9a-z]{38}/.exec(made.text) ?? [];
  expect(secret).not.toBe("");
  const again = await submit("/staff/stores/keys", fields);
  expect(words(again)).toContain("This key was made and shown before.");
  expect(again.text).not.toContain("tsk_");
  const id = /name="id" value="(key_[0-9a-f]{24})"/.exec(again.text)?.[1] ?? "";
  expect(words(await submit("/staff/stores/keys/revoke", { key: crypto.randomUUID(), id }))).toContain(
    "The key is revoked.",
  );
  expect((await submit("/staff/stores/keys", { ...fields, key: crypto.randomUUID() }, "support")).status).toBe(403);
});

test("a form without a key, too large, or of another kind is refused with a page", async () => {
  const fields = { what: "earning", says: "Later." };
  expect((await submit("/staff/programme/pause", fields)).status).toBe(400);
  const large = await submit("/staff/programme", { key: "large", document: "x".repeat(300_000) });
  expect([large.status, words(large).includes("Too large")]).toEqual([413, true]);
  const json = { ...OURS, "content-type": "application/json" };
  expect((await submit("/staff/programme/pause", fields, "owner", json)).status).toBe(415);
});
