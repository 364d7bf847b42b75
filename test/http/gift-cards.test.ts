import { afterEach, describe, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { freshKey, newWorld, openStoreWithKey } from "../support/world.ts";

const cash = { name: { one: "cash", other: "cash" }, money: true };
const world = await newWorld(
  pointsProgramme({
    units: { points: { name: { one: "point", other: "points" } }, cash },
    rewards: [{ id: "mug", name: "Mug", kind: "product", cost: { unit: "cash", amount: 4000 } }],
  }),
);
const other = await openStoreWithKey(world.does, "sto_other");
afterEach(() => conserved(world.client));

const saleOf = (id: string, more: object = {}) => ({
  id,
  amountMinor: 5000,
  currency: "EUR",
  payment: { reference: `pay-${id}` },
  ...more,
});
async function cardOf(id: string, more: object = {}): Promise<string> {
  const { status, json, text } = await world.post("/v1/gift-cards", saleOf(id, more));
  expect(status, text).toBe(201);
  return json.code;
}
const use = (code: string, order: string, amountMinor: number, key?: string) =>
  world.post(`/v1/gift-cards/${code}/use`, { order, amountMinor }, key);
const back = (code: string, order: string, amountMinor?: number) =>
  world.post(`/v1/gift-cards/${code}/reversal`, { order, ...(amountMinor === undefined ? {} : { amountMinor }) });
const left = async (code: string) => (await world.post(`/v1/gift-cards/${code}/quotes`, undefined)).json.leftMinor;
const claim = (token: string, code: string, key = freshKey()) =>
  world.send({ method: "POST", path: "/v1/me/gift-cards/claim", token, key, body: { code } });
const takenBack = (id: string) => world.post(`/v1/gift-card-payments/${id}/reversal`, undefined);

describe("selling", () => {
  test("gives a code, the same again under its key, and the ledger has nothing of it", async () => {
    const key = freshKey();
    const first = await world.post("/v1/gift-cards", saleOf("s1"), key);
    expect(first.json).toMatchObject({ code: expect.stringMatching(/^TSR-/), unit: "cash", amountMinor: 5000 });
    const replay = await world.post("/v1/gift-cards", saleOf("s1"), key);
    expect(replay.text).toBe(first.text);
    for (const table of ["papers", "holders", "operations", "claims"]) {
      const { rows } = await world.client.execute(`SELECT * FROM ${table}`);
      expect(JSON.stringify(rows)).not.toContain(first.json.code.slice(4));
    }
  });

  test("is done once for each sale and each payment, also by ten at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        world.post("/v1/gift-cards", saleOf(`race-${index}`, { payment: { reference: "one" } })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    await cardOf("s2");
    const topUp = await world.post("/v1/top-ups", { ...saleOf("s2"), member: { email: "ada@example.com" } });
    expect([topUp.status, topUp.json.code]).toEqual([409, "duplicate"]);
  });

  test("keeps the recipient's address only where it is erased", async () => {
    const { json } = await world.post("/v1/gift-cards", saleOf("s3", { recipient: { email: "sent@example.com" } }));
    expect(json.member).toMatch(/^mem_/);
    for (const table of ["holders", "operations", "postings", "claims"]) {
      const { rows } = await world.client.execute(`SELECT * FROM ${table}`);
      expect(JSON.stringify(rows)).not.toContain("sent@example.com");
    }
    expect((await newMember(world, "sent")).id).toBe(json.member);
  });
});

