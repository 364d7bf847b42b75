import { expect, test } from "vitest";
import { isDeviceRewarded, judgeSightings } from "../../functions/decisions/sighting.ts";
import type { Sighting } from "../../functions/values/sightings.ts";

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const seen = (member: number, agoMs: number, isRewarded = true): Sighting => ({
  member,
  isHers: member === 0,
  at: NOW - agoMs,
  isRewarded,
});

test.each<[string, Sighting[], number]>([
  ["nobody", [], 0],
  ["herself", [seen(0, 0), seen(0, MINUTE)], 0],
  ["another, just within ten minutes", [seen(1, 10 * MINUTE - 1)], 1],
  ["another, ten minutes ago", [seen(1, 10 * MINUTE)], 0],
  ["another twice and a third, rewarded or not", [seen(1, 0), seen(1, MINUTE), seen(2, MINUTE, false)], 2],
])("a device that was used by %s", (_, ofDevice, others) => {
  expect(judgeSightings({ ofDevice, ofFix: [] }, NOW).othersOnDevice).toBe(others);
});

test.each<[string, Sighting[], string | null]>([
  ["nobody", [], null],
  ["herself", [seen(0, MINUTE)], "from herself"],
  ["herself and another", [seen(0, MINUTE), seen(1, DAY - 1)], "from another"],
  ["another, a day ago", [seen(1, DAY)], null],
])("a fix that was sent by %s", (_, ofFix, copied) => {
  expect(judgeSightings({ ofDevice: [], ofFix }, NOW).copied).toBe(copied);
});

test.each<[string, Sighting[], boolean]>([
  ["once less than its most", [seen(0, 0), seen(1, 0, false)], false],
  ["as often as it may be, whoever used it", [seen(0, 0), seen(1, DAY - 1)], true],
  ["as often, but one a day ago", [seen(0, 0), seen(1, DAY)], false],
])("a device that was rewarded %s", (_, ofDevice, isOver) => {
  expect(isDeviceRewarded({ ofDevice, ofFix: [] }, NOW, { rewardsPerDeviceMax: 2 })).toBe(isOver);
});
