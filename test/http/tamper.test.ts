/**
 * Whoever holds the last checkpoint finds tampering with any row, the guards of the schema taken down: in a copy of a busy
 * ledger every column of every table is changed, a row deleted and a row put in, and the audit says where.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { checkpointText, readCheckpoint } from "../../functions/draws/log/checkpoint.ts";
import { logKeyOf } from "../../functions/draws/log/key.ts";
import { leafHashOf } from "../../functions/draws/log/leaf.ts";
import { type NoteKey, readNote, signNote } from "../../functions/draws/log/note.ts";
import { growingTree } from "../../functions/draws/log/tree.ts";
import { audit, logKeyIn } from "../../functions/operations/audit.ts";
import { recordBeacons } from "../../functions/operations/beacons.ts";
import { publish } from "../../functions/operations/publish.ts";
import { closingIn, contestProgramme } from "../support/contests.ts";
import { type Copied, copied } from "../support/copied.ts";
import { SECRET } from "../support/global-setup.ts";
import { memberToken } from "../support/member-token.ts";
import { staffOf } from "../support/staff.ts";
import { newWorld, orderOf, publicationOf } from "../support/world.ts";

const HOUR_MS = 3_600_000;

/** What is said of a row, by table: at least one finding must name it. */
const NAMED: Record<string, (row: Record<string, unknown>) => RegExp> = {
  holders: ({ public_id }) => new RegExp(`${escaped(public_id)}(?![0-9])|Holders are numbered`),
  operations: ({ seq }) =>
    new RegExp(`operation ${seq}\\b|follows ${Number(seq) - 1}:|operations ${seq}\\b|${Number(seq) + 1} `),
  papers: ({ operation }) => word(`operation ${operation}`),
  accounts: () => /account \d+|operation \d+/,
  postings: ({ operation }) => word(`operation ${operation}`),
  claims: ({ name }) => word(name),
  metrics: ({ metric, bucket }) => new RegExp(`${escaped(metric)} in bucket ${bucket}`),
  programme_versions: ({ version }) => word(`ersion ${version} of the programme`),
  plays: ({ id }) => new RegExp(`${escaped(id)}|plays were (raised|settled|revealed)`),
  beacons: ({ round }) => new RegExp(`beacon of round ${round}\\b|beacons were kept`),
  voucher_codes: ({ digest }) => new RegExp(`${digest}|voucher codes were|voucher code |reward:cinema|another code`),
  prize_items: ({ id, pool }) => new RegExp(`${escaped(id)}|prize items (of|became) |pool ${pool}`),
  entries_files: ({ part }) => word(`part ${part} of the entries file`),
  checkpoints: () => /checkpoint of \d+ operations|The checkpoint that was kept/,
  log_tiles: ({ level, position }) => word(`tile ${level}:${position}`),
};

/** What no record reaches, and why: ARCHITECTURE.md says the same. */
const OUT_OF_REACH: Record<string, string[]> = {
  // Personal data: an erasure deletes it, so nothing that stays may follow from it.
  identities: ["kind", "value", "holder"],
  people: ["holder", "profile"],
  // For people who read the table; nothing follows from it.
  checkpoints: ["sealed_at"],
  // What others answered: their own signatures stand for it.
  witnessings: ["size", "witness", "witnessed_at", "cosignatures"],
  // Notes of what was sent outside: nothing in the ledger follows from them.
  endpoint_cursors: ["endpoint", "seq", "failing_since"],
  deliveries: ["endpoint", "operation", "type", "state", "attempts", "due_at", "tried_at", "status", "answer"],
};

/** The published beacon of quicknet's round 1000. */
const ROUND_1000 = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";

let copy: Copied;
let held: string;
let key: NoteKey | null;

