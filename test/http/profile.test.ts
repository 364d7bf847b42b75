import { afterEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const world = await newWorld(
  pointsProgramme({
    attributes: {
      "skin-type": {
        kind: "choice",
        name: "Skin type",
        choices: [
          { id: "oily", name: "Oily" },
          { id: "dry", name: "Dry" },
        ],
      },
      likes: {
        kind: "choices",
        name: "Likes",
        choices: [
          { id: "scent", name: "Scents" },
          { id: "hair", name: "Hair care" },
        ],
      },
      children: { kind: "number", name: "Children", max: 20 },
      wedding: { kind: "date", name: "Wedding" },
      newsletter: { kind: "yes-no", name: "Newsletter" },
    },
    segments: {
      "dry-skin": { name: "Dry skin", when: [{ kind: "attribute", attribute: "skin-type", in: ["dry"] }] },
      thirties: { name: "Thirties", when: [{ kind: "age-band", from: 30, to: 39 }] },
    },
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          {
            id: "for-dry-skin",
            name: "10 points for dry skin",
            on: "purchase",
            when: [{ kind: "segment", in: ["dry-skin"] }],
            effects: [{ kind: "earn", unit: "points", amount: 10 }],
          },
        ],
      },
    ],
  }),
);
afterEach(() => conserved(world.client));

const change = (token: string, body: JsonObject, key = freshKey()) =>
  world.send({ method: "POST", path: "/v1/me/profile", token, key, body });
const me = async (token: string) => (await world.send({ path: "/v1/me", token })).json;

/** A date of birth of somebody who turned so many years today, less a day where she turns them tomorrow. */
function bornYearsAgo(years: number, days = 0): string {
  const today = new Date(Date.now() + days * 86_400_000);
  today.setUTCFullYear(today.getUTCFullYear() - years);
  return today.toISOString().slice(0, 10);
}

test("a member says what the programme asks for, sees it, and takes it away again", async () => {
  const { id, token } = await newMember(world, "ada");
  expect(await me(token)).toMatchObject({ attributes: {}, ageBand: null, birthDate: null, segments: [] });
  const said = { "skin-type": "dry", likes: ["hair"], children: 2, wedding: "2027-05-01", newsletter: false };
  const birthDate = bornYearsAgo(34, -40);
  const first = await change(token, { attributes: said, birthDate });
  expect(first.status, first.text).toBe(200);
  const shown = { attributes: said, ageBand: "30-39", segments: ["dry-skin", "thirties"] };
  expect(first.json).toMatchObject({ member: id, ...shown, birthDate });
  expect(await me(token)).toMatchObject({ ...shown, birthDate, name: "ada" });
  const store = (await world.get(`/v1/members/${id}`)).json;
  expect(store).toMatchObject(shown);
  expect(JSON.stringify(store)).not.toContain(birthDate);

  const less = await change(token, { attributes: { "skin-type": null, children: 0 }, birthDate: null });
  expect(less.json).toMatchObject({ birthDate: null, ageBand: null, segments: [] });
  const { "skin-type": _, ...rest } = said;
  expect((await me(token)).attributes).toEqual({ ...rest, children: 0 });
});

test("what she says of herself changes what a purchase earns", async () => {
  const { id, token } = await newMember(world, "ben");
  const earned = async (order: string) =>
    (await world.post("/v1/purchases", orderOf(order, 1000, { id }))).json.balances.points.available;
  expect(await earned("ben-1")).toBe(0);
  await change(token, { attributes: { "skin-type": "dry" } });
  expect(await earned("ben-2")).toBe(10);
  await change(token, { attributes: { "skin-type": "oily" } });
  expect(await earned("ben-3")).toBe(10);
});

test("a store writes it down for her, and never reads the date of birth", async () => {
  const { id, token } = await newMember(world, "cleo");
  const path = `/v1/members/${id}/profile`;
  const answer = await world.post(path, { attributes: { "skin-type": "oily" }, birthDate: "1990-02-28" });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.json.attributes).toEqual({ "skin-type": "oily" });
  expect(answer.text).not.toContain("1990-02-28");
  expect((await me(token)).birthDate).toBe("1990-02-28");
  expect((await world.post("/v1/members/mem_00000000000000000000000000/profile", {})).json.code).toBe("member_unknown");
});

