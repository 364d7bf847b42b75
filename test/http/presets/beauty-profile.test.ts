import { afterAll, expect, test } from "vitest";
import { purchase } from "../../../functions/operations/purchase.ts";
import type { JsonObject } from "../../../functions/values/json.ts";
import { conserved } from "../../support/ledger.ts";
import { newMember } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { freshKey, orderOf } from "../../support/world.ts";

const world = await presetWorld("beauty-profile");
afterAll(() => conserved(world.client));

const DAY_MS = 86_400_000;
let orders = 0;

/** Buys something for so many minor units, and answers what the store was told. */
async function buys(member: { id: string }, totalMinor: number, more: JsonObject = {}) {
  orders += 1;
  const order = orderOf(`o-${orders}`, totalMinor, { id: member.id }, more);
  const { status, json, text } = await world.post("/v1/purchases", order);
  expect(status, text).toBe(201);
  return json;
}
const fragrance = (unitMinor: number) => ({ lines: [{ sku: "SCENT", category: "fragrance", quantity: 1, unitMinor }] });
const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(new Date());
/** At noon, so that no DST change makes it another day. */
const daysAgo = (days: number) => ({
  occurredAt: new Date(Date.parse(`${today}T12:00:00Z`) - days * DAY_MS).toISOString(),
});
const store = async ({ id }: { id: string }) => (await world.get(`/v1/members/${id}`)).json;
const rulesOf = ({ earned }: { earned: { rule: string }[] }) => earned.map(({ rule }) => rule);

async function says({ token }: { token: string }, body: JsonObject) {
  const answer = await world.send({ method: "POST", path: "/v1/me/profile", token, key: freshKey(), body });
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}

/** The rewards that her page shows her. */
async function shownTo({ token }: { token: string }): Promise<string[]> {
  const { json } = await world.send({ path: "/v1/me/rewards", token });
  return json.data.flatMap(({ id, isForHer }: { id: string; isForHer: boolean }) => (isForHer ? [id] : []));
}

test.each([
  { spentMinor: 0, tier: "insider", missing: 35_000 },
  { spentMinor: 34_999, tier: "insider", missing: 1 },
  { spentMinor: 35_000, tier: "vib", missing: 65_000 },
  { spentMinor: 99_999, tier: "vib", missing: 1 },
  { spentMinor: 100_000, tier: "rouge", missing: null },
])("who spends $spentMinor minor units in a calendar year is $tier", async ({ spentMinor, tier, missing }) => {
  const ada = await newMember(world, `ada-${spentMinor}`);
  if (spentMinor > 0) await buys(ada, spentMinor);
  const { tier: standing } = await store(ada);
  expect([standing.tier, standing.next?.missing ?? null]).toEqual([tier, missing]);
});

test("last year's spend does not count this year, and VIB and Rouge earn more", async () => {
  const ben = await newMember(world, "ben");
  const lastYear = Date.parse(`${new Date().getUTCFullYear() - 1}-12-30T12:00:00Z`);
  const { occurredAt: _, member: __, ...order } = orderOf("last-year", 100_000, {});
  await world.does(purchase, {
    ...order,
    ...{ store: "sto_shop", member: { id: ben.id }, occurredAt: lastYear, currency: "EUR", totalMinor: 100_000 },
    lines: [{ line: "1", sku: "SKU-1", category: null, quantity: 1, unitMinor: 100_000 }],
    ...{ order: "last-year", discountMinor: 0, shippingMinor: 0, taxMinor: 0, paidWith: [], isImport: true },
  });
  expect((await store(ben)).tier.tier).toBe("insider");
  expect((await buys(ben, 35_000)).earned[0].amount).toBe(350);
  expect((await buys(ben, 65_000)).earned[0].amount).toBe(812);
  expect((await buys(ben, 10_000)).earned[0].amount).toBe(150);
});

test("the page and the catalogue follow what she says of herself", async () => {
  const cleo = await newMember(world, "cleo");
  await buys(cleo, 20_000);
  expect(await shownTo(cleo)).toEqual([]);
  const redeem = { member: { id: cleo.id }, reward: "sample-rich-cream" };
  const refused = await world.post("/v1/redemptions", redeem);
  expect(refused.json).toMatchObject({ status: 409, code: "segment_needed", segments: ["dry-skin"] });

  const first = await says(cleo, { attributes: { "skin-type": "sensitive", interests: ["skincare", "fragrance"] } });
  expect(first.segments).toEqual(["dry-skin", "fragrance-lovers"]);
  expect(await shownTo(cleo)).toEqual(["sample-rich-cream", "scent-miniatures"]);
  expect((await world.post("/v1/redemptions", redeem)).status).toBe(201);

  await says(cleo, { attributes: { "skin-type": "oily" }, birthDate: "1970-05-17" });
  expect(await store(cleo)).toMatchObject({
    attributes: { "skin-type": "oily", interests: ["skincare", "fragrance"] },
    segments: ["care-from-45", "fragrance-lovers", "oily-skin"],
  });
  expect(await shownTo(cleo)).toEqual(["sample-matt-fluid", "scent-miniatures", "firming-care"]);
});

