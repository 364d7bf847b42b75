import fc from "fast-check";
import { expect, test } from "vitest";
import { boxesAround, rangesOver } from "../../functions/values/nearby.ts";
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