test("a replay answers the same, and the key is not good for something else", async () => {
  const { token } = await newMember(world, "dora");
  const body = { attributes: { children: 1 } };
  const key = freshKey();
  const first = await change(token, body, key);
  await change(token, { attributes: { children: 3 } });
  const again = await change(token, body, key);
  expect(again.text).toBe(first.text);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect((await change(token, { attributes: { children: 2 } }, key)).json.code).toBe("key_reused");
  expect((await me(token)).attributes).toEqual({ children: 3 });
});

describe("refuses, with a pointer and without a trace,", async () => {
  const { token } = await newMember(world, "eve");
  test.each<[string, JsonObject, string, string]>([
    ["an attribute that nobody asks for", { attributes: { shoes: 42 } }, "attribute_unknown", "/attributes/shoes"],
    ["a name of every object", { attributes: { toString: 42 } }, "attribute_unknown", "/attributes/toString"],
    ["a choice that is none", { attributes: { "skin-type": "wet" } }, "attribute_invalid", "/attributes/skin-type"],
    ["two of one choice", { attributes: { "skin-type": ["dry"] } }, "attribute_invalid", "/attributes/skin-type"],
    ["a choice twice", { attributes: { likes: ["hair", "hair"] } }, "attribute_invalid", "/attributes/likes"],
    ["a number beyond its limits", { attributes: { children: 21 } }, "attribute_invalid", "/attributes/children"],
    ["half a child", { attributes: { children: 1.5 } }, "attribute_invalid", "/attributes/children"],
    ["a date that is none", { attributes: { wedding: "2027-02-29" } }, "attribute_invalid", "/attributes/wedding"],
    ["a word for yes", { attributes: { newsletter: "yes" } }, "attribute_invalid", "/attributes/newsletter"],
    ["a birth in the future", { birthDate: bornYearsAgo(0, 2) }, "attribute_invalid", "/birthDate"],
    ["a birth too long ago", { birthDate: bornYearsAgo(152) }, "attribute_invalid", "/birthDate"],
    ["a birthday that is no date", { birthDate: "1990-02-30" }, "invalid", "/birthDate"],
    ["a field that is none", { shoes: 42 }, "invalid", "/shoes"],
  ])("%s", async (_, body, code, pointer) => {
    const { status, json } = await change(token, body);
    expect([status, json.code, json.errors[0].pointer]).toEqual([422, code, pointer]);
    expect((await me(token)).attributes).toEqual({});
  });
});

test("a guest has no profile until she has joined", async () => {
  const order = orderOf("guest-1", 1000, { email: "guest@example.com" });
  const { json } = await world.post("/v1/purchases", order);
  const { status, json: refused } = await world.post(`/v1/members/${json.member}/profile`, {});
  expect([status, refused.code]).toEqual([409, "member_not_joined"]);
});

test("what she said is nowhere in what outlives her papers", async () => {
  const { id, token } = await newMember(world, "fay");
  await change(token, { attributes: { wedding: "2031-07-19" }, birthDate: "1971-03-04" });
  await world.post("/v1/purchases", orderOf("fay-1", 1000, { id }));
  const { rows } = await world.client.execute(
    `SELECT (SELECT group_concat(facts) FROM holders) || (SELECT group_concat(why) FROM postings)
       || (SELECT group_concat(request) FROM papers) AS kept`,
  );
  expect(String(rows[0]?.kept)).not.toMatch(/2031-07-19|1971-03-04/);
});

test("the programme lists what it asks for", async () => {
  const { json } = await world.get("/v1/programme");
  expect(json.attributes.find(({ id }: { id: string }) => id === "skin-type")).toEqual({
    id: "skin-type",
    name: "Skin type",
    kind: "choice",
    choices: [
      { id: "oily", name: "Oily" },
      { id: "dry", name: "Dry" },
    ],
    min: null,
    max: null,
  });
});
