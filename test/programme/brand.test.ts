/** A programme's own colours, whatever they are, can be read in both schemes. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { brandStyle, SCHEMES } from "../../functions/edge/brand-style.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { colourOf, contrastOf, hexOf, READABLE } from "../../functions/values/colour.ts";
import { pointsProgramme } from "../support/programmes.ts";

test.each([
  ["#000000", "#ffffff", 21],
  ["#777777", "#ffffff", 4.48],
  ["#1f5f5b", "#1f5f5b", 1],
])("%s on %s has a contrast of %d", (one, other, contrast) => {
  expect(contrastOf(colourOf(one), colourOf(other))).toBeCloseTo(contrast, 2);
});

describe.each(["#ffff00", "#000000", "#ffffff", "#0b6b4f", "#e91e63", "#00c2ff", "#7f7f7f"])("%s", (accent) => {
  test.each(["light", "dark"] as const)("is read on every ground in %s, and so is what is written on it", (scheme) => {
    const css = brandStyle({ accent, corners: "soft" });
    const block = css.split("@media")[scheme === "light" ? 0 : 1] ?? "";
    const token = (name: string) => colourOf(new RegExp(`--${name}:(#[0-9a-f]{6})`).exec(block)?.[1] ?? "");
    for (const ground of SCHEMES[scheme].grounds)
      for (const name of ["accent", "accent-deep", "tile-b"])
        expect(contrastOf(token(name), ground), name).toBeGreaterThanOrEqual(READABLE);
    expect(contrastOf(token("accent"), token("on-accent"))).toBeGreaterThanOrEqual(READABLE);
  });
});

test("the grounds that are judged are those of the style sheet", () => {
  const terms = readFileSync(new URL("../../web/styles/terms.css", import.meta.url).pathname, "utf8");
  const [light = "", dark = ""] = terms.split("prefers-color-scheme: dark");
  const groundsIn = (css: string) =>
    ["ground", "raised", "sunken"].map((name) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(css)?.[1]);
  expect(groundsIn(light)).toEqual(SCHEMES.light.grounds.map(hexOf));
  expect(groundsIn(dark)).toEqual(SCHEMES.dark.grounds.map(hexOf));
});

test("a colour that is read as it is stays as it is", () => {
  expect(brandStyle({ accent: "#0b6b4f", corners: "soft" })).toContain(":root{--accent:#0b6b4f;");
});

test.each([
  [{}, null],
  [{ accent: "#0B6B4F", second: "#c2512f", corners: "round", name: "Ada's" }, null],
  [{ logo: "https://shop.example/logo.svg" }, null],
  [{ logo: "data:image/png;base64,AAAA" }, null],
  [{ accent: "green" }, "/brand/accent"],
  [{ accent: "#fff;}body{display:none" }, "/brand/accent"],
  [{ logo: "http://shop.example/logo.svg" }, "/brand/logo"],
  [{ logo: "https://shop.example/;script-src *" }, "/brand/logo"],
  [{ logo: "data:text/html,<script>" }, "/brand/logo"],
  [{ logo: `https://shop.example/${"a".repeat(20_000)}` }, "/brand/logo"],
  [{ corners: "wavy" }, "/brand/corners"],
  [{ font: "Comic Sans" }, "/brand/font"],
])("the brand %j has the fault at %s", (brand, pointer) => {
  const read = readProgramme(pointsProgramme({ brand }));
  expect("faults" in read ? read.faults.map((fault) => fault.pointer) : []).toEqual(pointer === null ? [] : [pointer]);
});
