/** What is wrong with a document is said at the field that it is about. */
import { expect, test } from "vitest";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const faultsOf = (more: JsonObject) => {
  const read = readProgramme({ ...pointsProgramme(), ...more });
  return "faults" in read ? read.faults : [];
};
const level = { id: "basic", name: "Basic", from: 0 };

test("a field that nobody knows is named itself, and each of several", () => {
  expect(faultsOf({ lateDay: 3, zones: [] })).toEqual([
    { pointer: "/lateDay", says: "is not a field" },
    { pointer: "/zones", says: "is not a field" },
  ]);
});

test("of alternatives, what is missing from the one that was meant is named", () => {
  const tiers = (measure: JsonObject) => faultsOf({ tiers: [{ id: "status", measure, levels: [level] }] });
  expect(tiers({ metric: "spend" }).map(({ pointer }) => pointer)).toEqual(["/tiers/0/measure/window"]);
  expect(tiers({ anything: 1 }).map(({ pointer }) => pointer)).toEqual(["/tiers/0/measure"]);
});

test("a cost that its table leads outside the limits is a fault at each amount; a limit that is absent is the usual amount", () => {
  const says = "outside its own limits";
  const faultsIn = (limits: JsonObject, ...amounts: number[]) => {
    const table = amounts.map((amount, index) => ({ from: index, amount }));
    const cost = { unit: "points", amount: 100, follows: { input: "demand", table }, ...limits };
    return faultsOf({
      inputs: { demand: { name: "Demand", min: 0, max: 9 } },
      rewards: [{ id: "mug", name: "Mug", kind: "product", cost }],
    });
  };
  const at = (index: number) => ({ pointer: `/rewards/0/cost/follows/table/${index}/amount`, says });
  expect(faultsIn({ max: 150 }, 99, 100, 150, 151)).toEqual([at(0), at(3)]);
  expect(faultsIn({ min: 50 }, 49, 50, 100, 101)).toEqual([at(0), at(3)]);
  expect(faultsIn({ min: 101 }, 101)).toContainEqual({ pointer: "/rewards/0/cost", says });
});

test("a segment that a reward asks for and nobody defines is one fault, at its place in the list", () => {
  const cost = { unit: "points", amount: 100 };
  expect(faultsOf({ rewards: [{ id: "mug", name: "Mug", kind: "product", cost, segments: ["vips"] }] })).toEqual([
    { pointer: "/rewards/0/segments/0", says: 'there is no segment "vips"' },
  ]);
});

test("a reward that gives the unit it costs, at its price or beside it, would keep units alive for ever", () => {
  const units = {
    points: { name: { one: "point", other: "points" } },
    miles: { name: { one: "mile", other: "miles" } },
  };
  const at = (cost: JsonObject, unit: string) =>
    faultsOf({ units, rewards: [{ id: "more", name: "More", kind: "units", cost, gives: { unit, amount: 5 } }] });
  const fault = (unit: string) => ({
    pointer: "/rewards/0/gives/unit",
    says: `costs ${unit} itself: who buys it again and again would never let them expire`,
  });
  const points = { unit: "points", amount: 5 };
  const both = { ...points, also: [{ unit: "miles", amount: 1 }] };
  expect(at(points, "miles")).toEqual([]);
  expect(at(points, "points")).toEqual([fault("points")]);
  expect(at(both, "miles")).toEqual([fault("miles")]);
});

test.each(["refusals", "wrong-codes", "prizes-usd", "tax-forms"])(
  "a metric called %s would be counted in with our own",
  (name) => {
    expect(faultsOf({ metrics: { [name]: { counts: "spend" } } })).toEqual([
      {
        pointer: `/metrics/${name}`,
        says: `"${name}" is what Tessera counts of every member itself: call it otherwise`,
      },
    ]);
  },
);
