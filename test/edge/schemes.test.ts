/**
 * Why test/browser/faults.ts asks in dark for the rules about colours alone: dark is the same page in other colours, and no
 * other rule of axe's looks at those.
 */
import { readdirSync, readFileSync } from "node:fs";
import axe from "axe-core";
import { expect, test } from "vitest";
import { brandStyle } from "../../functions/edge/brand-style.ts";
import { OF_COLOURS } from "../browser/faults.ts";

const HERE = import.meta.dirname;
const STYLES = `${HERE}/../../web/styles/`;
const OWN = /^(color|background|background-color|border-color|outline-color|fill|stroke|filter)$/;
const COLOUR = /^(#[0-9a-f]{3,8}|rgb\(.*\)|0 1px 2px rgb\(.*\))$/;

/** What is said for dark in a style sheet, as [property, value]. */
function saidInDark(css: string): [string, string][] {
  const blocks = [...css.matchAll(/@media \(prefers-color-scheme: ?dark\) ?\{((?:[^{}]*\{[^{}]*\})*)/g)];
  const rules = blocks.flatMap(([, block = ""]) => [...block.matchAll(/\{([^{}]*)\}/g)]);
  return rules.flatMap(([, rule = ""]) =>
    rule
      .split(";")
      .filter((line) => line.includes(":"))
      .map((line): [string, string] => {
        const [property = "", ...value] = line.split(":");
        return [property.trim(), value.join(":").trim()];
      }),
  );
}

test("in dark nothing but colours is another, in any style sheet of ours", () => {
  const sheets = readdirSync(STYLES).map((name) => readFileSync(STYLES + name, "utf8"));
  const page = readFileSync(`${HERE}/../../functions/edge/page.tsx`, "utf8");
  const brand = brandStyle({ accent: "#ffd400", second: "#1f5f5b", corners: "round" });
  const said = [...sheets, page, brand].flatMap(saidInDark);
  expect(said.length, "style sheets have something to say of dark").toBeGreaterThan(30);
  expect(
    said.filter(([property, value]) => !(OWN.test(property) || (property.startsWith("--") && COLOUR.test(value)))),
  ).toEqual([]);
});

test("those are all of axe's rules that look at colours", () => {
  const enabled = axe
    .getRules(["cat.color"])
    .filter(({ tags }) => !tags.some((tag) => /^(wcag\d*aaa|experimental)$/.test(tag)));
  expect(enabled.map(({ ruleId }) => ruleId).sort()).toEqual([...OF_COLOURS].sort());
});
