/** The line for seats that are gone: strict in its order, whoever comes, goes and cancels at the same moment. */
import { afterEach, expect, test } from "vitest";
import { budgetOf } from "../../functions/clock/budget.ts";
import { lapseHolds } from "../../functions/clock/lapse-holds.ts";
import { offerSeats } from "../../functions/clock/offer-seats.ts";
import { erase } from "../../functions/operations/erase.ts";
import { merge } from "../../functions/operations/merge.ts";
import { publish } from "../../functions/operations/publish.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { memberWith, shop } from "../support/shop.ts";
import { staffOf } from "../support/staff.ts";
import { type Answer, freshKey, newWorld, orderOf, publicationOf } from "../support/world.ts";

/** Next year's May, whenever this is asked: what is over has no line. */
const may = (day: string) => `${new Date().getUTCFullYear() + 1}-05-${day}`;

const seat = (id: string, stock: number, more = {}) => ({
  id,
  name: `Evening ${id}`,
  kind: "seat",
  date: may("01"),
  stock,
  perMember: 2,
  cost: { unit: "points", amount: 100 },
  ...more,
});
const document = shop({
  rewards: [
    ...[seat("one", 1), seat("few", 1, { offerHours: 1 }), seat("crowd", 10), seat("poor", 1)],
    ...[seat("moved", 1), seat("dropped", 1), seat("shared", 1), seat("kin", 0), seat("handed", 1)],
    {
      id: "card",
      name: "A full card",
      kind: "voucher",
      valueMinor: 100,
      automatic: true,
      stock: 1,
      cost: { unit: "points", amount: 1000 },
    },
  ],
});
const world = await newWorld(document);
let [version, rewards] = [1, document.rewards as { id: string; date?: string }[]];
/** Publishes the document with other terms of one reward. */
const publishes = async (id: string, { date, ...more }: { stock?: number; kind?: string; date?: string }) => {
  rewards = rewards.map(({ date: known, ...each }) => {
    const on = each.id === id ? (date ?? (more.kind ? undefined : known)) : known;
    return { ...each, ...(on ? { date: on } : {}), ...(each.id === id ? more : {}) };
  });
  await world.does(publish, publicationOf({ ...document, rewards }, version++));
};
afterEach(() => conserved(world.client));

type Person = Pick<Awaited<ReturnType<typeof memberWith>>, "id" | "token">;
/** A client's way: what nobody knows the outcome of is sent again under its key. */
async function patient(send: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await send();
    if (answer.status !== 503) return answer;
  }
}
const as = ({ token }: Person, path: string, body?: object): Promise<Answer> => {
  const key = freshKey();
  return patient(() => world.send({ method: "POST", path: `/v1/me${path}`, token, key, ...(body ? { body } : {}) }));
};
const join = (who: Person, reward: string) => as(who, "/waiting-list", { reward });
const take = (who: Person, reward: string) => as(who, "/redemptions", { reward });
const standing = async ({ token }: Person) => (await world.send({ path: "/v1/me/waiting-list", token })).json;
const cancel = (redemption: string) => {
  const key = freshKey();
  return patient(() => world.post(`/v1/redemptions/${redemption}/reversal`, {}, key));
};
const tick = async (now: number | null = null) => {
  const ledger = { ...world.ledger, now };
  await lapseHolds(ledger, budgetOf());
  await offerSeats(ledger, budgetOf());
};
/** A clock that two hundred outran for as long as it tries says so, and the next one goes on. Any other fault is one. */
const outrun = (fault: unknown) => {
  const faults = fault instanceof AggregateError ? (fault.errors as Error[]) : [fault];
  if (!faults.every((each) => each instanceof Error && each.name === "LibsqlBatchError")) throw fault;
};
const shown = async (who: Person, reward: string) => {
  const { json } = await world.send({ path: "/v1/me/rewards", token: who.token });
  return json.data.find(({ id }: { id: string }) => id === reward).left;
};

