import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildWorker } from "../../bin/build.ts";
import { COMPATIBILITY_DATE } from "../../bin/workerd.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const config = readFileSync(`${ROOT}wrangler.toml`, "utf8");
const settingOf = (name: string) => new RegExp(`^${name} = "?(.*?)"?$`, "m").exec(config)?.[1];

test("what is deployed runs under the same date as what is tested, and is the same file, each minute", async () => {
  expect(settingOf("compatibility_date")).toBe(COMPATIBILITY_DATE);
  expect(ROOT + settingOf("main")).toBe(await buildWorker());
  expect(settingOf("no_bundle")).toBe("true");
  expect(settingOf("crons")).toBe('["* * * * *"]');
  expect(settingOf("directory")).toBe(".build/web");
});
