import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { examine } from "../../bin/doctor.ts";
import { type LibsqlServer, startLibsqlServer } from "../../bin/libsql-server/start.ts";
import { migrateAll } from "../../bin/migrate.ts";
import { inviteStaff } from "../../bin/staff.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { newEmbedded, opens } from "../support/embedded.ts";
import { pointsProgramme } from "../support/programmes.ts";

const SECRET = "x".repeat(32);
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

const bad = async (environment: Record<string, string>) =>
  (await examine(environment)).filter(({ isOk }) => !isOk).map(({ says }) => says);

async function newServer(synchronous: "NORMAL" | "FULL"): Promise<LibsqlServer> {
  const directory = mkdtempSync(join(tmpdir(), "tessera-doctor-"));
  const server = await startLibsqlServer({ directory, synchronous });
  closing.push(async () => {
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return server;
}

test("names a missing secret, a missing address and a database that does not answer", async () => {
  expect(await bad({})).toEqual([
    expect.stringMatching(/^SECRET is missing/),
    expect.stringMatching(/^DATABASE_URL is missing/),
  ]);
  const server = await newServer("FULL");
  const { url } = server;
  await server.close();
  const [secret, gone] = await bad({ SECRET: "short", DATABASE_URL: url });
  expect(secret).toMatch(/^SECRET has 5 characters/);
  expect(gone).toMatch(/^The database does not answer/);
});

test("names a weak durability and a missing schema, and each host of several", async () => {
  const server = await newServer("NORMAL");
  const list = { "a.test": { url: server.urlOf("a") }, "b.test": { url: server.urlOf("b") } };
  const environment = { SECRET, PROGRAMMES: JSON.stringify(list) };
  const before = await bad(environment);
  expect(before.filter((says) => says.includes("synchronous is below FULL"))).toHaveLength(2);
  expect(before).toContain("b.test: The database has no schema: run npm run migrate.");
  await migrateAll(Object.entries(list).map(([host, { url }]) => ({ host, url, token: undefined })));
  expect((await bad(environment)).filter((says) => says.includes("schema"))).toEqual([]);
});

test("a programme with an owner and due work left undone is not ok, and nothing else is wrong with its ledger", async () => {
  const { url, client, ledger, close } = await newEmbedded();
  closing.push(close);
  const environment = { SECRET, DATABASE_URL: url };
  expect(await bad(environment)).toEqual([
    expect.stringMatching(/synchronous is below FULL/),
    expect.stringMatching(/^No programme is published/),
    expect.stringMatching(/^Nobody owns/),
    expect.stringMatching(/^No store has a live key/),
  ]);
  await opens(ledger, { versions: [{ effectiveAt: null, document: pointsProgramme() }], stores: ["sto_shop"] });
  await inviteStaff({ ledger, email: "ada@example.com", role: "owner" });
  const overdue = Date.now() - 3 * 3_600_000;
  await client.execute({
    sql: "INSERT INTO holders(public_id, kind, version, state, due_at, facts) VALUES ('mem_late', 'member', 0, 'joined', ?, '{}')",
    args: [BigInt(overdue)],
  });
  await client.execute("INSERT INTO accounts(holder, unit, available_on, expires_on) VALUES (1, 'points', 0, 2932896)");
  await client.execute("UPDATE accounts SET balance = 5");
  const found = await bad(environment);
  expect(found).toContainEqual(expect.stringMatching(/^Something is due for 3 h/));
  expect(found).toContainEqual(
    expect.stringMatching(/^The audit has \d+ findings? \(.*: read them all with npm run audit/s),
  );
  expect(found).toHaveLength(4);
});

test.each<[string, JsonObject, string]>([
  [
    "what the checker learnt to refuse is served still",
    { lateDays: 30, metrics: { fans: { counts: "earned" } } },
    "Version 2 of the programme is served and would be refused today (/metrics/fans earned counts a unit: name it): publish a mended one.",
  ],
  [
    "what has another shape is not",
    { lateDays: "thirty" },
    "Version 2 of the programme cannot be served by this code (/lateDays",
  ],
])("of a published document, %s", async (_, more, says) => {
  const { url, client, ledger, close } = await newEmbedded();
  closing.push(close);
  await opens(ledger, { versions: [{ effectiveAt: null, document: pointsProgramme() }], stores: [] });
  await client.execute({
    sql: "INSERT INTO programme_versions(version, effective_at, document, operation) VALUES (2, 0, ?, 1)",
    args: [JSON.stringify(pointsProgramme(more))],
  });
  const found = await bad({ SECRET, DATABASE_URL: url });
  expect(found.find((one) => one.startsWith("Version"))?.slice(0, says.length)).toBe(says);
});
