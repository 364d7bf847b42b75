import fc from "fast-check";
import { expect, test } from "vitest";
import { boxesAround, boxesInside, rangesOver } from "../../functions/values/nearby.ts";
import { cellOf, metresBetween, type Place, placeOf } from "../../functions/values/place.ts";

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
      const boxes = boxesAround(centre, distance + 1);
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

test("all that lies in the boxes inside a circle is nearer than its radius", () => {
  const place = fc.record({
    latitudeE7: fc.oneof(
      fc.integer({ min: -900_000_000, max: 900_000_000 }),
      fc.integer({ min: 895_000_000, max: 900_000_000 }),
    ),
    longitudeE7: fc.oneof(
      fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
      fc.integer({ min: 1_799_000_000, max: 1_800_000_000 }),
    ),
  });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  let judged = 0;
  fc.assert(
    fc.property(place, fc.double({ min: 20, max: 25_000, noNaN: true }), share, share, (centre, radius, up, across) => {
      const whole = (from: number, to: number, part: number) => Math.round(from + (to - from) * part);
      for (const { south, north, west, east } of boxesInside(centre, radius) ?? []) {
        judged += 1;
        const found = { latitudeE7: whole(south, north, up), longitudeE7: whole(west, east, across) };
        expect(metresBetween(centre, found)).toBeLessThan(Math.floor(radius));
      }
    }),
    { numRuns: 2000 },
  );
  expect(judged).toBeGreaterThan(1_000);
  expect(boxesInside({ latitudeE7: 900_000_000, longitudeE7: 0 }, 100)).toBeNull();
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
  return placeOf({ latitude: (to * 180) / Math.PI, longitude: degrees });
}
