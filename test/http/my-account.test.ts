/** What a member does with her own account: she thinks again, says who she is, takes her data along, and goes. */
import { afterEach, expect, test } from "vitest";
import { UNDO_MS } from "../../functions/decisions/undo-own.ts";
import { publish } from "../../functions/operations/publish.ts";
import { undoOwn } from "../../functions/operations/undo-own.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { freshKey, newWorld, orderOf, publicationOf } from "../support/world.ts";

const document = (coffee: number) =>
  pointsProgramme({
    rewards: [
      { id: "five-off", name: "€5.00 off", kind: "voucher", cost: { unit: "points", amount: 50 }, valueMinor: 500 },
      { id: "coffee", name: "Coffee", kind: "product", cost: { unit: "points", amount: coffee } },
      {
        ...{ id: "flight", name: "100 miles", kind: "units", cost: { unit: "points", amount: 10 } },
        gives: { unit: "miles", amount: 100 },
      },
    ],
    units: {
      points: { name: { one: "point", other: "points" }, expiry: { kind: "rolling", days: 365 } },
      miles: { name: { one: "mile", other: "miles" }, transferable: true },
    },
  });
const world = await newWorld(document(1000));
afterEach(() => conserved(world.client));

type Hers = Awaited<ReturnType<typeof newMember>>;
const post = ({ token }: Hers, path: string, body: JsonObject) =>
  world.send({ method: "POST", path: `/v1/me${path}`, token, key: freshKey(), body });
const get = async ({ token }: Hers, path = "") => (await world.send({ path: `/v1/me${path}`, token })).json;
const buy = ({ id }: Hers, order: string) => world.post("/v1/purchases", orderOf(order, 4000, { id }));

test("sees what closes the gap to the next reward, and when her units run out", async () => {
  const ada = await newMember(world, "ada");
  await buy(ada, "A-1");
  const { nextReward, expiring } = await get(ada);
  expect(nextReward).toMatchObject({ id: "coffee", missing: 920, way: { by: "spending", minor: 46_000 } });
  expect(expiring).toEqual([{ unit: "points", amount: 80, on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }]);
});

test("undoes what she redeemed a moment ago, once, and nobody else does", async () => {
  const [ben, cleo] = [await newMember(world, "ben"), await newMember(world, "cleo")];
  await buy(ben, "B-1");
  const { json: redeemed } = await post(ben, "/redemptions", { reward: "five-off" });
  const undo = `/redemptions/${redeemed.id}/reversal`;
  expect((await post(cleo, undo, {})).json.code).toBe("redemption_unknown");
  const undone = await post(ben, undo, {});
  expect([undone.status, undone.json.status]).toEqual([200, "reversed"]);
  expect((await get(ben)).balances.points.available).toBe(80);
  expect((await get(ben, "/vouchers")).data[0].state).toBe("cancelled");
  const again = await post(ben, undo, {});
  expect([again.status, again.json.code]).toEqual([409, "already_reversed"]);
});

test("does not undo when the time for it is over, nor what a store redeemed for her", async () => {
  const dora = await newMember(world, "dora");
  await buy(dora, "D-1");
  const { json: mine } = await post(dora, "/redemptions", { reward: "five-off" });
  const late = world.does(undoOwn, { member: dora.id, redemption: mine.id }, { now: Date.now() + UNDO_MS });
  await expect(late).rejects.toThrow("undo_over");
  await buy(dora, "D-2");
  const theirs = await world.post("/v1/redemptions", { member: { id: dora.id }, reward: "five-off" });
  expect((await post(dora, `/redemptions/${theirs.json.id}/reversal`, {})).json.code).toBe("redemption_unknown");
});

test("undoes units that she redeemed while they are all there, and not once she has given one away", async () => {
  const [gil, hal] = [await newMember(world, "gil"), await newMember(world, "hal")];
  await buy(gil, "G-1");
  const redeemed = async () => (await post(gil, "/redemptions", { reward: "flight" })).json.id as string;
  const undo = async (id: string) => (await post(gil, `/redemptions/${id}/reversal`, {})).json;
  expect((await undo(await redeemed())).balances).toMatchObject({ points: { available: 80 }, miles: { available: 0 } });
  const kept = await redeemed();
  expect((await post(gil, "/transfers", { to: { id: hal.id }, unit: "miles", amount: 1 })).status).toBe(201);
  expect((await undo(kept)).code).toBe("not_reversible");
  expect((await get(gil)).balances).toMatchObject({ points: { available: 70 }, miles: { available: 99, debt: 0 } });
  const theirs = await world.post(`/v1/redemptions/${kept}/reversal`, {});
  expect(theirs.json.balances.miles).toMatchObject({ available: 0, debt: 1 });
  expect((await undo(kept)).code).toBe("already_reversed");
});

test("says what she is called and what she reads, and takes it back", async () => {
  const eve = await newMember(world, "eve");
  const changed = await post(eve, "/profile", { name: "Eve", language: "zh-Hant", region: "NL" });
  expect(changed.json).toMatchObject({ name: "Eve", language: "zh-Hant", region: "NL" });
  await post(eve, "/profile", { language: null });
  expect(await get(eve)).toMatchObject({ name: "Eve", language: null, region: "NL" });
  expect((await post(eve, "/profile", { language: "tlh" })).status).toBe(422);
});

test("takes along everything that is held of her, and goes for good", async () => {
  const finn = await newMember(world, "finn");
  await buy(finn, "F-1");
  const { identities, operations } = await get(finn, "/export");
  expect(identities).toEqual([{ kind: "email", value: "finn@example.com" }]);
  expect(operations.map(({ kind }: { kind: string }) => kind)).toEqual(["enrol", "purchase"]);
  expect((await post(finn, "/erasure", {})).status).toBe(422);
  const gone = await post(finn, "/erasure", { confirm: "erase" });
  expect(gone.json).toMatchObject({ state: "erased", lapsed: { points: 80 } });
  expect((await get(finn)).code).toBe("unauthenticated");
});

test("anybody reads what the programme changes next, and from when", async () => {
  const next = async (lang = "en") => (await world.send({ path: `/v1/programme/next?lang=${lang}` })).json.next;
  expect(await next()).toBeNull();
  const effectiveAt = Date.now() + 86_400_000;
  await world.does(publish, { ...publicationOf({ ...document(1200), lateDays: 10 }, 1), effectiveAt });
  const { version, effectiveAt: from, changes } = await next();
  expect([version, Date.parse(from)]).toEqual([2, effectiveAt]);
  expect(changes).toHaveLength(1);
  expect(changes[0]).toMatch(/^From then on: .*coffee.*1,?200.* Until then: /i);
  expect((await next("ru")).changes[0]).toMatch(/^С этого дня: .*1\s200.* До этого: /);
});