describe("using", () => {
  test("20.00 and 30.00 of 50.00, then nothing is left; a refund goes back to it", async () => {
    const code = await cardOf("u1");
    expect((await use(code, "o1", 2000)).json).toMatchObject({ amountMinor: 2000, leftMinor: 3000, currency: "EUR" });
    const short = await use(code, "o2", 3001);
    expect([short.status, short.json.code, short.json.has, short.json.needs]).toEqual([
      409,
      "points_short",
      3000,
      3001,
    ]);
    expect((await use(code.toLowerCase().replaceAll("-", ""), "o2", 3000)).json.leftMinor).toBe(0);
    expect((await use(code, "o3", 1)).json.code).toBe("points_short");
    expect((await back(code, "o1", 500)).json.leftMinor).toBe(500);
    expect((await back(code, "o1", 1501)).json).toMatchObject({ code: "refund_exceeds_order", leftMinor: 1500 });
    expect((await back(code, "o1")).json.leftMinor).toBe(2000);
    expect((await back(code, "o1")).json.code).toBe("refund_exceeds_order");
    expect(await left(code)).toBe(2000);
  });

  test("a replay takes nothing more, and of many at once no more than is on it goes", async () => {
    const code = await cardOf("u2");
    const key = freshKey();
    const first = await use(code, "o4", 1000, key);
    expect((await use(code, "o4", 1000, key)).text).toBe(first.text);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => use(code, `race-${index}`, 1500)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409, 409, 409, 409]);
    expect(await left(code)).toBe(1000);
  });

  test("at another store pays too, and each store gives back its own order only", async () => {
    const code = await cardOf("u3");
    const elsewhere = (path: string, body: object) =>
      world.send({ method: "POST", path: `/v1/gift-cards/${code}/${path}`, token: other, key: freshKey(), body });
    expect((await elsewhere("use", { order: "x1", amountMinor: 100 })).json.leftMinor).toBe(4900);
    expect((await back(code, "x1")).json.code).toBe("refund_exceeds_order");
    expect((await elsewhere("reversal", { order: "x1" })).json.leftMinor).toBe(5000);
  });

  test("a wrong code and one that nobody has are answered alike", async () => {
    const code = await cardOf("u4");
    const wrong = `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`;
    const { token } = await newMember(world, "guesser");
    for (const typed of [wrong, "TSR-0000-0000-0000", "nonsense"]) {
      const answers = [await use(typed, "o1", 1), await back(typed, "o1"), await claim(token, typed)];
      const shown = answers.map(({ status, json }) => [status, json.code, json.detail]);
      expect(shown).toEqual(Array(3).fill([404, "gift_card_unknown", "Check the code."]));
      expect((await world.post(`/v1/gift-cards/${typed}/quotes`, undefined)).json.code).toBe("gift_card_unknown");
    }
  });
});

describe("claiming", () => {
  test("puts what is left into the wallet of whoever has the code, once; what is refunded later is on the card", async () => {
    const code = await cardOf("c1", { recipient: { email: "ben@example.com" } });
    await use(code, "o1", 2000);
    const cleo = await newMember(world, "cleo");
    const key = freshKey();
    const claimed = await claim(cleo.token, code, key);
    expect(claimed.json).toMatchObject({ unit: "cash", amountMinor: 3000, balances: { cash: { available: 3000 } } });
    expect((await claim(cleo.token, code, key)).text).toBe(claimed.text);
    const { data } = (await world.get(`/v1/members/${cleo.id}/statement`)).json;
    expect(data[0].lines).toMatchObject([{ amount: 3000, says: "€30.00 cash from a gift card" }]);
    const late = await claim((await newMember(world, "late")).token, code);
    expect([late.status, late.json.code]).toEqual([409, "gift_card_empty"]);
    expect((await back(code, "o1")).json.leftMinor).toBe(2000);
    const { rows } = await world.client.execute("SELECT request FROM papers");
    expect(JSON.stringify(rows)).not.toContain(code.slice(4));
  });

  test("of five at once, one has it", async () => {
    const code = await cardOf("c2");
    const people = await Promise.all([1, 2, 3, 4, 5].map((index) => newMember(world, `claimer-${index}`)));
    const answers = await Promise.all(people.map(({ token }) => claim(token, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  });
});

describe("a payment that is taken back", () => {
  test("takes what is on the card, and says what was spent", async () => {
    const code = await cardOf("b1");
    await use(code, "o1", 2000);
    expect((await takenBack("b1")).json).toMatchObject({ amountMinor: 3000, spentMinor: 2000 });
    expect((await takenBack("b1")).json.code).toBe("already_reversed");
    expect((await use(code, "o2", 1)).json.code).toBe("points_short");
    expect((await takenBack("never-sold")).json.code).toBe("gift_card_unknown");
  });

  test("is owed by whoever claimed it and spent it", async () => {
    const code = await cardOf("b2");
    const dora = await newMember(world, "dora");
    await claim(dora.token, code);
    expect((await world.post("/v1/redemptions", { member: { id: dora.id }, reward: "mug" })).status).toBe(201);
    expect((await takenBack("b2")).json).toMatchObject({ amountMinor: 5000, spentMinor: 0 });
    expect((await world.get(`/v1/members/${dora.id}`)).json.balances.cash).toMatchObject({ available: 0, debt: 4000 });
  });
});
