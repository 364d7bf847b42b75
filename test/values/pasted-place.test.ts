import { expect, test } from "vitest";
import { placePasted } from "../../functions/values/pasted-place.ts";

test.each([
  ["52.37, 4.89", 523_700_000, 48_900_000],
  [" -33.8568 151.2153 ", -338_568_000, 1_512_153_000],
  ["geo:52.37,4.89?z=17", 523_700_000, 48_900_000],
  ["https://www.google.com/maps/place/X/@52.1,5.1,17z/data=!3d52.37!4d4.89", 523_700_000, 48_900_000],
  ["https://www.google.com/maps/@52.37,4.89,17z", 523_700_000, 48_900_000],
  ["https://maps.google.com/?q=52.37,4.89", 523_700_000, 48_900_000],
  ["https://www.google.com/maps/search/?api=1&query=52.37%2C4.89", 523_700_000, 48_900_000],
  ["https://maps.apple.com/?ll=52.37,4.89&q=Shop", 523_700_000, 48_900_000],
  ["https://www.openstreetmap.org/?mlat=52.37&mlon=4.89#map=17/52.1/4.1", 523_700_000, 48_900_000],
  ["https://www.openstreetmap.org/#map=17/52.37/4.89", 523_700_000, 48_900_000],
  ["https://www.bing.com/maps?cp=52.37~4.89&lvl=17", 523_700_000, 48_900_000],
])("%s is a place", (text, latitudeE7, longitudeE7) => {
  expect(placePasted(text)).toEqual({ latitudeE7, longitudeE7 });
});

test.each(["", "Alexanderplatz", "91, 4", "4, 181", "52.37", "https://maps.app.goo.gl/abc"])("%s is none", (text) => {
  expect(placePasted(text)).toBeNull();
});