beforeAll(async () => {
  const from = "2026-01-01T00:00:00Z";
  const surprises = [
    {
      id: "gift",
      name: "Gift",
      from,
      days: 1,
      table: [
        {
          id: "bag",
          odds: 500_000,
          items: 60,
          prize: { kind: "units", unit: "points", amount: 10, name: "10 points" },
        },
      ],
      consolation: { kind: "units", unit: "points", amount: 1, name: "1 point" },
      playsPerDay: 20,
      secondChance: "trip",
    },
  ];
  const rules = [{ id: "play", name: "A play", on: "purchase", effects: [{ kind: "surprise", pool: "gift" }] }];
  const cost = { unit: "points", amount: 1 };
  const cinema = { id: "cinema", name: "Cinema", kind: "voucher", valueMinor: 900, codes: "imported", cost };
  const document = contestProgramme(closingIn(3 * HOUR_MS), { surprises, rewards: [cinema] });
  const campaigns = [...(document.campaigns as object[]), { id: "luck", name: "Luck", rules }] as never;
  const world = await newWorld(document);
  const { client } = world;
  const past = { now: Date.now() - 23 * HOUR_MS };
  await tick({ ...world.ledger, ...past });
  await world.does(publish, publicationOf({ ...document, campaigns }, 1), past);
  await tick(world.ledger);
  const people = ["ada", "ben", "cleo", "dana"];
  const ids: string[] = [];
  for (const name of people) {
    const email = `${name}@example.com`;
    ids.push((await world.post("/v1/members", { email, name })).json.member);
    for (let order = 0; order < 16; order++)
      expect((await world.post("/v1/purchases", orderOf(`${name}-${order}`, 1_999, { email }))).status).toBe(201);
    expect((await world.post(`/v1/purchases/${name}-0/refunds`, { refund: "r", amountMinor: 500 })).status).toBe(201);
  }
  await tick(world.ledger);
  const token = memberToken(ids[0]);
  const plays = (await world.send({ path: "/v1/me/plays", token })).json.data as { id: string }[];
  for (const { id } of plays.slice(0, 4))
    await world.send({ method: "POST", path: `/v1/me/plays/${id}/reveal`, token, key: `reveal-${id}` });
  const owner = await staffOf(world, "owner");
  const codes = ["FILM-1", "FILM-2", "FILM-3", "FILM-4"];
  expect((await owner.post("/v1/staff/rewards/cinema/codes", { codes })).status).toBeLessThan(300);
  for (const name of ["ada", "ben"]) {
    const member = { email: `${name}@example.com` };
    expect((await world.post("/v1/redemptions", { member, reward: "cinema" })).status).toBe(201);
  }
  expect((await owner.post(`/v1/staff/members/${ids[3]}/erasure`)).status).toBe(200);
  await world.does(recordBeacons, { beacons: [{ round: 1000, signature: ROUND_1000 }], isVerified: true });
  // Enough leaves for a whole subtree of 256.
  for (let more = 0; Number((await client.execute("SELECT max(seq) AS n FROM operations")).rows[0]?.n) < 260; more++)
    await Promise.all([0, 1, 2, 3].map((each) => world.post("/v1/members", { externalId: `more-${more}-${each}` })));
  // The surprise ends, and the contest has what is left over; then that closes, is drawn and settled; what comes of it is sealed too.
  for (const hours of [1.1, 1.2, 4]) await tick({ ...world.ledger, now: Date.now() + hours * HOUR_MS });
  await client.execute({
    sql: "INSERT INTO witnessings(size, witness, witnessed_at, cosignatures) SELECT max(size), 'witness.example', 0, '' FROM checkpoints",
  });
  await client.execute(
    "INSERT INTO endpoint_cursors(endpoint, seq) SELECT id, 1 FROM holders WHERE kind = 'store' LIMIT 1",
  );
  await client.execute(
    "INSERT INTO deliveries(endpoint, operation, type, state, attempts, answer) SELECT endpoint, 1, 'x', 'dead', 1, '' FROM endpoint_cursors",
  );
  held = String((await client.execute("SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1")).rows[0]?.note);
  key = await logKeyIn(client, SECRET);
  copy = await copied(client);
}, 240_000);

const findings = async (known: { held?: string; key?: NoteKey | null } = { held, key }) =>
  (await audit(copy.client, known)).findings;

test("the copy is whole: every table has rows, and the audit finds nothing", async () => {
  const empty = copy.tables.filter((table) => copy.all(`SELECT 1 FROM ${table} LIMIT 1`).length === 0);
  expect(empty).toEqual([]);
  expect(await findings()).toEqual([]);
});

