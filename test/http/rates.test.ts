/** A rate as a benefit: it acts on what every rule earns of its unit, adds up with other rates, and ends with what gives it. */
import { afterEach, expect, test } from "vitest";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, orderOf } from "../support/world.ts";

const rate = (percent: number, unit = "points") => ({
  kind: "rate",
  id: `rate-${percent}`,
  name: "More",
  unit,
  percent,
});
const documentOf = (gold: JsonObject, more: JsonObject = {}) =>
  pointsProgramme({
    units: {
      points: { name: { one: "point", other: "points" } },
      stars: { name: { one: "star", other: "stars" } },
      fan: { name: { one: "fan", other: "fans" }, badge: true },
      club: {
        name: { one: "Club", other: "Club" },
        membership: { priceMinor: 1000, months: 1, benefits: [rate(130)] },
      },
    },
    metrics: { spend: { counts: "spend" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "spend", window: { kind: "lifetime" } },
        levels: [
          { id: "blue", name: "Blue", from: 0 },
          { id: "gold", name: "Gold", from: 10_000, benefits: [gold] },
        ],
      },
    ],
    campaigns: [
      {
        id: "all",
        name: "All",
        rules: [
          {
            id: "base",
            name: "Base",
            on: "purchase",
            effects: [
              { kind: "earn", unit: "points", amount: 1, perMinor: 100 },
              { kind: "earn", unit: "stars", amount: 1, perMinor: 100 },
            ],
          },
          {
            id: "ten",
            name: "Ten",
            on: "purchase",
            effects: [{ kind: "earn", unit: "points", amount: 10, percentByTier: { gold: 200 } }],
          },
        ],
      },
    ],
    ...more,
  });
const world = await newWorld(documentOf(rate(150)));
afterEach(() => conserved(world.client));
const buy = async (member: string, order: string, minor: number) => {
  const { json } = await world.post("/v1/purchases", orderOf(order, minor, { id: member }));
  return json.earned.map(({ unit, amount }: { unit: string; amount: number }) => `${amount} ${unit}`);
};

test("no rule repeats it: rates of tier and membership and a rule's own add up, for their unit alone", async () => {
  const { id } = await newMember(world, "ada");
  expect(await buy(id, "ada-1", 10_000)).toEqual(["100 points", "100 stars", "10 points"]);
  expect(await buy(id, "ada-2", 1000)).toEqual(["15 points", "10 stars", "25 points"]);
  const paid = {
    member: { id },
    plan: "club",
    id: "ada",
    amountMinor: 1000,
    currency: "EUR",
    payment: { reference: "a" },
  };
  await world.post("/v1/memberships", paid);
  expect(await buy(id, "ada-3", 1000)).toEqual(["18 points", "10 stars", "28 points"]);
  const [benefit] = (await world.get(`/v1/members/${id}/benefits`)).json.benefits;
  expect(benefit).toMatchObject({ id: "rate-150", kind: "rate", percent: 150 });
  await world.post("/v1/memberships/ada/cancellation", { at: "now" });
  expect(await buy(id, "ada-4", 1000)).toEqual(["15 points", "10 stars", "25 points"]);
  const { data } = (await world.get(`/v1/members/${id}/statement`)).json;
  expect(data[0].lines[0].says).toBe("1 point per €1.00 × 150% in Gold on €10.00 = 15 points");
});

test("a refund takes back what was earned at the rate, though the tier is gone meanwhile", async () => {
  const { id } = await newMember(world, "ben");
  await buy(id, "ben-1", 10_000);
  await buy(id, "ben-2", 1000);
  await world.post("/v1/purchases/ben-1/refunds", { refund: "r", amountMinor: 10_000 });
  const { json } = await world.post("/v1/purchases/ben-2/refunds", { refund: "r", amountMinor: 1000 });
  expect(json.takenBack.map(({ amount }: { amount: number }) => amount)).toEqual([15, 10, 25]);
  expect(json.balances.points).toEqual({ available: 0, pending: 0, held: 0, debt: 0 });
});

test.each<[string, JsonObject, string]>([
  ["a unit that is not there", rate(150, "miles"), '/tiers/0/levels/1/benefits/0/unit there is no unit "miles"'],
  ["a badge", rate(150, "fan"), '/tiers/0/levels/1/benefits/0/unit "fan" is a badge: one of it is held, at no rate'],
])("there is no rate of %s", (_, gold, fault) => {
  const read = readProgramme(documentOf(gold));
  expect("faults" in read && read.faults.map(({ pointer, says }) => `${pointer} ${says}`)).toEqual([fault]);
});

test("the programme says it, and whether units may be given away", async () => {
  const { tiers, terms } = (await world.get("/v1/programme")).json;
  expect(tiers[0].levels[1].benefits).toEqual(["150% of the points that rules earn"]);
  expect(terms).toContain("Points cannot be given to another member.");
  const given = await newWorld(
    documentOf(rate(150), {
      units: {
        ...(documentOf(rate(150)).units as JsonObject),
        points: { name: { one: "point", other: "points" }, transferable: true },
      },
    }),
  );
  expect((await given.get("/v1/programme")).json.terms).toContain("Points may be given to another member.");
});
