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