test("what comes free is offered along the line, as a hold with a time limit, and is nobody else's meanwhile", async () => {
  const [ada, bea, cem, dan] = await Promise.all([200, 150, 150, 150].map((points) => memberWith(points, world)));
  if (!ada || !bea || !cem || !dan) throw new Error("four are there");
  expect((await join(bea, "one")).json).toMatchObject({ code: "stock_left", left: 1 });
  expect((await join(bea, "nothing")).json.code).toBe("reward_unknown");
  const taken = await take(ada, "one");
  expect(taken.json.voucher.expiresOn).toBe(may("01"));
  for (const who of [bea, cem]) expect((await join(who, "one")).status).toBe(201);
  expect((await join(bea, "one")).json.code).toBe("already_in_line");
  expect((await standing(cem)).data).toMatchObject([{ reward: "one", name: "Evening one", position: 2, passed: null }]);
  const pageOf = async (who: Person, lang: string) =>
    (await world.send({ path: `/me/rewards?lang=${lang}`, headers: { cookie: `member=${who.token}` } })).text;
  expect(await pageOf(cem, "en")).toContain("You are 2nd in line.");
  expect(await pageOf(cem, "ru")).toContain("Вы в очереди под номером 2.");
  expect(await pageOf(dan, "en")).toContain("Join the waiting list for Evening one");

  await cancel(taken.json.id);
  expect(await shown(dan, "one")).toBe(0);
  expect((await take(dan, "one")).json).toMatchObject({ code: "stock_exhausted", left: 0 });
  await tick();
  const { data, offers } = await standing(bea);
  expect(data).toEqual([]);
  expect(offers).toMatchObject([{ reward: "one", spent: [{ unit: "points", amount: 100 }] }]);
  expect(await pageOf(bea, "en")).toContain(`action="/me/redemptions/${offers[0].redemption}/take"`);
  const hours = (Date.parse(offers[0].endsAt) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThan(24.1);
  expect((await standing(cem)).data[0].position).toBe(1);
  expect((await join(bea, "one")).json).toMatchObject({ code: "already_in_line", redemption: offers[0].redemption });
  // It is hers to take or to leave, and a hold of a store is not.
  expect((await as(cem, `/redemptions/${offers[0].redemption}/acceptance`)).json.code).toBe("redemption_unknown");
  expect((await as(bea, `/redemptions/${offers[0].redemption}/release`)).json.status).toBe("released");
  await tick();
  const [offer] = (await standing(cem)).offers;
  const accepted = await as(cem, `/redemptions/${offer.redemption}/acceptance`);
  expect(accepted.json).toMatchObject({ status: "captured", voucher: { expiresOn: may("01") } });
  expect(accepted.json.voucher.code).toMatch(/^TSR-/);
  expect((await as(cem, `/redemptions/${offer.redemption}/acceptance`)).json.code).toBe("redemption_not_held");
});

test("an offer that is not taken goes to the next; whoever cannot have it is passed by, keeps her place, and then it is anybody's", async () => {
  const [ada, poor, bea, cem] = await Promise.all([200, 50, 150, 150].map((points) => memberWith(points, world)));
  if (!ada || !poor || !bea || !cem) throw new Error("four are there");
  const taken = await take(ada, "few");
  for (const who of [poor, bea, cem]) await join(who, "few");
  const { data } = await standing(cem);
  expect((await as(bea, `/waiting-list/${data[0].place}/leave`)).json.code).toBe("not_found");
  expect((await as(cem, `/waiting-list/${data[0].place}/leave`)).json.status).toBe("left");
  await cancel(taken.json.id);
  await tick();
  expect((await standing(poor)).data).toMatchObject([{ position: 1, passed: { because: "points_short" } }]);
  const [offer] = (await standing(bea)).offers;
  expect(offer).toBeDefined();
  // It lapses, begins another turn, and passes the only one who is left.
  await tick(Date.parse(offer.endsAt));
  expect((await standing(poor)).data).toMatchObject([{ position: 1, passed: { because: "points_short" } }]);
  expect(await shown(cem, "few")).toBe(1);
  expect((await join(cem, "few")).json).toMatchObject({ code: "stock_left", left: 1 });
  expect((await take(cem, "few")).status).toBe(201);
});

test("more seats are offered along the line; a place ends with its event and with who stood there", async () => {
  const [ada, bea, cem, dan] = await Promise.all([200, 150, 150, 150].map((points) => memberWith(points, world)));
  if (!ada || !bea || !cem || !dan) throw new Error("four are there");
  await take(ada, "poor");
  for (const who of [bea, cem, dan]) await join(who, "poor");
  const owner = await staffOf(world, "owner", "owner@example.com", 1);
  const path = "/v1/staff/rewards/poor/waiting-list";
  const list = async () => (await owner.get(path)).json.data;
  expect(
    (await list()).map(({ member, position }: { member: string; position: number }) => [member, position]),
  ).toEqual([
    [bea.id, 1],
    [cem.id, 2],
    [dan.id, 3],
  ]);
  const { json: first } = await owner.get(`${path}?limit=2`);
  expect(first.data).toHaveLength(2);
  const { json: rest } = await owner.get(`${path}?limit=2&cursor=${first.next_cursor}`);
  expect(rest).toMatchObject({ data: [{ member: dan.id, position: 3 }], next_cursor: null });
  await world.does(erase, { member: bea.id });
  expect((await list()).map(({ member }: { member: string }) => member)).toEqual([cem.id, dan.id]);
  await publishes("poor", { stock: 2 });
  await tick();
  expect((await standing(cem)).offers).toHaveLength(1);
  expect((await owner.get("/v1/staff/waiting-lists")).json.data).toContainEqual({
    reward: "poor",
    waiting: 1,
    passed: 0,
    left: 0,
  });
  await tick(Date.parse(`${may("01")}T21:59:59Z`));
  expect((await standing(dan)).data).toHaveLength(0);
  expect((await standing(dan)).offers).toHaveLength(1);
});

test("a place stays when its event is moved, and nobody is told that it was left", async () => {
  const [ada, bea] = await Promise.all([150, 150].map((points) => memberWith(points, world)));
  if (!ada || !bea) throw new Error("two are there");
  await take(ada, "moved");
  const { json } = await join(bea, "moved");
  await publishes("moved", { date: may("03") });
  await tick(Date.parse(`${may("02")}T12:00:00Z`));
  expect((await standing(bea)).data).toMatchObject([{ place: json.place, position: 1 }]);
  const { rows } = await world.client.execute({
    sql: "SELECT kind FROM operations WHERE changes LIKE ?1 ORDER BY seq",
    args: [`%${json.place}%`],
  });
  expect(rows.map(({ kind }) => kind)).toEqual(["join-line", "move-place"]);
  await tick(Date.parse(`${may("03")}T22:00:00Z`));
  expect((await standing(bea)).data).toEqual([]);
});

test("what came free is anybody's when its reward has no line any more", async () => {
  const [ada, bea, cem] = await Promise.all([150, 150, 150].map((points) => memberWith(points, world)));
  if (!ada || !bea || !cem) throw new Error("three are there");
  const taken = await take(ada, "dropped");
  await join(bea, "dropped");
  await publishes("dropped", { kind: "product" });
  await cancel(taken.json.id);
  await tick();
  expect((await standing(bea)).data).toEqual([]);
  expect((await take(cem, "dropped")).status).toBe(201);
});

test("what a refund brings back of a card is for the line that its reward has since", async () => {
  const [ada, bea, cem] = await Promise.all([0, 150, 150].map((points) => memberWith(points, world)));
  if (!ada || !bea || !cem) throw new Error("three are there");
  await world.post("/v1/purchases", orderOf("fills-a-card", 50_000, { id: ada.id }));
  rewards = rewards.map((each) => (each.id === "card" ? seat("card", 1) : each));
  await world.does(publish, publicationOf({ ...document, rewards }, version++));
  expect((await join(bea, "card")).status).toBe(201);
  const refund = await world.post("/v1/purchases/fills-a-card/refunds", { refund: "all", amountMinor: 50_000 });
  expect(refund.status, refund.text).toBe(201);
  expect((await take(cem, "card")).json).toMatchObject({ code: "stock_exhausted", left: 0 });
  await tick();
  expect((await standing(bea)).offers).toMatchObject([{ reward: "card" }]);
});

test("who became another keeps the place of whoever she was, and has no second one", async () => {
  const named = async (externalId: string) => {
    const id: string = (await world.post("/v1/members", { externalId, name: `Person ${externalId}` })).json.member;
    return { id, email: "", token: memberToken(id) };
  };
  const [bea, cem] = [await named("91"), await named("92")];
  await take(await memberWith(150, world), "shared");
  const place = (await join(bea, "shared")).json.place;
  await world.does(merge, { store: "sto_shop", from: "91", into: "92" });
  expect((await standing(cem)).data).toMatchObject([{ place }]);
  expect((await join(cem, "shared")).json).toMatchObject({ code: "already_in_line", place });
  await world.does(erase, { member: cem.id });
  const { rows } = await world.client.execute(
    "SELECT state FROM holders WHERE kind = 'standby' AND facts ->> '$.reward' = 'shared'",
  );
  expect(rows.map(({ state }) => state)).toEqual(["left"]);
});

test("who became another holds what whoever she was is offered, and takes it", async () => {
  const named = async (externalId: string, points: number) => {
    const id = String((await world.post("/v1/members", { externalId })).json.member);
    await world.post("/v1/purchases", orderOf(`points-of-${externalId}`, points * 50, { id }));
    return { id, token: memberToken(id) };
  };
  const [bea, cem] = [await named("93", 150), await named("94", 20)];
  const taken = await take(await memberWith(150, world), "handed");
  await join(bea, "handed");
  await join(cem, "handed");
  await cancel(taken.json.id);
  await tick();
  const [before] = (await standing(bea)).offers;
  await world.does(merge, { store: "sto_shop", from: "93", into: "94" });
  const { data, offers } = await standing(cem);
  expect(data).toEqual([]);
  expect(offers).toEqual([before]);
  const { status, balances } = (await as(cem, `/redemptions/${before.redemption}/acceptance`)).json;
  expect([status, balances.points]).toEqual(["captured", { available: 70, pending: 0, held: 0, debt: 0 }]);
});

test("who became another keeps one place with her, however often, and none once she is erased", async () => {
  const [ada, bea, cem] = await Promise.all(
    ["ada", "bea", "cem"].map(async (externalId) => {
      const id = String((await world.post("/v1/members", { externalId })).json.member);
      return { id, token: memberToken(id) };
    }),
  );
  if (!ada || !bea || !cem) throw new Error("three are there");
  const { place } = (await join(ada, "kin")).json;
  await world.does(merge, { store: "sto_shop", from: "ada", into: "bea" });
  expect((await join(bea, "kin")).json).toMatchObject({ code: "already_in_line", place });
  expect((await join(cem, "kin")).status).toBe(201);
  await world.does(merge, { store: "sto_shop", from: "bea", into: "cem" });
  expect((await standing(cem)).data).toMatchObject([{ place, reward: "kin", position: 1 }]);
  expect((await join(cem, "kin")).json).toMatchObject({ code: "already_in_line", place });
  await world.does(erase, { member: cem.id });
  const owner = await staffOf(world, "owner", "owner-of-kin@example.com", 1);
  expect((await owner.get("/v1/staff/rewards/kin/waiting-list")).json.data).toEqual([]);
});

test("200 members, 10 seats, cancellations in between: nobody is passed over, and there are never 11", {
  timeout: 240_000,
}, async () => {
  const people = await Promise.all(Array.from({ length: 200 }, () => memberWith(150, world)));
  const first = await Promise.all(people.map((who) => take(who, "crowd")));
  const won = first.flatMap(({ status, json }) => (status === 201 ? [json.id as string] : []));
  expect(won).toHaveLength(10);
  const waiting = people.filter((_, index) => first[index]?.status !== 201);
  const outside = people.filter((_, index) => first[index]?.status === 201);
  let isOver = false;
  const clocks = [1, 2].map(async () => {
    while (!isOver) {
      await tick().catch(outrun);
      await new Promise((resume) => setTimeout(resume, 40));
    }
  });
  // Everybody at once: they join, some leave again, seats are cancelled, and those who had one want another.
  await Promise.all([
    ...waiting.map(async (who, index) => {
      const joined = await join(who, "crowd");
      if (index % 7 === 0 && joined.status === 201) await as(who, `/waiting-list/${joined.json.place}/leave`);
    }),
    ...won.map(async (redemption, index) => {
      await new Promise((resume) => setTimeout(resume, index * 60));
      expect((await cancel(redemption)).status).toBe(200);
      const again = outside[index];
      if (again) await take(again, "crowd");
    }),
  ]);
  isOver = true;
  await Promise.all(clocks);
  await tick();
  const { rows } = await world.client.execute(
    `SELECT operations.kind, operations.seq, changed.value ->> 0 AS name FROM operations, json_each(changes, '$.holders') changed
     WHERE (operations.kind IN ('join-line', 'leave-line', 'offer-seat') AND changed.value ->> 0 LIKE 'stb_%' OR operations.kind = 'redeem' AND changed.value ->> 0 LIKE 'rdm_%') ORDER BY operations.seq`,
  );
  const inCrowd = await world.client.execute(
    "SELECT public_id, kind, state FROM holders WHERE kind IN ('standby', 'redemption') AND facts ->> '$.reward' = 'crowd'",
  );
  const states = new Map(inCrowd.rows.map(({ public_id, state }) => [String(public_id), String(state)]));
  // The history as a queue: each offer is the head of it, and nobody takes a seat beside it.
  const queue: string[] = [];
  let offers = 0;
  for (const { kind, name } of rows) {
    const id = String(name);
    if (!states.has(id)) continue;
    if (kind === "join-line") queue.push(id);
    if (kind === "leave-line") queue.splice(queue.indexOf(id), 1);
    if (kind === "offer-seat") {
      expect(id).toBe(queue.shift());
      offers += 1;
    }
    if (kind === "redeem") expect(queue, `${id} was taken past the line`).toEqual([]);
  }
  const taken = inCrowd.rows.filter(
    ({ kind, state }) => kind === "redemption" && ["held", "captured"].includes(String(state)),
  );
  expect(taken).toHaveLength(10);
  expect(offers).toBeGreaterThan(0);
});
