import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@libsql/client/web";
import { afterAll, expect, test } from "vitest";
import { backup } from "../../bin/backup.ts";
import { clientOf } from "../../bin/databases.ts";
import { writeErasures } from "../../bin/erasures.ts";
import { restore, run } from "../../bin/restore.ts";
import { TABLES } from "../../bin/snapshot/tables.ts";
import { forgetErased } from "../../functions/clock/forget-erased.ts";
import { audit } from "../../functions/operations/audit.ts";
import { erase } from "../../functions/operations/erase.ts";
import { merge } from "../../functions/operations/merge.ts";
import { VENUE_MAP } from "../../schema/venue-map.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { fixAt, openVenueAt } from "../support/places.ts";
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

  const { world: other, said } = await restored(file);
  expect(said).toMatch(
    /\nWho was erased after that is here again, and so are visits that members deleted: .* with --erased LIST\.$/,
  );
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

/** Everything that may be found of Zita: what she is called, and where she was. */
const ZITA = { email: "zita@example.com", phone: "+4915112345678", name: "Zita Okonkwo", place: "ven_zitas_corner" };

/** Somebody of the shop with points, known by its own name for her. */
async function customer(externalId: string): Promise<string> {
  const { json } = await world.post("/v1/members", { externalId, name: `Person ${externalId}` });
  await world.post("/v1/purchases", orderOf(`of-${externalId}`, 2_000, { externalId }));
  return json.member;
}

/** Every text of every table, by table. */
async function textsOf(client: Client): Promise<[table: string, text: string][]> {
  const results = await client.batch(
    TABLES.map(({ name }) => `SELECT * FROM ${name}`),
    "read",
  );
  return TABLES.map(({ name }, index) => [name, JSON.stringify(results[index]?.rows)]);
}

/** What stays of a member under her opaque id: what she owns, in which state, and her counts. */
async function remainsOf(client: Client, member: string) {
  const { rows } = await client.execute({
    sql: `WITH her AS (SELECT id FROM holders WHERE public_id = ?1)
      SELECT public_id, kind, state, facts FROM holders WHERE id IN her OR owner IN her
      UNION ALL SELECT 'count', metric, bucket, amount FROM metrics WHERE holder IN her ORDER BY 1, 2, 3`,
    args: [member],
  });
  return rows;
}

