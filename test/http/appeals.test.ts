/** Check-ins that were not trusted are looked at by staff, and people at the counter say who stands there. */
import { afterEach, expect, test } from "vitest";
import { appeal, reviewAppeal } from "../../functions/operations/appeal.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { erase } from "../../functions/operations/erase.ts";
import { merge } from "../../functions/operations/merge.ts";
import { publish } from "../../functions/operations/publish.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { fixAt, newMember, openVenueAt } from "../support/places.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { sendRaw } from "../support/raw.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, publicationOf } from "../support/world.ts";

const offering = (amount: number, more: JsonObject[] = []) =>
  pointsProgramme({
    campaigns: [
      {
        id: "exploring",
        name: "Exploring",
        ...BOUND,
        rules: [
          { id: "there", name: "There", on: "check-in", effects: [{ kind: "earn", unit: "points", amount }] },
          ...more,
        ],
      },
    ],
  });
const sure = {
  id: "sure",
  name: "Surely",
  on: "check-in",
  when: [{ kind: "trust", atLeast: "high" }],
  effects: [{ kind: "earn", unit: "points", amount: 1_000 }],
};
const world = await newWorld(offering(50, [sure]));
const venue = await openVenueAt(world, "ven_canal");
const far = await openVenueAt(world, "ven_far", 500);
const support = await staffOf(world, "support");
const cashier = await staffOf(world, "cashier");
afterEach(() => conserved(world.client));

type Who = { id: string; token: string };
const checksIn = ({ token }: Who, body: JsonObject) =>
  world.send({ method: "POST", path: "/v1/me/check-ins", token, key: freshKey(), body });
const appeals = ({ token }: Who, id: string, says?: string) =>
  world.send({
    method: "POST",
    path: `/v1/me/check-ins/${id}/appeal`,
    token,
    key: freshKey(),
    body: says === undefined ? {} : { says },
  });
const mine = async ({ token }: Who) => (await world.send({ path: "/v1/me/check-ins", token })).json.data;
const decides = (body: JsonObject) => support.post("/v1/staff/appeal-verdicts", body);

test("500 km in minutes gives nothing and is told neutrally; staff see why, accept, and she has what it would have given", async () => {
  const ada = await newMember(world, "ada");
  await checksIn(ada, { venue, fix: fixAt(0) });
  const { json } = await checksIn(ada, { venue: far, fix: fixAt(500_000) });
  expect(json).toMatchObject({ trust: "low", earned: [] });
  expect(json.why.join(" ")).toMatch(/ask our staff to look at it/);
  expect(json.why.join(" ")).not.toMatch(/km|score/);
  expect((await appeals(ada, json.id, "I took the night train. My clock was wrong.")).json.state).toBe("appealed");
  expect((await mine(ada))[0]).toMatchObject({ id: json.id, state: "appealed", mayAppeal: false });

  const { data } = (await support.get("/v1/staff/appeals")).json;
  expect(data.at(-1)).toMatchObject({
    checkIn: json.id,
    member: ada.id,
    venue: { id: far, name: far },
    evidence: "gps",
    score: 0,
    doubt: "too_fast",
    reason: "Nobody travels that fast from where she was rewarded before.",
    says: "I took the night train. My clock was wrong.",
  });
  const accepted = await decides({ checkIn: json.id, verdict: "accept" });
  // A position, had nothing spoken against it: likely, and never sure.
  expect(accepted.json, accepted.text).toMatchObject({
    member: ada.id,
    state: "rewarded",
    earned: [{ rule: "there", amount: 50 }],
    balances: { points: { available: 100 } },
  });
  expect((await mine(ada))[0]).toMatchObject({ state: "rewarded", mayAppeal: false, answered: null });
  // It is decided once: asked again it is answered as before, and nothing else can be said of it.
  expect((await decides({ checkIn: json.id, verdict: "accept" })).text).toBe(accepted.text);
  expect((await decides({ checkIn: json.id, verdict: "reject", says: "No." })).json.code).toBe("duplicate");
  expect((await support.get("/v1/staff/appeals")).json.data).toEqual([]);
});

