import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { SECRET } from "../support/global-setup.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld } from "../support/world.ts";

// Each command is a process of its own, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const world = await newWorld();
const directory = mkdtempSync(join(tmpdir(), "tessera-commands-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs a command as an operator does; its environment has the database and the secret, or what is given. */
function run(
  args: string[],
  environment: Record<string, string> = { DATABASE_URL: world.databaseUrl, SECRET },
): Promise<{ code: number; out: string; error: string }> {
  return new Promise((resolve) => {
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    execFile("node", args, { env: { PATH, NODE_COMPILE_CACHE, ...environment } }, (fault, out, error) => {
      resolve({ code: typeof fault?.code === "number" ? fault.code : 0, out, error });
    });
  });
}

function fileOf(name: string, document: unknown): string {
  const path = join(directory, name);
  writeFileSync(path, JSON.stringify(document));
  return path;
}

test("a check prints each fault by its pointer and exits 1; a good document exits 0", async () => {
  const faulty = fileOf("faulty.json", pointsProgramme({ zone: "Mars", lateDays: -1 }));
  const checked = await run(["bin/programme.ts", "check", faulty], {});
  expect(checked.code).toBe(1);
  expect(checked.error).toContain("has 2 faults:\n/zone: an IANA time zone, as Europe/Berlin\n/lateDays: ");
  expect((await run(["bin/programme.ts", "check", fileOf("good.json", pointsProgramme())], {})).code).toBe(0);
  expect((await run(["bin/programme.ts", "publish"])).code).toBe(1);
});

test("a difference is said before it is published, and is gone after", async () => {
  const file = fileOf("next.json", pointsProgramme({ lateDays: 14 }));
  const before = await run(["bin/programme.ts", "diff", file]);
  expect([before.code, before.out], before.error).toEqual([
    0,
    "Against version 1, which is in force:\n  lateDays: 30 → 14  (/lateDays)\n",
  ]);
  const published = await run(["bin/programme.ts", "publish", file]);
  expect([published.code, published.out.split("\n").at(-2)]).toEqual([0, "Published as version 2, in force now."]);
  expect((await run(["bin/programme.ts", "diff", file])).out).toBe(
    "It means the same as version 2, which is in force.\n",
  );
});

test("a faulty document is not published", async () => {
  const refused = await run(["bin/programme.ts", "publish", fileOf("bad.json", pointsProgramme({ units: {} }))]);
  expect([refused.code, refused.error.includes("/units: at least one unit")]).toEqual([1, true]);
});

test("a draft is saved, shown and dropped, and a scheduled version is withdrawn", async () => {
  const saved = await run([
    "bin/programme.ts",
    "save",
    "spring",
    fileOf("bad.json", pointsProgramme({ zone: "Mars" })),
  ]);
  expect(saved.out, saved.error).toBe("Saved as the draft spring: one fault.\n");
  expect((await run(["bin/programme.ts", "drafts"])).out).toMatch(
    /^spring {2}draft, one fault {2}saved 2\S+ by operator\n$/,
  );
  await run(["bin/programme.ts", "drop", "spring"]);
  expect((await run(["bin/programme.ts", "drafts"])).out).toBe("There are no drafts.\n");

  const file = fileOf("later.json", pointsProgramme({ lateDays: 7 }));
  const scheduled = await run(["bin/programme.ts", "publish", file, "2099-01-01T00:00:00Z"]);
  expect(scheduled.out.split("\n").at(-2)).toBe("Published as version 3, scheduled for 2099-01-01T00:00:00.000Z.");
  expect((await run(["bin/programme.ts", "withdraw", "2"])).error).toBe("version 2 is in-force, not scheduled\n");
  const withdrawn = await run(["bin/programme.ts", "withdraw", "3"]);
  expect(withdrawn.out).toBe("Version 3 is withdrawn: version 4 goes on with the words of version 2.\n");
  const lines = (await run(["bin/programme.ts", "versions"])).out.split("\n");
  expect(lines.map((line) => line.split("  ").slice(0, 2).join(" ")).slice(0, 4)).toEqual([
    "4 in-force",
    "3 withdrawn",
    "2 superseded",
    "1 superseded",
  ]);
});

test("staff are invited, listed and removed; the printed link signs in", async () => {
  const invited = await run(["bin/staff.ts", "invite", "Maria@Example.com", "marketer"]);
  expect(invited.code, invited.error).toBe(0);
  const [path = ""] = invited.out.split("\n");
  expect(path).toMatch(/^\/staff\/enter\?token=tsl_[0-9a-z_]+$/);
  expect((await world.send({ path })).status).toBe(200);
  const listed = await run(["bin/staff.ts", "list"]);
  expect(listed.out).toBe("maria@example.com\tmarketer\tactive\tadjusts up to 0\n");
  expect((await run(["bin/staff.ts", "remove", "maria@example.com"])).code).toBe(0);
  expect((await run(["bin/staff.ts", "list"])).out).toContain("\tremoved\t");
  expect((await run(["bin/staff.ts", "link", "maria@example.com"])).code).toBe(1);
  expect((await run(["bin/staff.ts", "link", "nobody@example.com"])).error).toBe(
    "nobody was invited as nobody@example.com\n",
  );
  expect((await run(["bin/staff.ts", "invite", "x@example.com", "king"])).code).toBe(1);
});

test("without an environment a command uses what npm start left beside the data, and says what is missing", async () => {
  const missing = await run(["bin/staff.ts", "list"], { TESSERA_DATA: directory });
  expect([missing.code, missing.error.includes("DATABASE_URL is missing")]).toEqual([1, true]);
  fileOf("demo.json", { databaseUrl: world.databaseUrl });
  expect((await run(["bin/staff.ts", "list"], { TESSERA_DATA: directory })).error).toContain("SECRET is missing");
  writeFileSync(join(directory, "secret"), `${SECRET}\n`);
  expect((await run(["bin/staff.ts", "list"], { TESSERA_DATA: directory })).code).toBe(0);
});