test("hard case 25: whoever was erased since is gone from a backup that is restored with the list, who became her too", async () => {
  await openVenueAt(world, ZITA.place);
  const { email, phone, name } = ZITA;
  const zita = (await world.post("/v1/members", { email, phone, name })).json.member as string;
  const bought = { key: freshKey(), body: orderOf("zita-1", 60_000, { email }) };
  await world.post("/v1/purchases", bought.body, bought.key);
  const redeemed = await world.post("/v1/redemptions", { member: { id: zita }, reward: "five-off" });
  expect(redeemed.status, redeemed.text).toBe(201);
  const token = memberToken(zita);
  const visit = { method: "POST", path: "/v1/me/check-ins", token, body: { venue: ZITA.place, fix: fixAt(3) } };
  const visited = await world.send({ ...visit, key: freshKey() });
  expect(visited.status, visited.text).toBe(201);
  // Ada keeps her account, and deletes one of two visits of hers.
  const { json: ada } = await world.post("/v1/members", { email: "ada.visits@example.com", name: "Ada" });
  const asAda = { token: memberToken(ada.member), method: "POST" };
  const visits = [];
  for (const venue of [ZITA.place, "ven_next_door"]) {
    if (venue !== ZITA.place) await openVenueAt(world, venue, 0.02);
    const body = { venue, fix: fixAt(5) };
    const { json } = await world.send({ ...asAda, path: "/v1/me/check-ins", body, key: freshKey() });
    visits.push(json.id);
  }
  const bens = { key: freshKey(), body: orderOf("ben-1", 4_000, { email: "ben@example.com" }) };
  const benAnswered = await world.post("/v1/purchases", bens.body, bens.key);
  const [before, since, into, gone] = [
    await customer("81"),
    await customer("82"),
    await customer("83"),
    await customer("84"),
  ];
  await world.does(merge, { store: "sto_shop", from: "81", into: "83" });
  await world.does(erase, { member: gone });
  const yesterdays = join(directory, "yesterday.ndjson");
  await backup(exact, yesterdays);

  // Since then: two customers were found to be one, somebody came, and all of them were erased.
  await world.does(merge, { store: "sto_shop", from: "82", into: "83" });
  for (const member of [zita, into, await customer("85")]) await world.does(erase, { member });
  const deletion = { ...asAda, path: "/v1/me/check-in-deletions", body: { checkIn: visits[0] }, key: freshKey() };
  expect((await world.send(deletion)).json.deleted).toBe(1);
  await forgetErased({ ...world.ledger, now: Date.now() + 60_000 }, { isLeft: () => true });
  const list = join(directory, "erased.ndjson");
  const { members, visits: deleted, at } = await writeErasures(exact, list);
  expect(deleted, "Ada's").toBe(1);
  expect(members, "Zita, three who were one, who was erased before, and who came since").toBe(6);
  const listed = readFileSync(list, "utf8");
  for (const id of [zita, before, since, into, gone, visits[0]]) expect(listed).toContain(`["${id}","20`);
  for (const trace of [email, phone, name, "Person", ZITA.place]) expect(listed).not.toContain(trace);

  const backedUp = readFileSync(yesterdays, "utf8");
  const traces = [email, phone, name, "Person 81", "Person 82", "Person 83"];
  for (const trace of traces) expect(backedUp, "it still is in the backup").toContain(trace);

  const other = await emptyWorld();
  const command = [yesterdays, "--erased", list];
  await expect(run(command, { DATABASE_URL: other.databaseUrl }), "before anything is written").rejects.toThrow(
    /set SECRET to the Worker's own/,
  );
  const said = await run(command, { DATABASE_URL: other.databaseUrl, SECRET });
  expect(said).toMatch(
    new RegExp(
      `\nErased again: 3, whom ${list} names, and 1 visits that members deleted; what was erased after ${at} is not in it\\.$`,
    ),
  );
  const texts = await textsOf(other.client);
  for (const trace of traces) expect(texts.filter(([, text]) => text.includes(trace))).toEqual([]);
  const place = (all: typeof texts) => all.filter(([, text]) => text.includes(ZITA.place)).map(([table]) => table);
  expect(place(texts), "the venue alone, as in the living database").toEqual(place(await textsOf(world.client)));
  const { rows: naming } = await other.client.execute({
    sql: `SELECT public_id AS name FROM holders WHERE instr(public_id || facts, ?1) > 0 UNION ALL SELECT kind FROM operations WHERE instr(changes, ?1) > 0`,
    args: [ZITA.place],
  });
  expect(naming.map((row) => row.name)).toEqual([ZITA.place, "open-venue"]);
  for (const member of [zita, before, ada.member])
    expect(await remainsOf(other.client, member), "as in the living database").toEqual(
      await remainsOf(world.client, member),
    );
  const { rows: whose } = await other.client.execute({
    sql: "SELECT operations.kind FROM papers JOIN operations ON seq = operation WHERE instr(request || answer, ?1) > 0",
    args: [ZITA.place],
  });
  expect(whose, "no paper says that she was there").toEqual([{ kind: "open-venue" }]);
  await conserved(other.client);
  const asks = (key: string, body: unknown) =>
    other.send({ method: "POST", path: "/v1/purchases", token: world.storeKey, key, body });
  const replayed = await asks(bens.key, bens.body);
  expect([replayed.headers.get("idempotent-replayed"), replayed.text]).toEqual(["true", benAnswered.text]);
  expect((await asks(bought.key, bought.body)).json.code).toBe("erased");

  const again = [join(directory, "erased-again.ndjson"), join(directory, "and-again.ndjson")] as const;
  await backup(exactClientOf(other.databaseUrl), again[0]);
  const third = await emptyWorld();
  expect(await run([again[0], "--erased", list], { DATABASE_URL: third.databaseUrl, SECRET })).toMatch(
    /Erased again: 0, .* and 0 visits/,
  );
  await backup(exactClientOf(third.databaseUrl), again[1]);
  expect(bodyOf(again[1]), "with the list once more nothing changes").toEqual(bodyOf(again[0]));

  const wrong = join(directory, "wrong-list.ndjson");
  const { databaseUrl, client } = await emptyWorld();
  for (const [content, says] of [
    ["mem_1\n", /nor a list of erasures/],
    [listed.slice(0, -100), /cut short/],
    [listed.replace(zita, into), /changed since/],
    [backedUp, /is no list of erasures: npm run erasures/],
    [sealed(listed.replace(/"op_\w{4}/, '"op_0000')), /is of another database/],
  ] as const) {
    writeFileSync(wrong, content);
    await expect(run([yesterdays, "--erased", wrong], { DATABASE_URL: databaseUrl })).rejects.toThrow(says);
  }
  await expect(run([yesterdays, "--erased", `${list}s`], { DATABASE_URL: databaseUrl })).rejects.toThrow(
    /no such file/,
  );
  expect((await client.execute("SELECT name FROM sqlite_schema")).rows, "nothing was written").toEqual([]);
  await expect(writeErasures(exact, list), "a list never replaces a file").rejects.toThrow(/EEXIST/);
}, 60_000);

function exactClientOf(url: string) {
  return clientOf({ url, token: undefined }, { intMode: "bigint" });
}

async function restored(path: string): Promise<{ world: Awaited<ReturnType<typeof emptyWorld>>; said: string }> {
  const other = await emptyWorld();
  return { world: other, said: await run([path], { DATABASE_URL: other.databaseUrl }) };
}

/** The same lines under a checksum that fits them. */
function sealed(text: string): string {
  const lines = text.split("\n").slice(0, -2);
  const body = `${lines.join("\n")}\n`;
  const rows = lines.filter((line) => line.startsWith("[")).length;
  return `${body}${JSON.stringify({ sha256: createHash("sha256").update(body).digest("hex"), rows })}\n`;
}
