/** Whatever is said of a programme is said in the language of who asks: hers, what she asks for, else the programme's own. */
import { expect, test } from "vitest";
import type { JsonObject } from "../../functions/values/json.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const base = pointsProgramme().campaigns as JsonObject[];
const big = {
  id: "big",
  name: "Big",
  on: "purchase",
  when: [{ kind: "amount", atLeastMinor: 5000 }],
  effects: [{ kind: "earn", unit: "points", amount: 10 }],
};
const world = await newWorld(
  pointsProgramme({
    language: "nl",
    campaigns: [...base, { id: "more", name: "More", rules: [big] }],
    units: {
      points: {
        name: {
          one: { nl: "punt", en: "point", ru: "балл" },
          few: { ru: "балла" },
          many: { ru: "баллов" },
          other: { nl: "punten", en: "points", ru: "баллы", "zh-Hant": "點" },
        },
      },
    },
    rewards: [
      { id: "cup", name: { nl: "Een kop", en: "A cup" }, kind: "product", cost: { unit: "points", amount: 100 } },
    ],
  }),
);

const asking = (path: string, headers: Record<string, string>, token?: string) =>
  world.send({ path, headers, ...(token === undefined ? {} : { token }) });

test.each([
  ["", undefined, "nl", "Een kop: yours for 100 punten."],
  ["", "nl-BE, en;q=0.8", "nl", "Een kop: yours for 100 punten."],
  ["", "en-GB", "en", "A cup: yours for 100 points."],
  ["", "fi, ru;q=0.5", "ru", "A cup: товар за 100 баллов."],
  ["?lang=zh-TW", "ru", "zh-Hant", "A cup：商品一件，需 100 點。"],
  ["?lang=fi", "ru", "ru", "A cup: товар за 100 баллов."],
])("a programme in Dutch, asked for%s with %s, is said in %s", async (query, header, language, says) => {
  const answer = await asking(`/v1/programme${query}`, header === undefined ? {} : { "accept-language": header });
  expect(answer.headers.get("content-language")).toBe(language);
  expect(answer.headers.get("vary")).toMatch(/Accept-Language/);
  expect(answer.json.rewards[0].says).toBe(says);
});

test("what moved her units is said in the language of her profile, to her and to the store, whoever asks how", async () => {
  const ada = await newMember(world, "ada");
  const bought = await world.post("/v1/purchases", orderOf("L-1", 4100, { id: ada.id }));
  expect(bought.status).toBe(201);
  const statement = async (path: string, token: string, header: string) => {
    const { json } = await asking(path, { "accept-language": header }, token);
    const [line] = (json.data as { lines: { says: string }[] }[]).flatMap(({ lines }) => lines);
    return line?.says.replaceAll("\u00a0", " ");
  };
  expect(await statement("/v1/me/statement", ada.token, "ru")).toBe("2 балла за 1,00 €, всего 41,00 € = 82 балла");
  const told: JsonObject = { language: "zh-Hant" };
  const changed = await world.send({
    method: "POST",
    path: "/v1/me/profile",
    token: ada.token,
    key: freshKey(),
    body: told,
  });
  expect(changed.status).toBe(200);
  const hers = "每 €1.00 得 2 點，計 €41.00 = 82 點";
  expect(await statement("/v1/me/statement", ada.token, "ru")).toBe(hers);
  expect(await statement(`/v1/members/${ada.id}/statement`, world.storeKey, "en")).toBe(hers);
});

test("a quote says why a rule gives nothing as the store asks for it", async () => {
  const lines = [{ sku: "tea", quantity: 1, unitMinor: 100 }];
  const { status, headers, json } = await world.send({
    method: "POST",
    path: "/v1/quotes",
    token: world.storeKey,
    headers: { "accept-language": "ru" },
    body: { currency: "EUR", lines, discountMinor: 0, shippingMinor: 0, taxMinor: 0 },
  });
  expect([status, headers.get("content-language")]).toEqual([200, "ru"]);
  expect(json.notApplied).toMatchObject([
    { rule: "big", says: expect.stringMatching(/^Добавьте подходящие товары ещё на 49,00\s€\.$/) },
  ]);
});

test("a member is told a problem in the language she asks for, and the same words again under the same key; a store in English", async () => {
  const ben = await newMember(world, "ben");
  const redeem = (key: string, header: string) =>
    world.send({
      method: "POST",
      path: "/v1/me/redemptions",
      token: ben.token,
      key,
      headers: { "accept-language": header },
      body: { reward: "cup" },
    });
  const key = freshKey();
  const first = await redeem(key, "ru, en;q=0.5");
  expect(first.json).toMatchObject({ code: "points_short", title: "Этого не хватает", has: 0, needs: 100 });
  expect([first.headers.get("content-language"), first.headers.get("vary")]).toEqual(["ru", "Accept-Language, Cookie"]);
  const again = await redeem(key, "ar");
  expect([again.text, again.headers.get("content-language")]).toEqual([first.text, "ru"]);
  expect((await redeem(freshKey(), "ar")).json.title).toBe("لا يكفي ذلك");
  // What was not decided is told anew each time, and what only a program can do wrong in English.
  const stranger = await world.send({ path: "/v1/me", headers: { "accept-language": "vi" } });
  expect([stranger.json.title, stranger.headers.get("content-language")]).toEqual(["Chưa đăng nhập", "vi"]);
  const keyless = await world.send({
    method: "POST",
    path: "/v1/me/redemptions",
    token: ben.token,
    headers: { "accept-language": "vi" },
  });
  expect([keyless.json.code, keyless.headers.get("content-language")]).toEqual(["key_missing", "en"]);
  const store = await world.send({
    method: "POST",
    path: "/v1/redemptions",
    token: world.storeKey,
    key: freshKey(),
    headers: { "accept-language": "ru" },
    body: { member: { id: ben.id }, reward: "cup" },
  });
  expect([store.json.title, store.headers.get("content-language")]).toEqual(["Not enough to pay for it", null]);
});