/** The tables are known before the copy is made. */
const tables = [...Object.keys(NAMED), ...Object.keys(OUT_OF_REACH).filter((table) => !(table in NAMED))];

test("the list of tables is the schema's", () => {
  expect([...copy.tables].sort()).toEqual([...tables].sort());
});

describe.each(Object.keys(NAMED))("%s", (table) => {
  const named = NAMED[table] as (row: Record<string, unknown>) => RegExp;
  // What is signed is in one table: of the others' changes no signature speaks.
  const audited = () => findings({ held, key: table === "checkpoints" ? key : null });

  test("a changed column is found", { timeout: 240_000 }, async () => {
    const unseen: string[] = [];
    for (const { name: column, type } of columnsOf(table)) {
      if (OUT_OF_REACH[table]?.includes(String(column))) continue;
      for (const row of chosen(table)) {
        const value = otherThan(row[String(column)], String(type));
        const found = await copy.undone(async () => {
          copy.run(`UPDATE OR REPLACE ${table} SET ${column} = ? WHERE ${whereOf(table)}`, value, ...keyOf(table, row));
          return audited();
        });
        if (!found.some((sentence) => named(row).test(sentence)))
          unseen.push(
            `${table}.${column} = ${value} of ${JSON.stringify(keyOf(table, row), plain)}: ${found.slice(0, 3).join(" | ")}`,
          );
      }
    }
    expect(unseen).toEqual([]);
  });

  test("a deleted row is found", { timeout: 60_000 }, async () => {
    // An earlier checkpoint is not missed: what it sealed is under every later one.
    const rows = table === "checkpoints" ? chosen(table).slice(-1) : chosen(table);
    for (const row of rows) {
      const found = await copy.undone(async () => {
        copy.run(`DELETE FROM ${table} WHERE ${whereOf(table)}`, ...keyOf(table, row));
        return audited();
      });
      expect(found.length, `${table} without ${JSON.stringify(row, plain)}`).toBeGreaterThan(0);
    }
  });

  test("a row that was put in is found", { timeout: 60_000 }, async () => {
    const [row = {}] = chosen(table);
    const columns = Object.keys(row);
    const unique = uniqueOf(table);
    const values = columns.map((column) =>
      unique.includes(column) && row[column] !== null
        ? otherThan(row[column], typeof row[column] === "string" ? "TEXT" : "INTEGER", 5_000n)
        : row[column],
    );
    const found = await copy.undone(async () => {
      copy.run(`INSERT INTO ${table} VALUES (${columns.map(() => "?").join(", ")})`, ...values.map(whole));
      return audited();
    });
    expect(found.length, `${table} with ${JSON.stringify(values, plain)}`).toBeGreaterThan(0);
  });
});

test("an operation that was rewritten with a record that opens is found by the log, and by whoever kept a checkpoint after the log was rewritten too", async () => {
  await copy.undone(async () => {
    // Without postings or claims, so that nothing but the log knows of it.
    const [{ seq } = { seq: 0 }] = copy.all(
      "SELECT seq FROM operations WHERE kind = 'enrol' ORDER BY seq DESC LIMIT 1",
    );
    copy.run("UPDATE operations SET record_hash = ? WHERE seq = ?", "ab".repeat(32), seq);
    const told = await findings({ key });
    expect(told.join("\n")).toMatch(
      /checkpoint of \d+ operations is not of the operations as they are now: one of \d+ to \d+ was changed/,
    );
    // The forger has the secret as well: every checkpoint and tile is made anew.
    const first = String(copy.all("SELECT id FROM operations WHERE seq = 1")[0]?.id);
    const signer = logKeyOf(SECRET, `tessera/${first}`);
    const tree = growingTree();
    const rows = copy.all("SELECT seq, id, record_hash FROM operations ORDER BY seq");
    const sizes = new Set(copy.all("SELECT size FROM checkpoints").map(({ size }) => Number(size)));
    for (const [index, { id, record_hash }] of rows.entries()) {
      tree.add(leafHashOf({ id: String(id), recordHash: String(record_hash) }));
      const size = index + 1;
      if (size === 256) copy.run("UPDATE log_tiles SET hash = ?", Buffer.from(tree.head()).toString("hex"));
      if (!sizes.has(size)) continue;
      const note = signNote(checkpointText({ origin: signer.name, size, head: tree.head() }), signer);
      copy.run(
        "UPDATE checkpoints SET head = ?, note = ? WHERE size = ?",
        Buffer.from(tree.head()).toString("hex"),
        note,
        size,
      );
    }
    const alone = await findings({ key });
    expect(alone).toEqual([expect.stringMatching(/do not open its record hash/)]);
    expect((await findings()).join("\n")).toMatch(
      /The checkpoint that was kept has head [0-9a-f]{64} for the first \d+ operations, and as they are now it is/,
    );
  });
});

