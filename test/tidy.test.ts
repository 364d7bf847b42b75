/** What we would otherwise nag about: import directions, no clock or luck in decisions, every kind listed, a short top level. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = new URL("..", import.meta.url).pathname;
const sources = filesUnder(join(ROOT, "functions")).filter((file) => /\.tsx?$/.test(file));

/** Floors from the bottom up: what each may import, besides itself. */
const FLOORS: Record<string, string[]> = {
  values: [],
  draws: ["values"],
  evidence: ["values"],
  programme: ["values"],
  decisions: ["programme", "draws", "evidence", "values"],
  database: ["values"],
  operations: ["decisions", "database", "programme", "draws", "evidence", "values"],
  edge: ["operations", "decisions", "database", "programme", "draws", "evidence", "values"],
  stores: ["edge", "operations", "decisions", "database", "programme", "draws", "evidence", "values"],
  members: ["edge", "operations", "decisions", "database", "programme", "draws", "evidence", "values"],
  staff: ["edge", "operations", "decisions", "database", "programme", "draws", "evidence", "values"],
  public: ["edge", "operations", "decisions", "database", "programme", "draws", "evidence", "values"],
  clock: ["edge", "operations", "decisions", "database", "programme", "draws", "evidence", "values"],
};

test("nobody imports a floor above, or a neighbour beside", () => {
  const wrong = sources.flatMap((file) => {
    const from = floorOf(file);
    const allowed = FLOORS[from];
    if (allowed === undefined) return [];
    return importsOf(file)
      .filter((imported) => imported.startsWith("."))
      .map((imported) => resolve(dirname(file), imported))
      .filter((target) => target.startsWith(join(ROOT, "functions/")))
      .filter((target) => floorOf(target) !== from && !allowed.includes(floorOf(target)))
      .map((target) => `${name(file)} imports ${name(target)}`);
  });
  expect(wrong).toEqual([]);
});

test("each hard case has a test by its number, in the files that CONTRIBUTING.md names and in no other", () => {
  const guide = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
  const tests = filesUnder(join(ROOT, "test")).filter((file) => file.endsWith(".test.ts"));
  for (let number = 1; number <= 19; number++) {
    const row = new RegExp(`^\\| ${number} +\\|.*$`, "m").exec(guide)?.[0] ?? "";
    const named = [...row.matchAll(/`([^`]+)`/g)].map(([, file]) => `test/${file}`);
    const title = new RegExp(`["\`]hard case ${number}:`);
    const found = tests.filter((file) => title.test(readFileSync(file, "utf8"))).map(name);
    expect(found.sort(), `hard case ${number}`).toEqual(named.sort());
    expect(found).not.toEqual([]);
  }
});

test("every folder of functions/ has a floor", () => {
  const folders = readdirSync(join(ROOT, "functions"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map((folder) => folder.name).sort()).toEqual(Object.keys(FLOORS).sort());
});

test("decisions, programmes and draws have no clock, no luck, no waiting and no SQL", () => {
  const banned = [
    /Date\.now\(/,
    /new Date\(\)/,
    /Math\.random\(/,
    /getRandomValues|randomUUID/,
    /\basync\b|\bawait\b/,
    /performance\.now/,
    /@libsql|drizzle/,
  ];
  const found = sources
    .filter((file) => ["decisions", "programme", "draws", "values"].includes(floorOf(file)))
    .flatMap((file) =>
      banned.filter((pattern) => pattern.test(codeOf(file))).map((pattern) => `${name(file)}: ${pattern}`),
    );
  expect(found).toEqual([]);
});

test("only database/ writes to the ledger, and through one door", () => {
  const found = sources.filter(
    (file) =>
      floorOf(file) !== "database" && /\.batch\(|\.execute\(|\.transaction\(|executeMultiple/.test(codeOf(file)),
  );
  expect(found.map(name)).toEqual([]);
  const writers = sources.filter((file) => /"write"/.test(codeOf(file)) && floorOf(file) === "database");
  expect(writers.map(name)).toEqual(["functions/database/commit.ts", "functions/database/read-batch.ts"]);
});

test.each(["benefits", "conditions", "effects", "rewards", "expiry", "pending"])(
  "every kind in programme/%s is listed in its index",
  (folder) => {
    const at = join(ROOT, "functions/programme", folder);
    // Kinds that other kinds combine are listed beside the index, which lists those.
    const index = ["index.ts", "plain.ts"]
      .filter((file) => readdirSync(at).includes(file))
      .map((file) => readFileSync(join(at, file), "utf8"))
      .join("\n");
    const kinds = readdirSync(at).filter(
      (file) => file !== "index.ts" && /export const terms/.test(readFileSync(join(at, file), "utf8")),
    );
    for (const kind of kinds) expect(index, kind).toContain(`"./${kind}"`);
    expect(kinds.length).toBeGreaterThan(2);
  },
);

test("no file says any, and none asserts what may be null", () => {
  const found = sources.filter((file) => /:\s*any[;,)\]>=\s]*$|:\s*any[;,)\]]|as any\b|<any>/m.test(codeOf(file)));
  expect(found.map(name)).toEqual([]);
});

test("every exported function has a doc comment; a mount and the parts of a kind say it in their file's first lines", () => {
  const found = sources.flatMap((file) => {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.flatMap((line, index) => {
      const isDue = /^export (async )?(function|class) (?!mount|sentence|holds|counts|gives|faults|missing|saw)/.test(
        line,
      );
      return isDue && !/\*\/\s*$|^\s*\/\*\*/.test(lines[index - 1] ?? "")
        ? [`${name(file)}:${index + 1} ${line.slice(0, 60)}`]
        : [];
    });
  });
  expect(found).toEqual([]);
});

test("the top level stays short", () => {
  const known = [
    "functions",
    "schema",
    "bin",
    "web",
    "test",
    "wrangler.toml",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "biome.json",
  ];
  const papers = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"];
  const hidden = [
    ".ci",
    ".git",
    ".github",
    ".gitignore",
    ".tessera",
    ".build",
    ".wrangler",
    "node_modules",
    ".dev.vars",
  ];
  expect(readdirSync(ROOT).filter((entry) => ![...known, ...papers, ...hidden].includes(entry))).toEqual([]);
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

function floorOf(file: string): string {
  return relative(join(ROOT, "functions"), file).split("/")[0] ?? "";
}

function name(file: string): string {
  return relative(ROOT, file);
}

function codeOf(file: string): string {
  return readFileSync(file, "utf8")
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/(^|\s)\/\/.*$/gm, "");
}

function importsOf(file: string): string[] {
  return [...codeOf(file).matchAll(/from "([^"]+)"/g)].flatMap(([, path]) => path ?? []);
}