test("her log of places has the button that asks, and what came of it", async () => {
  const ova = await newMember(world, "ova");
  const { json } = await checksIn(ova, { venue });
  const cookie = `member=${ova.token}`;
  const log = async () => (await world.send({ path: "/me/visits", headers: { cookie } })).text;
  const action = `/me/visits/${json.id}/appeal`;
  expect(await log()).toContain(`action="${action}"`);
  const headers = { cookie, "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
  const sent = await sendRaw(world, { method: "POST", path: action, headers, body: "key=asks-once" });
  expect(sent.location).toBe("/me/visits?came=asked");
  expect(await log()).toContain("Our staff will look at it.");
  expect(await log()).not.toContain(`action="${action}"`);
  await decides({ checkIn: json.id, verdict: "reject", says: "Nobody saw you." });
  expect(await log()).toContain("Our staff looked at it: Nobody saw you.");
});

test("an appeal is judged under the version of then, and gives nothing where the day was rewarded meanwhile", async () => {
  const [ben, cleo] = [await newMember(world, "ben"), await newMember(world, "cleo")];
  const ids: string[] = [];
  for (const who of [ben, cleo]) {
    const { json } = await checksIn(who, { venue });
    ids.push(json.id);
    await appeals(who, json.id);
  }
  expect((await checksIn(cleo, { venue, fix: fixAt(0) })).json.earned).toMatchObject([{ amount: 50 }]);
  await world.does(publish, publicationOf(offering(7, [sure]), 1));
  const [first, second] = [
    await decides({ checkIn: ids[0] ?? "", verdict: "accept" }),
    await decides({ checkIn: ids[1] ?? "", verdict: "accept" }),
  ];
  expect(first.json, first.text).toMatchObject({ state: "rewarded", earned: [{ amount: 50 }] });
  expect(second.json, second.text).toMatchObject({ state: "counted", earned: [] });
  expect(second.json.balances.points.available).toBe(50);
});

test("rejected, she reads the sentence; it cannot be asked again, nor for what was trusted, another's, or long ago", async () => {
  const [dan, eve] = [await newMember(world, "dan"), await newMember(world, "eve")];
  const { json } = await checksIn(dan, { venue });
  expect((await appeals(eve, json.id)).json.code).toBe("not_found");
  await appeals(dan, json.id, "Really.");
  expect((await appeals(dan, json.id, "Again.")).json.code).toBe("duplicate");
  const mute = await decides({ checkIn: json.id, verdict: "reject" });
  expect([mute.status, mute.json.code]).toEqual([422, "invalid"]);
  expect((await decides({ checkIn: json.id, verdict: "reject", says: "We were closed." })).json).toMatchObject({
    state: "declined",
    earned: [],
  });
  expect((await mine(dan))[0]).toMatchObject({ state: "declined", answered: "We were closed.", mayAppeal: false });
  const trusted = await checksIn(dan, { venue, fix: fixAt(0) });
  expect((await appeals(dan, trusted.json.id)).json.code).toBe("not_waiting");
  const ago = Date.now() - 31 * 86_400_000;
  const old = await world.does(
    checkIn,
    { member: dan.id, venue, fix: null, qr: null, tap: null, isDemo: false },
    { now: ago },
  );
  expect((await mine(dan)).find(({ id }: JsonObject) => id === old.id)).toMatchObject({ mayAppeal: false });
  expect((await appeals(dan, String(old.id))).json).toMatchObject({ code: "too_late", days: 30 });
});

test("two who accept at once give it once", async () => {
  const gil = await newMember(world, "gil");
  const { json } = await checksIn(gil, { venue });
  await appeals(gil, json.id);
  const both = await Promise.all([1, 2].map(() => decides({ checkIn: json.id, verdict: "accept" })));
  expect(new Set(both.map(({ text }) => text)).size).toBe(1);
  expect((await checksIn(gil, { venue })).json.balances.points.available).toBe(7);
});

test("a cashier says who stands there: as sure as anything, once a day, and no appeal is hers to decide", async () => {
  const hal = await newMember(world, "hal");
  const path = `/v1/staff/venues/${venue}/check-ins`;
  const done = await cashier.post(path, { member: { email: "hal@example.com" } });
  expect(done.json, done.text).toMatchObject({
    member: hal.id,
    evidence: "staff",
    trust: "high",
    earned: [{ amount: 7 }, { amount: 1_000 }],
  });
  expect((await cashier.post(path, { member: { id: hal.id } })).json.earned).toEqual([]);
  expect((await cashier.post(path, { member: { email: "nobody@example.com" } })).json.code).toBe("member_unknown");
  expect((await cashier.get("/v1/staff/appeals")).status).toBe(403);
  expect((await mine(hal)).map(({ evidence, state }: JsonObject) => [evidence, state])).toEqual([
    ["staff", "recorded"],
    ["staff", "rewarded"],
  ]);
});

test("who became another and was erased waits for nobody: her appeal is not in the list any more", async () => {
  const people: Who[] = [];
  for (const externalId of ["81", "82"]) {
    const { json } = await world.post("/v1/members", { externalId, name: `Person ${externalId}` });
    people.push({ id: json.member, token: memberToken(json.member) });
  }
  const [ida, joan] = people;
  if (!ida || !joan) throw new Error("two have joined");
  const { json } = await checksIn(ida, { venue });
  await appeals(ida, json.id);
  const listed = async () =>
    (await support.get("/v1/staff/appeals")).json.data.map(({ checkIn: id }: JsonObject) => id);
  await world.does(merge, { store: "sto_shop", from: "81", into: "82" });
  expect(await listed()).toContain(json.id);
  await world.does(erase, { member: joan.id });
  expect(await listed()).not.toContain(json.id);
  expect((await decides({ checkIn: json.id, verdict: "accept" })).json.code).toBe("not_found");
});

test("an appeal that is accepted later deposes no mayor of today", async () => {
  const castle = await openVenueAt(world, "ven_castle");
  const reigning = { id: "reigning", name: "Reigning", on: "check-in", when: [{ kind: "mayor" }] };
  const gives = { effects: [{ kind: "earn", unit: "points", amount: 3 }] };
  await world.does(publish, publicationOf(offering(7, [sure, { ...reigning, ...gives }]), 2));
  const [kim, lea] = [await newMember(world, "kim"), await newMember(world, "lea")];
  const at = (who: Who, days: number, isConfirmed: boolean) =>
    world.does(
      checkIn,
      { member: who.id, venue: castle, fix: null, qr: null, tap: null, isConfirmed, isDemo: false },
      { now: Date.now() + days * 86_400_000 },
    );
  const [first, second] = [await at(kim, 1, false), await at(kim, 2, false)];
  for (const day of [3, 4, 5]) await at(lea, day, true);
  const mayor = async () => {
    const { rows } = await world.client.execute(
      "SELECT facts ->> '$.mayor' AS mayor FROM holders WHERE public_id = 'ven_castle'",
    );
    return rows[0]?.mayor;
  };
  expect(await mayor()).toBe(lea.id);
  const now = Date.now() + 6 * 86_400_000;
  for (const { id } of [first, second]) {
    await world.does(appeal, { member: kim.id, checkIn: String(id), says: null }, { now });
    const { rows } = await world.client.execute({
      sql: "SELECT facts ->> '$.at' AS at FROM holders WHERE public_id = ?",
      args: [String(id)],
    });
    const asked = { checkIn: String(id), member: kim.id, venue: castle, at: Number(rows[0]?.at) };
    await world.does(reviewAppeal, { ...asked, verdict: "accept", says: null }, { now });
  }
  expect(await mayor()).toBe(lea.id);
});

test("an appeal that waited for long finds that its day was rewarded, however many days she was there since", async () => {
  const mill = await openVenueAt(world, "ven_mill");
  const nia = await newMember(world, "nia");
  const start = Date.now();
  const at = (day: number, isConfirmed: boolean) =>
    world.does(
      checkIn,
      { member: nia.id, venue: mill, fix: null, qr: null, tap: null, isConfirmed, isDemo: false },
      { now: start + day * 86_400_000 },
    );
  const { id } = await at(0, false);
  await world.does(appeal, { member: nia.id, checkIn: String(id), says: null }, { now: start });
  for (let day = 0; day <= 60; day++) await at(day, true);
  const asked = { checkIn: String(id), member: nia.id, venue: mill, at: start };
  const verdict = await world.does(
    reviewAppeal,
    { ...asked, verdict: "accept", says: null },
    { now: start + 61 * 86_400_000 },
  );
  expect(verdict).toMatchObject({ state: "counted", earned: [] });
});
