import { describe, expect, test } from "vitest";
import { lowestOf } from "../../functions/decisions/member-prices.ts";
import { priceFor } from "../../functions/programme/effects/member-price.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const faultsOf = (terms: JsonObject, on = "purchase") => {
  const rules = [{ id: "r", name: "R", on, effects: [{ kind: "member-price", ...terms }] }];
  const read = readProgramme(pointsProgramme({ campaigns: [{ id: "c", name: "C", rules }] }));
  return "faults" in read ? read.faults.map(({ pointer, says }) => `${pointer} ${says}`) : [];
};

describe("a price for members", () => {
  test.each<[string, JsonObject, string, string[]]>([
    ["is an amount", { priceMinor: 0 }, "purchase", []],
    ["or a part of what others pay", { percent: 100 }, "purchase", []],
    [
      "not both",
      { priceMinor: 1, percent: 1 },
      "purchase",
      ["/campaigns/0/rules/0/effects/0 say priceMinor or percent"],
    ],
    ["nor neither", {}, "purchase", ["/campaigns/0/rules/0/effects/0 say priceMinor or percent"]],
    [
      "and is of goods",
      { percent: 10 },
      "check-in",
      ["/campaigns/0/rules/0/effects/0 a check-in has no lines of goods"],
    ],
  ])("%s", (_, terms, on, faults) => {
    expect(faultsOf(terms, on)).toEqual(faults);
  });

  test.each<[number | null, number | null, number, number]>([
    [800, null, 1000, 800],
    [800, null, 800, 800],
    [800, null, 799, 799],
    [null, 15, 999, 850],
    [null, 15, 6, 6],
    [null, 100, 999, 0],
  ])("of %s minor units or %s %% less, on %s: %s", (priceMinor, percent, unitMinor, costs) => {
    expect(priceFor({ priceMinor, percent }, unitMinor)).toBe(costs);
  });

  test("is the lowest of each line, and of the same the first rule's", () => {
    const of = (line: string, rule: string, memberMinor: number) => ({ line, rule, unitMinor: 10, memberMinor });
    const prices = [of("1", "a", 5), of("2", "a", 5), of("1", "b", 4), of("2", "b", 5)];
    expect(lowestOf(prices)).toEqual([of("1", "b", 4), of("2", "a", 5)]);
  });
});
