import { expect, test } from "vitest";
import { tilesOf } from "../../functions/edge/tiles.ts";

const settings = { SECRET: "", ENVIRONMENT: "test" };

test("tiles are a setting: none, or an https template of which pages allow the very origin", () => {
  expect(tilesOf(settings)).toBeNull();
  expect(tilesOf({ ...settings, TILES: "https://tiles.example:8443/a/{z}/{x}/{y}.png?key=1" })).toEqual({
    url: "https://tiles.example:8443/a/{z}/{x}/{y}.png?key=1",
    origin: "https://tiles.example:8443",
    attribution: "© OpenStreetMap contributors",
  });
  const said = tilesOf({ ...settings, TILES: "https://t.example/{z}/{x}/{y}", TILES_ATTRIBUTION: "© Us" });
  expect(said?.attribution).toBe("© Us");
});

test.each([
  "http://tiles.example/{z}/{x}/{y}.png",
  "https://{s}.tiles.example/{z}/{x}/{y}.png",
  "https://tiles.example/{z}/{x}.png",
  "tiles/{z}/{x}/{y}.png",
])("%s is no address of tiles", (url) => {
  expect(() => tilesOf({ ...settings, TILES: url })).toThrow("TILES is an https address");
});
