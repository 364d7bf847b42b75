import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxesAround, cellOf, metresBetween, type Place, rangesOver } from "../../functions/values/morton.ts";

const at = (latitude: number, longitude: number): Place => ({
  latitudeE7: Math.round(latitude * 1e7),
  longitudeE7: Math.round(longitude * 1e7),
});

describe("a cell", () => {
  test.each([
    [52.520815, 13.409419, 3672834175958853],
    [-33.8568, 151.2153, 3252342891386814],
    [90, 180, 4503599627370495],
    [-90, -180, 0],
    [0, 0, 3377699720527872],
  ])("of (%d, %d) is %d", (latitude, longitude, cell) => expect(cellOf(at(latitude, longitude))).toBe(cell));
});

describe("a distance", () => {
  test.each([
    [at(52.520815, 13.409419), at(52.516275, 13.377704), 2204.5],
    [at(0, 179.999), at(0, -179.999), 222.4],
    [at(0, 0), at(0, 180), 20015114.4],
    [at(90, 0), at(90, 137), 0],
  ])("from %o to %o is %d m", (a, b, metres) => expect(metresBetween(a, b)).toBeCloseTo(metres, 1));
});

test("every place within a radius lies in a box around it, and its cell in a range over that box", () => {
  const place = fc.record({
    latitudeE7: fc.integer({ min: -900_000_000, max: 900_000_000 }),
    longitudeE7: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
  });
  const nearby = fc.record({
    bearing: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
    metres: fc.integer({ min: 0, max: 25_000 }),
  });
  fc.assert(
    fc.property(place, nearby, (centre, { bearing, metres }) => {
      const found = moved(centre, bearing, metres);
      const distance = metresBetween(centre, found);
      fc.pre(distance <= 25_000);
      const boxes = boxesAround(centre, Math.max(1, Math.ceil(distance)));
      const inside = boxes.filter(
        ({ south, north, west, east }) =>
          found.latitudeE7 >= south &&
          found.latitudeE7 <= north &&
          found.longitudeE7 >= west &&
          found.longitudeE7 <= east,
      );
      expect(inside.length).toBeGreaterThan(0);
      const cell = cellOf(found);
      expect(inside.some((box) => rangesOver(box).some(({ from, until }) => cell >= from && cell < until))).toBe(true);
      for (const box of boxes) expect(rangesOver(box).length).toBeLessThanOrEqual(9);
    }),
    { numRuns: 2000 },
  );
});

function moved({ latitudeE7, longitudeE7 }: Place, bearing: number, metres: number): Place {
  const [latitude, longitude] = [(latitudeE7 / 1e7 / 180) * Math.PI, (longitudeE7 / 1e7 / 180) * Math.PI];
  const angle = metres / 6_371_008.8;
  const to = Math.asin(Math.sin(latitude) * Math.cos(angle) + Math.cos(latitude) * Math.sin(angle) * Math.cos(bearing));
  const turned =
    longitude +
    Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(latitude),
      Math.cos(angle) - Math.sin(latitude) * Math.sin(to),
    );
  const degrees = (((((turned * 180) / Math.PI + 540) % 360) + 360) % 360) - 180;
  return at((to * 180) / Math.PI, degrees);
}