test("operations that were cut off at the end are found by whoever kept a checkpoint of them", async () => {
  await copy.undone(async () => {
    const size = readCheckpoint(readNote(held)?.text ?? "")?.size ?? 0;
    for (const [table, column] of [
      ["operations", "seq"],
      ["papers", "operation"],
      ["postings", "operation"],
      ["claims", "operation"],
      ["checkpoints", "size"],
    ])
      copy.run(`DELETE FROM ${table} WHERE ${column} >= ?`, size);
    expect((await findings()).join("\n")).toContain(
      `The checkpoint that was kept has ${size} operations, and there are ${size - 1}: the last ones are gone.`,
    );
  });
});

test("a checkpoint of another log, of another key, or none at all is said to be so", async () => {
  const signer = { ...logKeyOf(SECRET, "tessera/op_other"), name: "tessera/op_other" };
  const foreign = signNote(checkpointText({ origin: "tessera/op_other", size: 1, head: new Uint8Array(32) }), signer);
  expect((await findings({ held: foreign })).join()).toContain("is of the log tessera/op_other");
  expect((await findings({ held: foreign, key })).join()).toContain("is not signed by");
  expect((await findings({ held: "nothing" })).join()).toContain("is no checkpoint");
});

function columnsOf(table: string): Record<string, unknown>[] {
  return copy.all(`SELECT name, type, pk FROM pragma_table_info('${table}')`);
}

function keysOf(table: string): string[] {
  return columnsOf(table).flatMap(({ name, pk }) => (Number(pk) > 0 ? [String(name)] : []));
}

/** Key columns and those of UNIQUE constraints. */
function uniqueOf(table: string): string[] {
  const indexed = copy.all(
    `SELECT info.name FROM pragma_index_list('${table}') list JOIN pragma_index_info(list.name) info WHERE list."unique" = 1 AND info.name IS NOT NULL`,
  );
  return [...new Set([...keysOf(table), ...indexed.map(({ name }) => String(name))])];
}

function whereOf(table: string): string {
  return keysOf(table)
    .map((column) => `${column} = ?`)
    .join(" AND ");
}

function keyOf(table: string, row: Record<string, unknown>): unknown[] {
  return keysOf(table).map((column) => whole(row[column]));
}

/** The first, a middle and the last row of a table. */
function chosen(table: string): Record<string, unknown>[] {
  const rows = copy.all(`SELECT * FROM ${table} ORDER BY ${keysOf(table).join(", ")}`);
  const indices = [...new Set([0, Math.floor(rows.length / 2), rows.length - 1])];
  return indices.map((index) => rows[index]).filter((row) => row !== undefined);
}

/** Another value of the same type. JSON stays JSON, so that it is found by what it says. */
function otherThan(value: unknown, type: string, by = 100_000n): unknown {
  if (value === null) return type === "INTEGER" ? by : "put in";
  if (type === "INTEGER") return BigInt(Number(value)) + by;
  if (value instanceof Uint8Array) return Buffer.concat([value, Buffer.from([0])]);
  const text = String(value);
  return text.startsWith("{") ? `${text.slice(0, -1)}${text === "{}" ? "" : ","}"tampered":1}` : `${text}0`;
}

function whole(value: unknown): unknown {
  return typeof value === "number" ? BigInt(value) : value;
}

function escaped(value: unknown): string {
  return String(value).replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function word(value: unknown): RegExp {
  return new RegExp(`${escaped(value)}(?![0-9])`);
}

function plain(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
