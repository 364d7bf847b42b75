import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isHeldOut } from "../../functions/programme/holdout.ts";
import { idFrom } from "../../functions/values/id.ts";

const MEMBERS = 4_000;
/** Members as they join: one a millisecond, which is the least that their ids differ by. */
const members = Array.from({ length: MEMBERS }, (_, index) => {
  const luck = createHash("sha256").update(String(index)).digest().subarray(0, 10);
  return idFrom("mem", Date.parse("2026-11-21T12:00:00Z") + index, luck);
});
const campaign = (id: string, percent?: number) => ({
  id,
  name: id,
  when: [],
  caps: [],
  rules: [],
  ...(percent === undefined ? {} : { holdout: { percent } }),
});
const programme = (percent?: number) => ({
  programme: "shop",
  ...(percent === undefined ? {} : { holdout: { percent } }),
});
const heldOut = (of: string[], given: Parameters<typeof isHeldOut>[0], about: Parameters<typeof isHeldOut>[1]) =>
  of.filter((member) => isHeldOut(given, about, member));

test("who is held out follows from names alone, as anybody can compute it again", () => {
  for (const member of members.slice(0, 200)) {
    const digest = createHash("sha256").update(`tessera-holdout/1\nshop\nspring\n${member}`).digest();
    const share = digest.readUIntBE(0, 6) / 2 ** 48;
    for (const percent of [1, 10, 50, 99])
      expect(isHeldOut(programme(), campaign("spring", percent), member)).toBe(share < percent / 100);
  }
});

test.each([0, 1, 5, 10, 50, 95, 100])(
  "%i percent of members are held out, within four standard deviations",
  (percent) => {
    const share = percent / 100;
    const found = heldOut(members, programme(), campaign("spring", percent)).length;
    expect(Math.abs(found - MEMBERS * share)).toBeLessThanOrEqual(4 * Math.sqrt(MEMBERS * share * (1 - share)));
  },
);

test("every tenth of them is as large as another: the shares are uniform", () => {
  const within = [...Array(11).keys()].map((tenth) => heldOut(members, programme(), campaign("c", tenth * 10)).length);
  const tenths = within.slice(1).map((count, index) => count - (within[index] ?? 0));
  const expected = MEMBERS / 10;
  const chiSquare = tenths.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 27.88 is exceeded once in a thousand by nine degrees of freedom; the ids are fixed, so it does not vary.
  expect(chiSquare).toBeLessThan(27.88);
});

test("a larger share keeps everybody, and another campaign chooses others", () => {
  const [ten, twenty] = [10, 20].map((percent) => heldOut(members, programme(), campaign("a", percent)));
  expect((ten ?? []).every((member) => twenty?.includes(member))).toBe(true);
  const both = heldOut(heldOut(members, programme(), campaign("a", 50)), programme(), campaign("b", 50)).length;
  expect(Math.abs(both - MEMBERS / 4)).toBeLessThan(4 * Math.sqrt((MEMBERS * 3) / 16));
});

test("the programme's holdout is the same members in every campaign, but for those with one of their own", () => {
  const [a, b] = ["a", "b"].map((id) => heldOut(members, programme(10), campaign(id)));
  expect(a?.length).toBeGreaterThan(0);
  expect(b).toEqual(a);
  expect(heldOut(members, programme(10), campaign("base", 0))).toEqual([]);
  expect(heldOut(members, programme(10), campaign("a", 10))).not.toEqual(a);
});
