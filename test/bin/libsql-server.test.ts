/** The embedded server as clients meet it: through @libsql/client, both builds, and drizzle's migrator. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient, type InStatement, LibsqlBatchError } from "@libsql/client";
import { createClient as createWebClient } from "@libsql/client/web";
import { migrate } from "drizzle-orm/libsql/migrator";
import { drizzle } from "drizzle-orm/libsql/web";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LibsqlServer, type LibsqlServerOptions, startLibsqlServer } from "../../bin/libsql-server/start.ts";

let directory: string;
let servers: LibsqlServer[];
let clients: Client[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "libsql-server-"));
  servers = [];
  clients = [];
});

afterEach(async () => {
  for (const client of clients) client.close();
  for (const server of servers) await server.close();
  rmSync(directory, { recursive: true });
});

async function start(options: Partial<LibsqlServerOptions> = {}): Promise<LibsqlServer> {
  const server = await startLibsqlServer({ directory, synchronous: "NORMAL", ...options });
  servers.push(server);
  return server;
}

function connect(url: string, authToken?: string, create: typeof createClient = createClient): Client {
  const client = create({ url, intMode: "bigint", ...(authToken === undefined ? {} : { authToken }) });
  clients.push(client);
  return client;
}

async function startWithPoints(options: Partial<LibsqlServerOptions> = {}): Promise<Client> {
  const client = connect((await start(options)).url);
  await client.execute(
    "CREATE TABLE points (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL CHECK (amount > 0)) STRICT",
  );
  return client;
}

const insertPoints = (amount: bigint): InStatement => ({
  sql: "INSERT INTO points(amount) VALUES (?)",
  args: [amount],
});

async function countPoints(client: Client): Promise<unknown> {
  return (await client.execute("SELECT count(*) FROM points")).rows[0]?.[0];
}

test("a database that nobody uses is closed for another one, and opened again with all that it had", async () => {
  const server = await start({ databaseIdleMs: 0 });
  const [one, other] = [connect(server.urlOf("one")), connect(server.urlOf("other"))];
  await one.execute("CREATE TABLE points (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL) STRICT");
  await one.execute(insertPoints(1n));
  const open = await one.transaction("write");
  await open.execute(insertPoints(2n));
  await other.execute("SELECT 1");
  await open.commit();
  const wal = () => statSync(join(directory, "one.db-wal")).size;
  expect(wal()).toBeGreaterThan(0);
  await connect(server.urlOf("third")).execute("SELECT 1");
  expect(wal()).toBe(0);
  expect(await countPoints(one)).toBe(2n);
});

describe("values", () => {
  test("an integer up to 2^63 − 1 is exact both ways, also in a row id", async () => {
    const client = await startWithPoints();
    for (const amount of [2n ** 53n + 1n, 2n ** 63n - 1n]) {
      const { lastInsertRowid } = await client.execute({
        sql: "INSERT INTO points(id, amount) VALUES (:id, :amount)",
        args: { id: amount, amount },
      });
      expect(lastInsertRowid).toBe(amount);
      const { rows } = await client.execute({ sql: "SELECT id, amount FROM points WHERE id = ?", args: [amount] });
      expect(rows[0]?.[0]).toBe(amount);
      expect(rows[0]?.[1]).toBe(amount);
    }
    const negative = await client.execute({ sql: "SELECT ?", args: [-(2n ** 63n)] });
    expect(negative.rows[0]?.[0]).toBe(-(2n ** 63n));
  });

  test("a bare number stays REAL, as on sqld", async () => {
    const client = connect((await start()).url);
    const { rows } = await client.execute({ sql: "SELECT typeof(?1), 'order:' || ?1, ?1", args: [2] });
    expect([rows[0]?.[0], rows[0]?.[1], rows[0]?.[2]]).toEqual(["real", "order:2.0", 2]);
    const infinite = await client.execute("SELECT 9e999, -9e999, 0.1");
    expect([...Array(3).keys()].map((column) => infinite.rows[0]?.[column])).toEqual([Infinity, -Infinity, 0.1]);
  });

  test("text, NULL and blobs of every length come back as they went", async () => {
    const client = connect((await start()).url);
    for (const length of [0, 1, 2, 3, 1000]) {
      const bytes = new Uint8Array(length).map((_, index) => index * 7);
      const { rows } = await client.execute({ sql: "SELECT ?, ?, ?", args: [bytes, null, "é\n\"\\🎟 '"] });
      expect(new Uint8Array(rows[0]?.[0] as ArrayBuffer)).toEqual(bytes);
      expect(rows[0]?.[1]).toBeNull();
      expect(rows[0]?.[2]).toBe("é\n\"\\🎟 '");
    }
  });

  test("arguments are bound by position, number and name, and nothing is left of an earlier run", async () => {
    const client = connect((await start()).url);
    const row = async (sql: string, args: InStatement extends string ? never : Record<string, string> | string[]) =>
      Array.from((await client.execute({ sql, args })).rows[0] as ArrayLike<unknown>);
    expect(await row("SELECT ?, ?", ["a", "b"])).toEqual(["a", "b"]);
    expect(await row("SELECT ?2, ?1, ?", ["a", "b", "c"])).toEqual(["b", "a", "c"]);
    expect(
      await row("SELECT :a, @b, $c, ':no', \"x\" -- ?\n FROM (SELECT 1 AS x)", { a: "1", b: "2", c: "3" }),
    ).toEqual(["1", "2", "3", ":no", 1n]);
    await expect(row("SELECT ?, ?", ["a"])).rejects.toMatchObject({ code: "ARGS_INVALID" });
    await expect(row("SELECT ?", ["a", "b"])).rejects.toMatchObject({ code: "ARGS_INVALID" });
    await expect(row("SELECT :a", { b: "1" })).rejects.toMatchObject({ code: "ARGS_INVALID" });
    await expect(row("SELECT ?", { a: "1" })).rejects.toMatchObject({ code: "ARGS_INVALID" });
    await expect(row("SELECT :a", ["1"])).rejects.toMatchObject({ code: "ARGS_INVALID" });
  });

  test("a text or blob of 5 MB is taken, and no longer one", async () => {
    const client = connect((await start()).url);
    const measured = (value: string | Uint8Array) => client.execute({ sql: "SELECT length(?)", args: [value] });
    for (const value of ["x".repeat(5_000_000), new Uint8Array(5_000_000)])
      expect((await measured(value)).rows[0]?.[0]).toBe(5_000_000n);
    for (const value of ["x".repeat(5_000_001), "é".repeat(2_500_001), new Uint8Array(5_000_001)])
      await expect(measured(value)).rejects.toMatchObject({ code: "ARGS_INVALID" });
  });

  test("JSON text with half a surrogate pair is refused: stored, it could never be read again", async () => {
    const client = connect((await start()).url);
    const read = (json: string) => client.execute({ sql: "SELECT value FROM json_each(?)", args: [json] });
    await expect(read('["\\ud800"]')).rejects.toMatchObject({ code: "ARGS_INVALID" });
    await expect(read('["\\udc00 \\ud83d"]')).rejects.toMatchObject({ code: "ARGS_INVALID" });
    expect((await read('["\\ud83d\\ude00"]')).rows[0]?.[0]).toBe("😀");
    expect((await read('["\\\\ud800"]')).rows[0]?.[0]).toBe("\\ud800");
  });
});

describe("statements", () => {
  test.each([
    ["@libsql/client", createClient],
    ["@libsql/client/web", createWebClient],
  ])("%s reads and writes", async (_, create) => {
    const client = connect((await start()).url, undefined, create);
    await client.executeMultiple(`
      CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL); -- a comment; with a semicolon
      CREATE TRIGGER item_is_named AFTER INSERT ON items WHEN NEW.name = '' BEGIN
        UPDATE items SET name = CASE WHEN NEW.id > 1 THEN 'later;' ELSE 'first' END WHERE id = NEW.id;
        SELECT 1;
      END;
      INSERT INTO items(name) VALUES ('a'), ('b');`);
    const changed = await client.execute("UPDATE items SET name = name || '!' RETURNING id, name");
    expect(changed.rowsAffected).toBe(2);
    expect(changed.columns).toEqual(["id", "name"]);
    expect(changed.columnTypes).toEqual(["INTEGER", "TEXT"]);
    expect(changed.rows.map((row) => row.name)).toEqual(["a!", "b!"]);
    const inserted = await client.execute("INSERT INTO items(name) VALUES ('') RETURNING id");
    expect([inserted.rowsAffected, inserted.lastInsertRowid]).toEqual([1, 3n]);
    expect((await client.execute("SELECT name FROM items WHERE id = 3")).rows[0]?.name).toBe("later;");
    expect((await client.execute("DELETE FROM items WHERE id > 99")).rowsAffected).toBe(0);
    expect(
      (await client.execute("WITH n AS (SELECT 9 AS id) DELETE FROM items WHERE id < (SELECT id FROM n)")).rowsAffected,
    ).toBe(3);
  });

  test("a failed step names its index and its code, and leaves nothing behind", async () => {
    const client = await startWithPoints();
    const failure = client.batch([insertPoints(1n), insertPoints(2n), insertPoints(-1n), insertPoints(3n)], "write");
    await expect(failure).rejects.toBeInstanceOf(LibsqlBatchError);
    await expect(failure).rejects.toMatchObject({ statementIndex: 2, code: "SQLITE_CONSTRAINT" });
    await expect(failure).rejects.toThrow("CHECK constraint failed: amount > 0");
    expect(await countPoints(client)).toBe(0n);
    const wrong = client.batch([insertPoints(1n), "SELECT points FROM points"], "write");
    await expect(wrong).rejects.toMatchObject({ statementIndex: 1, code: "SQL_INPUT_ERROR" });
    const unknown = client.batch([insertPoints(1n), "SELECT * FROM nowhere"], "write");
    await expect(unknown).rejects.toMatchObject({ statementIndex: 1, code: "SQLITE_UNKNOWN" });
    expect(await countPoints(client)).toBe(0n);
  });

  test("a batch or script of which one statement cannot be parsed is refused whole, before any of it is run", async () => {
    const client = await startWithPoints();
    for (const [sql, code] of [
      ["SELEKT", "SQL_PARSE_ERROR"],
      ["SELECT (", "SQL_PARSE_ERROR"],
      ["CREATE TABLE t (a", "SQL_PARSE_ERROR"],
      ["VACUUM", "SQL_PARSE_ERROR"],
      ["", "SQL_NO_STATEMENT"],
      ["SELECT 1; SELECT 2", "SQL_MANY_STATEMENTS"],
    ] as const) {
      const fault = await client.migrate([insertPoints(1n), sql]).catch((error: unknown) => error);
      expect(fault, sql).toMatchObject({ code });
      expect(fault, sql).not.toBeInstanceOf(LibsqlBatchError);
    }
    const script = client.executeMultiple("INSERT INTO points(amount) VALUES (1); SELEKT; SELECT 1");
    await expect(script).rejects.toMatchObject({ code: "SQL_PARSE_ERROR" });
    expect(await countPoints(client)).toBe(0n);
    // What one statement makes, the next may use, with the columns that it has by then.
    const made = [
      "CREATE TABLE made (a)",
      "INSERT INTO made VALUES (1)",
      "ALTER TABLE made ADD b",
      "SELECT * FROM made",
    ];
    const [, , , rows] = await client.batch(made, "write");
    expect(rows?.columns).toEqual(["a", "b"]);
  });

  test.each([
    ["SQLITE_CONSTRAINT", "INSERT INTO strict VALUES ('x')"],
    ["SQL_INPUT_ERROR", "SELECT b FROM strict"],
    ["SQL_INPUT_ERROR", "SELECT nothing_like_it(1)"],
    ["SQL_INPUT_ERROR", "CREATE TABLE strict (a)"],
    ["SQLITE_UNKNOWN", "SELECT * FROM nowhere"],
    ["SQL_PARSE_ERROR", "SELECT FROM"],
  ])("answers %s to %s, as sqld does", async (code, sql) => {
    const client = connect((await start()).url);
    await client.execute("CREATE TABLE strict (a INTEGER) STRICT");
    await expect(client.execute(sql)).rejects.toMatchObject({ code });
  });

  test("a read batch cannot write, whatever is in it", async () => {
    const client = await startWithPoints();
    await expect(client.batch([insertPoints(1n)], "read")).rejects.toMatchObject({ statementIndex: 0 });
    expect(await countPoints(client)).toBe(0n);
    const [first, second] = await client.batch(["SELECT 1", "SELECT count(*) FROM points"], "read");
    expect([first?.rows[0]?.[0], second?.rows[0]?.[0]]).toEqual([1n, 0n]);
  });

  test.each([
    "ATTACH 'elsewhere.db' AS elsewhere",
    "VACUUM",
    "CREATE TEMP TABLE t (a)",
    "CREATE TABLE temp.t (a)",
    "PRAGMA synchronous = OFF",
    "PRAGMA query_only(0)",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA main.journal_mode = DELETE",
    "EXPLAIN PRAGMA journal_mode = DELETE",
  ])("refuses %s, as sqld does", async (sql) => {
    const client = connect((await start()).url);
    await expect(client.execute(sql)).rejects.toMatchObject({ code: "SQL_PARSE_ERROR" });
    await expect(client.executeMultiple(sql)).rejects.toMatchObject({ code: "SQL_PARSE_ERROR" });
  });

  test("refuses no statement and two statements where one is meant", async () => {
    const client = connect((await start()).url);
    await expect(client.execute(" -- nothing")).rejects.toMatchObject({ code: "SQL_NO_STATEMENT" });
    await expect(client.execute("SELECT 1; SELECT 2")).rejects.toMatchObject({ code: "SQL_MANY_STATEMENTS" });
    expect((await client.execute("SELECT ';' ; ")).rows[0]?.[0]).toBe(";");
  });

  test("prepared statements follow a changed schema, also one that is rolled back", async () => {
    const client = await startWithPoints();
    const columns = async () => (await client.execute("SELECT * FROM points")).columns;
    expect(await columns()).toEqual(["id", "amount"]);
    const transaction = await client.transaction("write");
    await transaction.execute("ALTER TABLE points ADD COLUMN reason TEXT");
    expect((await transaction.execute("SELECT * FROM points")).columns).toEqual(["id", "amount", "reason"]);
    expect(await columns()).toEqual(["id", "amount"]);
    await transaction.rollback();
    const again = await client.transaction("write");
    expect((await again.execute("SELECT * FROM points")).columns).toEqual(["id", "amount"]);
    await again.execute("ALTER TABLE points ADD COLUMN why TEXT");
    await again.commit();
    expect(await columns()).toEqual(["id", "amount", "why"]);
  });

  test("an EXPLAIN is over when it is read: tables can be dropped after it, and the server stops cleanly", async () => {
    const client = await startWithPoints();
    for (const mode of ["read", "write"] as const) {
      await client.batch(["EXPLAIN SELECT * FROM points", "EXPLAIN QUERY PLAN SELECT * FROM points"], mode);
    }
    await client.batch([insertPoints(1n), "EXPLAIN SELECT * FROM points"], "write");
    await client.execute("DROP TABLE points");
    await servers[0]?.close();
  });

  test("an answer over the limit is refused, a query without end included, and the next one works", async () => {
    const client = await startWithPoints();
    const endless =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT hex(zeroblob(10000)) FROM n";
    await expect(client.execute(endless)).rejects.toMatchObject({ code: "RESPONSE_TOO_LARGE" });
    await expect(client.execute("SELECT hex(zeroblob(300000000))")).rejects.toMatchObject({ code: "SQLITE_NOMEM" });
    await client.execute(insertPoints(1n));
    expect(await countPoints(client)).toBe(1n);
  });
});

describe("transactions", () => {
  test("200 parallel write batches all succeed", async () => {
    const client = await startWithPoints();
    const batches = Array.from({ length: 200 }, () => client.batch([insertPoints(1n), insertPoints(2n)], "write"));
    await Promise.all(batches);
    expect(await countPoints(client)).toBe(400n);
  });

  test("an open transaction is seen by nobody else; readers go on, a second writer waits for its end", async () => {
    const client = await startWithPoints();
    const order: string[] = [];
    const transaction = await client.transaction("write");
    await transaction.execute(insertPoints(1n));
    const second = client.batch([insertPoints(2n)], "write").then(() => order.push("second writer"));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const third = client.execute(insertPoints(3n)).then(() => order.push("third writer"));
    expect(await countPoints(client)).toBe(0n);
    expect((await client.batch(["SELECT count(*) FROM points"], "deferred"))[0]?.rows[0]?.[0]).toBe(0n);
    expect((await transaction.execute("SELECT count(*) FROM points")).rows[0]?.[0]).toBe(1n);
    order.push("commit");
    await transaction.commit();
    await Promise.all([second, third]);
    expect(order).toEqual(["commit", "second writer", "third writer"]);
    expect(await countPoints(client)).toBe(3n);
  });

  test("a read transaction keeps its moment while others write, and other reads see what was written", async () => {
    const client = await startWithPoints();
    const transaction = await client.transaction("read");
    expect((await transaction.execute("SELECT count(*) FROM points")).rows[0]?.[0]).toBe(0n);
    await client.execute(insertPoints(1n));
    expect(await countPoints(client)).toBe(1n);
    expect((await transaction.execute("SELECT count(*) FROM points")).rows[0]?.[0]).toBe(0n);
    await expect(transaction.execute(insertPoints(2n))).rejects.toMatchObject({ code: "SQLITE_READONLY" });
    await transaction.commit();
  });

  test("an abandoned transaction is rolled back after its time, the writer behind it goes on, the late client is told", async () => {
    const client = await startWithPoints({ transactionTimeoutMs: 200 });
    const abandoned = await client.transaction("write");
    await abandoned.execute(insertPoints(1n));
    await client.batch([insertPoints(2n)], "write");
    await expect(abandoned.execute(insertPoints(3n))).rejects.toMatchObject({ code: "TRANSACTION_TIMEOUT" });
    await expect(abandoned.execute(insertPoints(4n))).rejects.toMatchObject({ code: "TRANSACTION_TIMEOUT" });
    await expect(abandoned.commit()).rejects.toMatchObject({ code: "TRANSACTION_TIMEOUT" });
    const { rows } = await client.execute("SELECT amount FROM points");
    expect(rows.map((row) => row.amount)).toEqual([2n]);
  });

  test("a statement that fails in a transaction leaves the rest to be committed", async () => {
    const client = await startWithPoints();
    const transaction = await client.transaction("write");
    await transaction.execute(insertPoints(1n));
    await expect(transaction.execute(insertPoints(-1n))).rejects.toMatchObject({ code: "SQLITE_CONSTRAINT" });
    await transaction.batch([insertPoints(2n), insertPoints(3n)]);
    await transaction.commit();
    expect(await countPoints(client)).toBe(3n);
  });

  test("a transaction that is closed without commit leaves nothing and frees the writer", async () => {
    const client = await startWithPoints();
    const transaction = await client.transaction("write");
    await transaction.execute(insertPoints(1n));
    transaction.close();
    await client.batch([insertPoints(2n)], "write");
    expect(await countPoints(client)).toBe(1n);
  });
});

describe("migrations", () => {
  test("drizzle's migrator applies its folder once, and foreign keys are enforced after it", async () => {
    const folder = join(directory, "migrations");
    mkdirSync(join(folder, "meta"), { recursive: true });
    writeFileSync(
      join(folder, "0000_members.sql"),
      "CREATE TABLE members (id INTEGER PRIMARY KEY) STRICT;\n--> statement-breakpoint\n" +
        "CREATE TABLE points (id INTEGER PRIMARY KEY, member INTEGER NOT NULL REFERENCES members(id)) STRICT;\n",
    );
    writeFileSync(
      join(folder, "meta", "_journal.json"),
      JSON.stringify({
        version: "7",
        dialect: "sqlite",
        entries: [{ idx: 0, version: "6", when: 1, tag: "0000_members", breakpoints: true }],
      }),
    );
    const client = connect((await start()).url);
    const database = drizzle({ client });
    await migrate(database, { migrationsFolder: folder });
    await migrate(database, { migrationsFolder: folder });
    await expect(client.execute("INSERT INTO points(member) VALUES (7)")).rejects.toThrow("FOREIGN KEY");
    await client.execute("INSERT INTO members(id) VALUES (7)");
    const moved = await client.transaction("write");
    await moved.execute("INSERT INTO points(member) VALUES (7)");
    await moved.commit();
  });

  test("migrate() may rebuild a table that others refer to, every time", async () => {
    const client = connect((await start()).url);
    await client.executeMultiple(
      "CREATE TABLE members (id INTEGER PRIMARY KEY); CREATE TABLE points (member REFERENCES members(id));" +
        "INSERT INTO members VALUES (1); INSERT INTO points VALUES (1);",
    );
    for (const round of [1, 2]) {
      await client.migrate([
        `CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, round${round} TEXT)`,
        "INSERT INTO rebuilt(id) SELECT id FROM members",
        "DROP TABLE members",
        "ALTER TABLE rebuilt RENAME TO members",
      ]);
      await expect(client.execute("INSERT INTO points VALUES (2)")).rejects.toThrow("FOREIGN KEY");
    }
    await expect(client.executeMultiple("PRAGMA foreign_keys = OFF; SELECT nothing")).rejects.toThrow();
    await expect(client.execute("INSERT INTO points VALUES (2)")).rejects.toThrow("FOREIGN KEY");
  });
});

describe("databases", () => {
  test("each name is a file of its own, chosen by the path", async () => {
    const server = await start();
    const explorer = connect(server.urlOf("city-explorer"));
    const coffee = connect(server.urlOf("coffee"));
    await explorer.execute("CREATE TABLE venues (id INTEGER PRIMARY KEY)");
    await expect(coffee.execute("SELECT * FROM venues")).rejects.toThrow("no such table");
    await expect(connect(server.url).execute("SELECT * FROM venues")).rejects.toThrow("no such table");
    expect((await explorer.execute("SELECT count(*) FROM venues")).rows[0]?.[0]).toBe(0n);
    expect(statSync(join(directory, "city-explorer.db")).isFile()).toBe(true);
  });

  test.each(["..", "..%2fsecret", "A", "-a", "a_b", "a.b", "a".repeat(64)])("refuses the name %s", async (name) => {
    const server = await start();
    const response = await fetch(`${server.url}${name}/v2/pipeline`, { method: "POST", body: '{"requests":[]}' });
    expect([response.status === 404 || name === "..", name]).toEqual([true, name]);
    expect(() => server.urlOf(name)).toThrow(RangeError);
  });

  test("an unknown name is 404 when nothing may be created", async () => {
    const first = await start();
    await connect(first.urlOf("known")).execute("CREATE TABLE t (a)");
    await first.close();
    const second = await start({ create: false });
    expect((await connect(second.urlOf("known")).execute("SELECT * FROM t")).columns).toEqual(["a"]);
    await expect(connect(second.urlOf("unknown")).execute("SELECT 1")).rejects.toMatchObject({
      code: "DATABASE_NOT_FOUND",
    });
  });

  test("a clean stop rolls back what is open, finishes what waits, and leaves no WAL with content", async () => {
    const client = await startWithPoints();
    const open = await client.transaction("write");
    await open.execute(insertPoints(1n));
    const waiting = client.batch([insertPoints(2n)], "write");
    await new Promise((resolve) => setTimeout(resolve, 50));
    await servers[0]?.close();
    await waiting;
    expect(statSync(join(directory, "default.db-wal"), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    const again = connect((await start()).url);
    expect((await again.execute("SELECT amount FROM points")).rows.map((row) => row.amount)).toEqual([2n]);
  });
});
