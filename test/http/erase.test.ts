import { afterEach, expect, test, vi } from "vitest";
import { app } from "../../functions/app.ts";
import { audit } from "../../functions/operations/audit.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { staffOf } from "../support/staff.ts";
import { type Answer, freshKey, newWorld, orderOf } from "../support/world.ts";

const world = await newWorld();
const owner = (await staffOf(world, "owner")).session;
const support = (await staffOf(world, "support")).session;
const marketer = (await staffOf(world, "marketer")).session;
afterEach(async () => {
  await conserved(world.client);
  expect((await audit(world.client)).findings).toEqual([]);
});

const asStaff =
  (token: string) =>
  (path: string, body?: unknown, key = freshKey()) =>
    world.send({ method: "POST", path: `/v1/staff/${path}`, token, key, body });

/** What may be found of a person: each is in some request of hers. */
const ADA = ["ada.lovelace@example.com", "+4915112345678", "Ada Lovelace", "crm-ada-7", "Ada rang twice"] as const;

/** Every text of every table. */
async function everything(): Promise<string> {
  const { rows } = await world.client.execute("SELECT name FROM sqlite_master WHERE type = 'table'");
  const texts = [];
  for (const { name } of rows) texts.push(JSON.stringify((await world.client.execute(`SELECT * FROM "${name}"`)).rows));
  return texts.join("\n");
}

test("an erasure leaves no trace of the person, and the ledger and everybody else's answers whole", async () => {
  const bens = orderOf("ben-1", 4000, { email: "ben@example.com" });
  const benAnswer = await world.post("/v1/purchases", bens, "ben-key");
  const order = orderOf("ada-1", 4000, { email: ADA[0] });
  await world.post("/v1/purchases", order, "ada-key");
  const { json: ada } = await world.post("/v1/members", {
    email: ADA[0],
    phone: ADA[1],
    externalId: ADA[3],
    name: ADA[2],
  });
  await world.post("/v1/purchases", orderOf("ada-2", 2000, { externalId: ADA[3] }));
  await world.post("/v1/purchases/ada-1/refunds", { refund: "r", amountMinor: 1000 });
  await asStaff(owner)("adjustments", { member: ada.member, unit: "points", amount: 3, reason: ADA[4] });
  const late = { ...orderOf("late", 100, { email: "zoe@example.com" }), occurredAt: "2020-01-01T00:00:00Z" };
  expect((await world.post("/v1/purchases", late)).json.code).toBe("too_late");
  const { json: session } = await world.post("/v1/member-sessions", { member: { phone: ADA[1] } });
  const before = await everything();
  for (const trace of ADA) expect(before).toContain(trace);
  expect(before, "a refused request keeps no words of somebody who was never opened").not.toContain("zoe@example.com");

  expect((await asStaff(marketer)(`members/${ada.member}/erasure`)).status).toBe(403);
  const erased = await asStaff(support)(`members/${ada.member}/erasure`, undefined, "erase-ada");
  expect(erased.status, erased.text).toBe(200);
  expect(erased.json).toMatchObject({ member: ada.member, state: "erased", lapsed: { points: 103 } });

  const after = await everything();
  for (const trace of ADA) expect(after).not.toContain(trace);
  expect(after).toContain("ben@example.com");
  const gone = await world.post("/v1/purchases", order, "ada-key");
  expect([gone.status, gone.json.code]).toEqual([410, "erased"]);
  expect((await world.post("/v1/purchases", bens, "ben-key")).text).toBe(benAnswer.text);
  expect((await asStaff(support)(`members/${ada.member}/erasure`, undefined, "erase-ada")).text).toBe(erased.text);
  expect((await asStaff(support)(`members/${ada.member}/erasure`)).json.code).toBe("member_unknown");
  expect((await world.get(`/v1/members/${ada.member}`)).json.code).toBe("member_unknown");
  expect((await world.send({ path: "/v1/me", token: session.token })).status).toBe(401);
  const fresh = await world.post("/v1/purchases", orderOf("ada-3", 100, { email: ADA[0] }));
  expect(fresh.json.member).not.toBe(ada.member);
});

test("a debt is forgiven with the erasure", async () => {
  const { json } = await world.post("/v1/purchases", orderOf("cleo-1", 1000, { email: "cleo@example.com" }));
  await asStaff(owner)("adjustments", { member: json.member, unit: "points", amount: -50, reason: "r" });
  const erased = await asStaff(owner)(`members/${json.member}/erasure`);
  expect(erased.json.lapsed).toEqual({ points: -30 });
});

test("the database lets papers go for an erasure of their member and for nothing else", async () => {
  await world.post("/v1/purchases", orderOf("dana-1", 1000, { email: "dana@example.com" }));
  await expect(world.client.execute("DELETE FROM papers")).rejects.toThrow("erasure of their member only");
});

test("everything held of a person can be taken along, a page at a time", async () => {
  const email = "eve@example.com";
  const { json } = await world.post("/v1/members", { email, name: "Eve" });
  for (const order of ["eve-1", "eve-2", "eve-3"]) await world.post("/v1/purchases", orderOf(order, 1000, { email }));
  const pages: Answer["json"][] = [];
  for (let cursor = ""; ; ) {
    const page = await world.send({ path: `/v1/staff/members/${json.member}/export?limit=2${cursor}`, token: owner });
    expect(page.status, page.text).toBe(200);
    pages.push(page.json);
    if (page.json.next_cursor === null) break;
    cursor = `&cursor=${page.json.next_cursor}`;
  }
  expect(pages[0]).toMatchObject({ identities: [{ kind: "email", value: email }], profile: { name: "Eve" } });
  const all = (name: string) => pages.flatMap((page) => page[name]);
  expect(all("operations").map(({ kind }) => kind)).toEqual(["enrol", "purchase", "purchase", "purchase"]);
  expect(all("operations")[1].request).toContain(email);
  expect(all("operations")[1].postings).toMatchObject([{ from: "sto_shop:issued", to: json.member, amount: 20 }]);
  expect(all("holdings").map(({ id }) => id)).toEqual([
    "order:sto_shop:eve-1",
    "order:sto_shop:eve-2",
    "order:sto_shop:eve-3",
  ]);
  expect(all("accounts")).toMatchObject([{ unit: "points", balance: 60 }]);
  expect((await world.send({ path: `/v1/staff/members/${json.member}/export`, token: marketer })).status).toBe(403);
});

test("no log line holds who asked or where she looked from", async () => {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line) => lines.push(String(line)));
  const bindings = { DATABASE_URL: world.databaseUrl, SECRET, ENVIRONMENT: "test" };
  const asked = (path: string, init: RequestInit) => app.request(`http://shop.test${path}`, init, bindings);
  await asked("/v1/venues/nearby?latitude=52.520815&longitude=13.409419", {});
  await asked("/v1/purchases", {
    method: "POST",
    headers: {
      authorization: `Bearer ${world.storeKey}`,
      "idempotency-key": "log-1",
      "content-type": "application/json",
    },
    body: JSON.stringify(orderOf("log-1", 1000, { email: "fay@example.com" })),
  });
  log.mockRestore();
  expect(lines.map((line) => JSON.parse(line).status)).toEqual([200, 201]);
  for (const trace of ["52.52", "13.40", "fay@", world.storeKey]) expect(lines.join("\n")).not.toContain(trace);
});
