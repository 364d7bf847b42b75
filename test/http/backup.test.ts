import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { backup } from "../../bin/backup.ts";
import { clientOf } from "../../bin/databases.ts";
import { restore } from "../../bin/restore.ts";
import { TABLES } from "../../bin/snapshot/tables.ts";
import { audit } from "../../functions/operations/audit.ts";
import { VENUE_MAP } from "../../schema/venue-map.ts";
import { conserved } from "../support/ledger.ts";
import { memberWith, shop } from "../support/shop.ts";
import { staffOf } from "../support/staff.ts";
import { emptyWorld, freshKey, newWorld, orderOf } from "../support/world.ts";

const directory = mkdtempSync(join(tmpdir(), "tessera-backup-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const world = await newWorld(
  shop({
    rewards: [
      { id: "five-off", name: "5.00 off", kind: "voucher", cost: { unit: "points", amount: 500 }, valueMinor: 500 },
      {
        id: "cinema",
        name: "Cinema",
        kind: "voucher",
        cost: { unit: "points", amount: 1 },
        valueMinor: 900,
        codes: "imported",
      },
    ],
  }),
);
const exact = exactClientOf(world.databaseUrl);
const file = join(directory, "snapshot.ndjson");

/** Every line but the header, which says when, and the checksum over it. */
const bodyOf = (path: string) => readFileSync(path, "utf8").split("\n").slice(1, -2);

test("every table of the schema is in a snapshot", async () => {
  const { rows } = await world.client.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '__drizzle_migrations' ORDER BY name",
  );
  // What the map of venues keeps is made again from the venues.
  const kept = rows.map(({ name }) => String(name)).filter((name) => !name.startsWith(VENUE_MAP));
  expect(kept).toEqual(TABLES.map(({ name }) => name).sort());
});

test("a backup under load restores elsewhere: conserved, equal to its file, and an old key replays byte for byte", async () => {
  const ada = await memberWith(5_000, world);
  const first = { key: freshKey(), body: orderOf("first-order", 4_200, { email: ada.email }) };
  const answered = await world.post("/v1/purchases", first.body, first.key);
  const redeemed = await world.post("/v1/redemptions", { member: { id: ada.id }, reward: "five-off" });
  expect(redeemed.status, redeemed.text).toBe(201);

  const owner = await staffOf(world, "owner");
  await owner.post("/v1/staff/rewards/cinema/codes", { codes: ["FILM-1", "FILM-2"] });
  const film = await world.post("/v1/redemptions", { member: { id: ada.id }, reward: "cinema" });
  expect(film.status, film.text).toBe(201);

  let isRunning = true;
  let bought = 0;
  const buyers = Array.from({ length: 6 }, async (_, buyer) => {
    while (isRunning) {
      const email = `buyer-${buyer}-${bought % 20}@example.com`;
      const { status, text } = await world.post("/v1/purchases", orderOf(freshKey(), 1_000 + bought, { email }));
      expect(status, text).toBe(201);
      bought += 1;
    }
  });
  while (bought < 40) await new Promise((resume) => setTimeout(resume, 10));
  const before = bought;
  const header = await backup(exact, file);
  while (bought < before + 20) await new Promise((resume) => setTimeout(resume, 10));
  isRunning = false;
  await Promise.all(buyers);
  expect(statSync(file).mode & 0o077, "only its owner may read it").toBe(0);

  const { world: other } = await restored(file);
  await conserved(other.client);
  const { rows } = await other.client.execute("SELECT max(seq) AS seq FROM operations");
  expect(rows).toEqual([{ seq: header.seq }]);
  const { rows: later } = await world.client.execute("SELECT max(seq) AS seq FROM operations");
  expect(Number(later[0]?.seq), "writes went on meanwhile").toBeGreaterThan(header.seq);

  const again = join(directory, "again.ndjson");
  await backup(exactClientOf(other.databaseUrl), again);
  expect(bodyOf(again)).toEqual(bodyOf(file));

  const replayed = await other.send({
    method: "POST",
    path: "/v1/purchases",
    token: world.storeKey,
    key: first.key,
    body: first.body,
  });
  expect(replayed.headers.get("idempotent-replayed")).toBe("true");
  expect(replayed.text).toBe(answered.text);
  const fresh = await other.send({
    method: "POST",
    path: "/v1/purchases",
    token: world.storeKey,
    key: freshKey(),
    body: orderOf("after-the-restore", 1_000, { email: ada.email }),
  });
  expect(fresh.status, fresh.text).toBe(201);
  await conserved(other.client);
  expect((await audit(other.client)).findings).toEqual([]);
}, 90_000);

test("a wrong checksum, a cut file, a newer schema and a database that is not empty are refused", async () => {
  const text = readFileSync(file, "utf8");
  const changed = join(directory, "changed.ndjson");
  const refused = async (content: string, says: RegExp) => {
    writeFileSync(changed, content);
    const { databaseUrl, client } = await emptyWorld();
    await expect(restore({ url: databaseUrl, token: undefined }, changed)).rejects.toThrow(says);
    expect((await client.execute("SELECT name FROM sqlite_schema")).rows, "nothing was written").toEqual([]);
  };
  await refused(text.replace("first-order", "other-order"), /checksum is wrong/);
  await refused(text.slice(0, -200), /cut short/);
  await refused("{}\n", /no snapshot/);
  await refused(sealed(text.replace('"schema":1', '"schema":999')), /newer than this code/);
  await expect(restore({ url: world.databaseUrl, token: undefined }, file)).rejects.toThrow(/not empty/);
});

test("a snapshot whose balances were changed along with its checksum does not go live", async () => {
  const changed = join(directory, "richer.ndjson");
  const lines = readFileSync(file, "utf8").split("\n");
  const at = lines.findIndex((line) => line.startsWith('{"table":"accounts"')) + 1;
  const account = JSON.parse(lines[at] ?? "") as number[];
  account[5] = (account[5] ?? 0) + 1;
  lines[at] = JSON.stringify(account);
  writeFileSync(changed, sealed(lines.join("\n")));
  const other = await emptyWorld();
  await expect(restore({ url: other.databaseUrl, token: undefined }, changed)).rejects.toThrow(
    /balances are not those/,
  );
  const answer = await other.send({ path: "/readyz" });
  expect(answer.json.code).toBe("migrating");
});

test("a backup never replaces a file", async () => {
  const path = join(directory, "kept.ndjson");
  writeFileSync(path, "kept");
  await expect(backup(exact, path)).rejects.toThrow(/EEXIST/);
  expect(readFileSync(path, "utf8")).toBe("kept");
});

function exactClientOf(url: string) {
  return clientOf({ url, token: undefined }, { intMode: "bigint" });
}

async function restored(path: string): Promise<{ world: Awaited<ReturnType<typeof emptyWorld>> }> {
  const other = await emptyWorld();
  await restore({ url: other.databaseUrl, token: undefined }, path);
  return { world: other };
}

/** The same lines under a checksum that fits them. */
function sealed(text: string): string {
  const lines = text.split("\n").slice(0, -2);
  const body = `${lines.join("\n")}\n`;
  const rows = lines.filter((line) => line.startsWith("[")).length;
  return `${body}${JSON.stringify({ sha256: createHash("sha256").update(body).digest("hex"), rows })}\n`;
}
