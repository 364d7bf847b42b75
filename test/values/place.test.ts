import { expect, test } from "vitest";
import { cellOf, metresBetween, placeOf } from "../../functions/values/place.ts";

const at = (latitude: number, longitude: number) => placeOf({ latitude, longitude });

test.each([
  ["two squares of a city", at(52.520815, 13.409419), at(52.516275, 13.377704), 2205],
  ["across the antimeridian", at(0, 179.999), at(0, -179.999), 222],
  ["antipodes", at(0, 0), at(0, 180), 20_015_114],
  ["the pole, whatever its longitude", at(90, 0), at(90, 77), 0],
  ["a place and itself", at(52.09, 5.12), at(52.09, 5.12), 0],
])("the distance of %s is known", (_name, one, other, metres) => {
  expect(metresBetween(one, other)).toBe(metres);
  expect(metresBetween(other, one)).toBe(metres);
});

test.each([
  [52.520815, 13.409419, 3_672_834_175_958_853],
  [-33.8568, 151.2153, 3_252_342_891_386_814],
  [90, 180, 2 ** 52 - 1],
  [-90, -180, 0],
  [0, 0, 3_377_699_720_527_872],
])("the cell of %f, %f is %i", (latitude, longitude, cell) => {
  expect(cellOf(at(latitude, longitude))).toBe(cell);
});
