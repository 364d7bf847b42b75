import { expect, test } from "vitest";
import { readProgramme, readPublished } from "../../functions/programme/programme.ts";
import { isTransferable } from "../../functions/programme/unit.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const name = { one: "thing", other: "things" };
const membership = { priceMinor: 100, months: 12 };

test.each<[string, JsonObject, string | null]>([
  ["points", {}, null],
  ["a wallet's money", { money: true }, null],
  ["a badge", { badge: true }, "is a badge: no member gives it to another"],
  ["a membership", { membership }, "is a membership: no member gives it to another"],
])("whether %s may be given to another member", (_, terms, says) => {
  const points = { name: { one: "point", other: "points" } };
  const saying = (transferable: boolean) =>
    pointsProgramme({ units: { points, thing: { name, ...terms, transferable } } });
  const judged = (transferable: boolean) => readProgramme(saying(transferable));
  const fault = { pointer: "/units/thing/transferable", says: `"thing" ${says}` };
  expect("faults" in judged(true) ? judged(true) : null).toEqual(says === null ? null : { faults: [fault] });
  expect("faults" in judged(false)).toBe(false);
  // Also under a document that was published before that was a fault.
  const read = readPublished(saying(true));
  const { thing } = "faults" in read ? {} : read.programme.units;
  expect(thing && isTransferable(thing)).toBe(says === null);
});
