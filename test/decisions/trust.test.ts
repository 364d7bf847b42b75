import { expect, test } from "vitest";
import { type Fix, type Previous, score } from "../../functions/decisions/trust.ts";

const policy = { fixAgeSecondsMax: 30, accuracyMetresMax: 100 };
const fix = (distanceMetres: number, accuracyMetres: number, ageMs = 0): Fix => ({
  distanceMetres,
  accuracyMetres,
  ageMs,
});
const previous = (distanceMetres: number, seconds: number): Previous => ({ distanceMetres, seconds, radiusMetres: 75 });

/** At a venue with a radius of 75 m: evidence, score and trust of a fix. */
const rows: [string, Fix | null, Previous | null, string, number, string][] = [
  ["no fix", null, null, "claimed", 10, "low"],
  ["40 m away, 12 m fine", fix(40, 12), null, "gps", 55, "ok"],
  ["135 m away is the radius and its own 60 m", fix(135, 60), null, "gps", 40, "ok"],
  ["136 m away with 60 m is elsewhere", fix(136, 60), null, "claimed", 10, "low"],
  ["an accuracy of 59.1 counts as 60", fix(135, 59.1), null, "gps", 40, "ok"],
  ["an accuracy of 59.0 counts as 59", fix(135, 59), null, "claimed", 10, "low"],
  ["exactly 100 m coarse", fix(40, 100), null, "gps", 40, "ok"],
  ["100.1 m coarse", fix(40, 100.1), null, "claimed", 10, "low"],
  ["2,000 m coarse", fix(40, 2000), null, "claimed", 10, "low"],
  ["50,000 m coarse and 40 km away", fix(40_000, 50_000), null, "claimed", 10, "low"],
  ["exactly 30 s old", fix(40, 12, 30_000), null, "gps", 55, "ok"],
  ["31 s old", fix(40, 12, 31_000), null, "claimed", 10, "low"],
  ["31 s ahead", fix(40, 12, -31_000), null, "claimed", 10, "low"],
  ["50 m coarse", fix(40, 50), null, "gps", 50, "ok"],
  ["25 m fine, on the radius", fix(75, 25), null, "gps", 55, "ok"],
  ["25 m fine, beyond the radius", fix(76, 25), null, "gps", 50, "ok"],
  ["26 m fine", fix(40, 26), null, "gps", 50, "ok"],
  ["504 km in 1,200 s", fix(40, 12), previous(504_000, 1_200), "gps", 0, "low"],
  ["504 km in 13,800 s", fix(40, 12), previous(504_000, 13_800), "gps", 55, "ok"],
  ["504 km in 3,600 s", fix(40, 12), previous(504_000, 3_600), "gps", 35, "low"],
  ["no time at the same place", fix(40, 12), previous(0, 0), "gps", 55, "ok"],
  ["no time at the shop next door", fix(40, 12), previous(2_150, 0), "gps", 55, "ok"],
  ["no time at another place", fix(40, 12), previous(2_151, 0), "gps", 0, "low"],
];

test.each(rows)("%s", (_name, given, before, evidence, points, trust) => {
  expect(score({ fix: given, radiusMetres: 75, policy, previous: before })).toMatchObject({
    evidence,
    score: points,
    trust,
  });
});
