import { expect, test } from "vitest";
import { readProgramme, readPublished } from "../../functions/programme/programme.ts";
import { isTransferable } from "../../functions/programme/unit.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const name = { one: "thing", other: "things" };
const membership = { priceMinor: 100, months: 12 };

test.each<[string, JsonObject, string | null]>([
  ["points", {}, null],
  ["what ends some time after", { expiry: { kind: "rolling", days: 30 } }, null],
  ["a wallet's money", { money: true }, null],
  ["a badge", { badge: true }, "is a badge: no member gives it to another"],
  ["a membership", { membership }, "is a membership: no member gives it to another"],
  [
    "what slides",
    { expiry: { kind: "sliding", days: 30, by: ["purchase"] } },
    "lives on with what its member does: no member gives it to another",
  ],
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
  expect("programme" in read && isTransferable(read.programme, "thing")).toBe(says === null);
});

test("what enters a tier stays with whoever has it, or one pass would let everybody in", () => {
  const pass = { name, transferable: true };
  const entered = (unit: string) =>
    pointsProgramme({
      units: { points: { name }, pass },
      metrics: { spend: { counts: "spend" } },
      tiers: [
        {
          id: "status",
          measure: { metric: "spend", window: { kind: "lifetime" } },
          levels: [
            { id: "all", name: "All", from: 0 },
            { id: "club", name: "Club", enteredBy: { unit } },
          ],
        },
      ],
    });
  expect(readProgramme(entered("points"))).not.toHaveProperty("faults");
  expect(readProgramme(entered("pass"))).toEqual({
    faults: [{ pointer: "/units/pass/transferable", says: '"pass" enters a tier: no member gives it to another' }],
  });
  const read = readPublished(entered("pass"));
  expect("programme" in read && isTransferable(read.programme, "pass")).toBe(false);
});