test("a makeover is for VIB and Rouge, and the perfumer's evening for Rouge who love fragrance", async () => {
  const dora = await newMember(world, "dora");
  await buys(dora, 99_999);
  expect(await shownTo(dora)).toEqual(["makeover"]);
  const evening = { member: { id: dora.id }, reward: "rouge-evening" };
  expect((await world.post("/v1/redemptions", evening)).json.code).toBe("tier_too_low");
  await buys(dora, 1);
  expect((await world.post("/v1/redemptions", evening)).json.code).toBe("segment_needed");
  await says(dora, { attributes: { interests: ["fragrance"] } });
  expect((await world.post("/v1/redemptions", evening)).status).toBe(201);
  expect((await world.post("/v1/redemptions", evening)).json.code).toBe("limit_reached");
});

test("the first order brings a gift, and 75.00 of fragrance another for those who love it", async () => {
  const eve = await newMember(world, "eve");
  const gifts = ({ vouchers }: { vouchers: { reward: string }[] }) => vouchers.map(({ reward }) => reward);
  expect(gifts(await buys(eve, 7500, fragrance(7500)))).toEqual(["welcome-gift"]);
  expect(gifts(await buys(eve, 7500, fragrance(7500)))).toEqual([]);
  await says(eve, { attributes: { interests: ["fragrance", "hair"] } });
  expect(gifts(await buys(eve, 7499, fragrance(7499)))).toEqual([]);
  const [scent, other] = [fragrance(7499).lines, [{ sku: "SOAP", category: "body", quantity: 1, unitMinor: 501 }]];
  expect(gifts(await buys(eve, 8000, { lines: [...scent, ...other] }))).toEqual([]);
  expect(gifts(await buys(eve, 7500, fragrance(7500)))).toEqual(["scent-gift"]);
});

test("who has bought nothing for 60 days is missed, and gets 100 points for coming back", async () => {
  const fay = await newMember(world, "fay");
  expect((await store(fay)).segments).toEqual([]);
  await buys(fay, 1000, daysAgo(60));
  expect((await store(fay)).segments).toEqual(["missed"]);
  const back = await buys(fay, 1000);
  expect(rulesOf(back)).toEqual(["points-per-euro", "welcome-back"]);
  expect((await store(fay)).segments).toEqual([]);
  expect(rulesOf(await buys(fay, 1000))).toEqual(["points-per-euro"]);

  const gia = await newMember(world, "gia");
  await buys(gia, 1000, daysAgo(59));
  expect((await store(gia)).segments).toEqual([]);
});

test("the newsletter for regulars goes to those who want it and have bought three times", async () => {
  const hana = await newMember(world, "hana");
  await says(hana, { attributes: { newsletter: true } });
  await buys(hana, 1000);
  await buys(hana, 1000);
  expect((await store(hana)).segments).toEqual([]);
  await buys(hana, 1000);
  expect((await store(hana)).segments).toEqual(["newsletter-for-regulars"]);
  expect((await says(hana, { attributes: { newsletter: false } })).segments).toEqual([]);
});

test("Thursday evening in the app brings 25 points once, by the clocks of the programme's zone", async () => {
  const iris = await newMember(world, "iris");
  const programme = (await world.get("/v1/programme")).json;
  expect(programme.earning.find(({ id }: { id: string }) => id === "thursday-evening").says).toBe(
    "On a purchase on Thursdays, between 18:00 and 21:00, in the app: 25 points, at most once a day.",
  );
  const thursday = Array.from({ length: 8 }, (_, days) => new Date(Date.now() - (days + 1) * DAY_MS)).find(
    (day) => day.getUTCDay() === 4,
  );
  const paris = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit" });
  const date = thursday?.toISOString().slice(0, 10) ?? "";
  const at = (time: string) => {
    const summer = new Date(`${date}T${time}:00+02:00`);
    return { occurredAt: paris.format(summer) === time ? summer.toISOString() : `${date}T${time}:00+01:00` };
  };
  const evening = async (time: string, channel: string) =>
    rulesOf(await buys(iris, 100, { ...at(time), channel })).includes("thursday-evening");
  expect(await evening("17:59", "app")).toBe(false);
  expect(await evening("18:00", "web")).toBe(false);
  expect(await evening("21:00", "app")).toBe(false);
  expect(await evening("20:59", "app")).toBe(true);
  expect(await evening("18:00", "app")).toBe(false);
});
