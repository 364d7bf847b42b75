import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { secretsIn } from "../../bin/deploy.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const SECRET = "x".repeat(32);

test("a dry run bundles the Worker below 740 kB gzipped, without network, account or settings", {
  timeout: 90_000,
}, () => {
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/deploy.ts", "--dry-run"], {
    cwd: ROOT,
    // A proxy that refuses everything stands for no network; Cloudflare's settings are not inherited.
    env: { PATH, HOME, CI: "true", HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9" },
    encoding: "utf8",
  });
  expect(status, stderr + stdout).toBe(0);
  const [, gzipped] = /kB, (\d+) kB gzipped/.exec(stdout) ?? [];
  expect(Number(gzipped)).toBeGreaterThan(50);
  expect(Number(gzipped)).toBeLessThan(740);
  expect(statSync(`${ROOT}.build/deploy/worker.mjs`).size).toBeGreaterThan(100_000);
  expect(digestOf("deploy/worker.mjs"), "what is tested").toBe(digestOf("worker.mjs"));
  for (const binding of ["env.ASSETS", "env.RATE_LIMITER", "env.ENVIRONMENT"]) expect(stdout).toContain(binding);
});

function digestOf(built: string): string {
  return createHash("sha256")
    .update(readFileSync(`${ROOT}.build/${built}`))
    .digest("hex");
}

test.each([
  [{}, "SECRET is missing"],
  [{ SECRET: "short", DATABASE_URL: "libsql://x.example" }, "SECRET is missing or shorter"],
  [{ SECRET }, "DATABASE_URL is missing"],
  [{ SECRET, DATABASE_URL: "file:local.db" }, "no address of a libSQL server"],
  [{ SECRET, PROGRAMMES: "nonsense" }, "not JSON of the form"],
  [{ SECRET, PROGRAMMES: '{"club.example":{}}' }, "club.example no url"],
])("refuses to deploy with settings %j", (environment, says) => {
  expect(() => secretsIn(environment)).toThrow(says);
});

test("takes only the Worker's own secrets along", () => {
  const one = { SECRET, DATABASE_URL: "libsql://x.example", DATABASE_TOKEN: "t", HOME: "/root", HOOKS: "" };
  expect(secretsIn(one)).toEqual({ SECRET, DATABASE_URL: "libsql://x.example", DATABASE_TOKEN: "t" });
});

test("everything that a Worker is given and a live one may have goes along", () => {
  const given = readFileSync(`${ROOT}functions/edge/environment.ts`, "utf8").matchAll(/^ {2}([A-Z_]+)\??: string;$/gm);
  const own = ["ENVIRONMENT", "FIXED_NOW", "WEBHOOKS_LOCAL", "DEMO", "DEMO_STORE_KEY"];
  const names = [...given].map(([, name = ""]) => name).filter((name) => !own.includes(name));
  expect(names.length).toBeGreaterThan(10);
  const set = { ...Object.fromEntries(names.map((name) => [name, "x"])), SECRET, DATABASE_URL: "libsql://x.example" };
  const { PROGRAMMES: _, ...one } = set as Record<string, string>;
  expect(secretsIn(one)).toEqual(one);
});
