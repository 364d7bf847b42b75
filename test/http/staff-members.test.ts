import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { staffOf } from "../support/staff.ts";
import { newWorld, orderOf } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));
const support = await staffOf(world, "support");
const cashier = await staffOf(world, "cashier");
const ada = (await world.post("/v1/members", { email: "ada@example.com", phone: "+31 20 123 4567", name: "Ada" })).json;
const ben = (await world.post("/v1/members", { externalId: "crm-7", email: "ben@shop.co.uk", name: "Ben Adams" })).json;
await world.post("/v1/members", { email: "adam@example.com", name: "Adam 100%" });

async function found(by: typeof support, query: string): Promise<string[]> {
  const answer = await by.get(`/v1/staff/members?query=${encodeURIComponent(query)}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.data.map(({ name }: { name: string }) => name);
}

test.each([
  ["an e-mail in any capitals", " ADA@Example.com ", ["Ada"]],
  ["a phone however it is spaced", "+31 (20) 123-4567", ["Ada"]],
  ["a member's id", ada.member, ["Ada"]],
  ["a store's own id", "crm-7", ["Ben Adams"]],
  ["the beginning of a name", "ad", ["Ada", "Adam 100%"]],
  ["a name with a sign that means something in SQL", "Adam 100%", ["Adam 100%"]],
  ["a sign that means something in SQL alone", "%%", []],
  ["one letter", "a", []],
  ["part of an e-mail", "example.com", []],
  ["a staff member's e-mail", "support@example.com", []],
])("support finds by %s", async (_, query, names) => {
  expect(await found(support, query)).toEqual(names);
});

test.each([
  ["exactly an e-mail", "ada@example.com", ["Ada"]],
  ["a member's id", ben.member, ["Ben Adams"]],
  ["not a name", "Ada", []],
  ["not a phone", "+31201234567", []],
  ["not a store's own id", "crm-7", []],
])("a cashier finds by %s", async (_, query, names) => {
  expect(await found(cashier, query)).toEqual(names);
});

test("contacts are masked", async () => {
  const { json } = await support.get("/v1/staff/members?query=ben@shop.co.uk");
  expect(json.data).toEqual([{ member: ben.member, state: "joined", name: "Ben Adams", contact: "b•••@s•••.uk" }]);
});

test("a search shows at most 20 and needs something to look for", async () => {
  for (let index = 0; index < 22; index++)
    await world.post("/v1/members", { externalId: `many-${index}`, name: `Zoe ${index}` });
  expect(await found(support, "Zoe")).toHaveLength(20);
  expect((await support.get("/v1/staff/members?query=")).status).toBe(422);
});

test("a frozen member neither earns nor loses; thawed, she goes on", async () => {
  const freeze = (frozen: boolean) =>
    support.post(`/v1/staff/members/${ada.member}/freeze`, { frozen, reason: "a look" });
  await world.post("/v1/purchases", orderOf("1", 1000, { id: ada.member }));
  expect((await freeze(true)).json).toMatchObject({ member: ada.member, state: "frozen" });
  expect((await world.post("/v1/purchases", orderOf("2", 1000, { id: ada.member }))).json.code).toBe("member_frozen");
  expect((await freeze(false)).json.state).toBe("joined");
  const bought = await world.post("/v1/purchases", orderOf("3", 1000, { id: ada.member }));
  expect(bought.json.balances.points.available).toBe(40);
  const guest = (await world.post("/v1/purchases", orderOf("4", 100, { email: "gus@example.com" }))).json.member;
  await support.post(`/v1/staff/members/${guest}/freeze`, { frozen: true, reason: "a look" });
  expect((await support.post(`/v1/staff/members/${guest}/freeze`, { frozen: false, reason: "seen" })).json.state).toBe(
    "guest",
  );
  const none = await support.post("/v1/staff/members/mem_00000000000000000000000000/freeze", {
    frozen: true,
    reason: "x",
  });
  expect(none.json.code).toBe("member_unknown");
});
