/**
 * Writes the README's table of presets from test results: each preset's own tests are run, and a row says whether they
 * passed, in the form that the formatter keeps. Rows without a preset are the systems that are still missing.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const README = new URL("../README.md", import.meta.url).pathname;
const MARKS = /(<!-- presets: npm run presets-table -->\n)[\s\S]*?(<!-- \/presets -->)/;

/** The systems that Tessera is modelled on, in the order of their history, with the preset of each. */
const systems: [system: string, preset: string][] = [
  ["trading stamps", "trading-stamps"],
  ["airline miles", "airline-miles"],
  ["card points", "card-points"],
  ["coffee-house stars", "coffee-stars"],
  ["ride tiers", "ride-tiers"],
  ["paid membership", "paid-membership"],
  ["beauty profile", "beauty-profile"],
  ["city check-ins", "city-explorer"],
  ["discount levels", "discount-levels"],
  ["points to vouchers", "points-to-vouchers"],
  ["buy five, get the sixth", "buy-five-get-sixth"],
  ["cash back and gift cards", "cash-back"],
  ["coalition of stores", "high-street"],
  ["referral and social", "bring-a-friend"],
  ["games", "season-game"],
  ["values and experiences", "give-and-meet"],
  ["points as money", "circle"],
  ["things that report", "smart-appliance"],
];

const directory = mkdtempSync(join(tmpdir(), "tessera-presets-"));
const output = join(directory, "results.json");
spawnSync(
  "vitest",
  [
    "run",
    "--config",
    "test/vitest.config.ts",
    "--project",
    "http",
    "--reporter=json",
    `--outputFile=${output}`,
    "test/http/presets",
  ],
  {
    stdio: ["ignore", "ignore", "inherit"],
  },
);
const { testResults } = JSON.parse(readFileSync(output, "utf8")) as {
  testResults: { name: string; assertionResults: { status: string; title: string }[] }[];
};
rmSync(directory, { recursive: true });
const results = new Map(
  testResults.map(({ name, assertionResults }) => [basename(name, ".test.ts"), assertionResults]),
);

const rows = systems.map(([system, preset]) => {
  const tests = results.get(preset);
  if (!tests) return `| ${system} | | still missing |`;
  const passed = tests.filter(({ status }) => status === "passed").length;
  return `| ${system} | \`${preset}\` | ${passed === tests.length ? `runs: ${passed} tests pass` : `${tests.length - passed} of ${tests.length} tests fail`} |`;
});
const table = ["| system | preset | |", "| --- | --- | --- |", ...rows].join("\n");
const readme = readFileSync(README, "utf8");
if (!MARKS.test(readme)) throw new Error("README.md has no place for the table of presets");
writeFileSync(
  README,
  readme.replace(MARKS, (_, before: string, after: string) => `${before}${table}\n${after}`),
);
spawnSync("biome", ["check", "--write", README], { stdio: ["ignore", "ignore", "inherit"] });
console.log(table);
