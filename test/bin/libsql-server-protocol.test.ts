/** The embedded server on the wire: what a client sends that no library would, and what only version 3 of the protocol has. */
import { mkdtempSync, rmSync } from "node:fs";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LibsqlServer, type LibsqlServerOptions, startLibsqlServer } from "../../bin/libsql-server/start.ts";

let directory: string;
let server: LibsqlServer;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "libsql-server-"));
});

afterEach(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

async function start(options: Partial<LibsqlServerOptions> = {}): Promise<void> {
  server = await startLibsqlServer({ directory, synchronous: "NORMAL", ...options });
}

type Answer = { status: number; baton?: string; results?: unknown[]; message?: string; code?: string };

async function post(body: unknown, path = "v3/pipeline", headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const execute = (sql: string, more: object = {}) => ({ type: "execute", stmt: { sql, ...more } });
const CLOSE = { type: "close" };

/** The result of one request on a stream of its own. */
async function one(request: object): Promise<unknown> {
  return (await post({ requests: [request, CLOSE] })).results?.[0];
}

describe("requests", () => {
  test("describe tells parameters, columns, and whether a statement reads or explains", async () => {
    await start();
    await one(execute("CREATE TABLE t (a INTEGER, b TEXT)"));
    expect(await one({ type: "describe", sql: "SELECT a, b AS c, 1 FROM t WHERE a = ?3 AND b = :b" })).toMatchObject({
      response: {
        result: {
          params: [{ name: null }, { name: null }, { name: "?3" }, { name: ":b" }],
          cols: [
            { name: "a", decltype: "INTEGER" },
            { name: "c", decltype: "TEXT" },
            { name: "1", decltype: null },
          ],
          is_explain: false,
          is_readonly: true,
        },
      },
    });
    const insert = { type: "describe", sql: "INSERT INTO t VALUES (?, ?) RETURNING a" };
    expect(await one(insert)).toMatchObject({ response: { result: { params: [{}, {}], is_readonly: false } } });
    const explain = { type: "describe", sql: "EXPLAIN QUERY PLAN SELECT ?" };
    expect(await one(explain)).toMatchObject({ response: { result: { is_explain: true, is_readonly: true } } });
    expect(await one({ type: "describe", sql: "SELECT * FROM nowhere" })).toMatchObject({ type: "error" });
    const told = { response: { result: { params: [], cols: [{ name: "1" }], is_readonly: true } } };
    expect(await one({ type: "describe", sql: "SELECT 1; SELECT 2" })).toMatchObject(told);
    for (const [sql, isReadOnly] of [
      ["", true],
      ["BEGIN", true],
      ["COMMIT", true],
      ["BEGIN IMMEDIATE", false],
    ]) {
      const expected = { response: { result: { params: [], cols: [], is_readonly: isReadOnly } } };
      expect(await one({ type: "describe", sql }), String(sql)).toMatchObject(expected);
    }
  });

  test("conditions skip, and what was skipped counts as failed, as on sqld", async () => {
    await start();
    const ok = (step: number) => ({ type: "ok", step });
    const error = (step: number) => ({ type: "error", step });
    const step = (condition: object | null, sql = "SELECT 1") => ({ condition, stmt: { sql } });
    const answer = await one({
      type: "batch",
      batch: {
        steps: [
          step(null),
          step(null, "SELECT missing"),
          step(ok(1)),
          step(error(1)),
          step({ type: "not", cond: { type: "or", conds: [ok(2), error(2)] } }),
          step({ type: "and", conds: [ok(0), ok(1)] }),
          step({ type: "is_autocommit" }),
          step({ type: "and", conds: [] }),
        ],
      },
    });
    const { step_results: results, step_errors: errors } = (
      answer as { response: { result: { step_results: unknown[]; step_errors: unknown[] } } }
    ).response.result;
    expect(results.map((each) => each !== null)).toEqual([true, false, false, true, false, false, true, true]);
    expect(errors.map((each) => each !== null)).toEqual([false, true, false, false, false, false, false, false]);
  });

  test("a stream keeps its transaction and its SQL texts from one request to the next", async () => {
    await start();
    const first = await post({
      requests: [
        { type: "store_sql", sql_id: 7, sql: "INSERT INTO t VALUES (?)" },
        { type: "sequence", sql: "CREATE TABLE t (a); BEGIN" },
        { type: "get_autocommit" },
      ],
    });
    expect(first.results?.[2]).toMatchObject({ response: { is_autocommit: false } });
    const second = await post({
      baton: first.baton,
      requests: [
        { type: "execute", stmt: { sql_id: 7, args: [{ type: "integer", value: "1" }] } },
        { type: "close_sql", sql_id: 7 },
        execute("COMMIT"),
        { type: "get_autocommit" },
        CLOSE,
      ],
    });
    expect(second.results?.[0]).toMatchObject({ response: { result: { affected_row_count: 1 } } });
    expect(second.results?.[3]).toMatchObject({ response: { is_autocommit: true } });
    expect(second.baton).toBeNull();
    expect(await one(execute("SELECT a FROM t", { want_rows: false }))).toMatchObject({
      response: { result: { cols: [{ name: "a" }], rows: [] } },
    });
    expect(await one(execute("SELECT a FROM t"))).toMatchObject({
      response: { result: { rows: [[{ type: "integer", value: "1" }]] } },
    });
  });

  test("a baton works once, in its own database, until its stream is idle for too long", async () => {
    await start({ streamIdleTimeoutMs: 100 });
    const { baton } = await post({ requests: [execute("BEGIN IMMEDIATE")] });
    expect(await post({ baton, requests: [] }, "other/v3/pipeline")).toMatchObject({
      status: 400,
      code: "BATON_INVALID",
    });
    const next = await post({ baton, requests: [execute("CREATE TABLE t (a)")] });
    expect(await post({ baton, requests: [] })).toMatchObject({ status: 400, code: "BATON_REUSED" });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await post({ baton: next.baton, requests: [] })).toMatchObject({ status: 400, code: "STREAM_EXPIRED" });
    expect(await one(execute("SELECT * FROM t"))).toMatchObject({ type: "error" });
    expect(await one(execute("CREATE TABLE t (a)"))).toMatchObject({ type: "ok" });
  });

  test("an error in one request leaves the next ones to run", async () => {
    await start();
    const { results } = await post(
      { requests: [execute("SELECT nothing"), execute("SELECT 1"), CLOSE] },
      "v2/pipeline",
    );
    expect(results).toMatchObject([{ type: "error" }, { type: "ok" }, { type: "ok" }]);
    expect((await post({ requests: [CLOSE, CLOSE] })).results).toHaveLength(2);
    expect(await post({ requests: [CLOSE, execute("SELECT 1")] })).toMatchObject({ status: 400 });
  });

  test("blobs are taken with and without padding", async () => {
    await start();
    for (const base64 of ["AQ==", "AQ", "AQI=", "AQI", "AQID", ""]) {
      const answer = await one(execute("SELECT ?", { args: [{ type: "blob", base64 }] }));
      const expected = Buffer.from(base64, "base64").toString("base64");
      expect(answer).toMatchObject({ response: { result: { rows: [[{ type: "blob", base64: expected }]] } } });
    }
  });
});

describe("the door", () => {
  test("answers health, version and index, also under a database's name", async () => {
    await start();
    for (const path of ["health", "version", "v2", "v3", "coffee/v2"]) {
      expect((await fetch(`${server.url}${path}`)).status).toBe(200);
    }
  });

  test.each(["", "v1/execute", "v3/cursor", "v3-protobuf", "v3-protobuf/pipeline", "a/b/v2/pipeline", "v2/pipeline?x"])(
    "answers 404 in JSON at /%s",
    async (path) => {
      await start();
      expect(await post({ requests: [] }, path)).toMatchObject({ status: 404, code: "NOT_FOUND" });
    },
  );

  const nested = `${'{"type":"not","cond":'.repeat(5_000)}{}${"}".repeat(5_000)}`;
  test.each([
    ["no JSON", "{"],
    ["an empty body", ""],
    ["no object", "[1]"],
    ["null", "null"],
    ["no requests", "{}"],
    ["a baton that is none", { baton: 1, requests: [] }],
    ["an unknown request", { requests: [{ type: "drop" }] }],
    ["a request that is null", { requests: [null] }],
    ["a statement that is null", { requests: [{ type: "execute", stmt: null }] }],
    ["SQL that is a number", { requests: [{ type: "execute", stmt: { sql: 1 } }] }],
    ["both sql and sql_id", { requests: [{ type: "execute", stmt: { sql: "SELECT 1", sql_id: 1 } }] }],
    ["SQL that was not stored", { requests: [{ type: "execute", stmt: { sql_id: 1 } }] }],
    ["an integer as a number", { requests: [execute("SELECT ?", { args: [{ type: "integer", value: 1 }] })] }],
    [
      "an integer beyond 64 bits",
      { requests: [execute("SELECT ?", { args: [{ type: "integer", value: "9223372036854775808" }] })] },
    ],
    ["a float as a string", { requests: [execute("SELECT ?", { args: [{ type: "float", value: "1" }] })] }],
    ["a value that is true", { requests: [execute("SELECT ?", { args: [true] })] }],
    ["a value of an unknown type", { requests: [execute("SELECT ?", { args: [{ type: "boolean", value: true }] })] }],
    ["a blob that is no base64", { requests: [execute("SELECT ?", { args: [{ type: "blob", base64: "~~~~" }] })] }],
    ["half of a surrogate pair", { requests: [execute("SELECT ?", { args: [{ type: "text", value: "\ud800" }] })] }],
    ["arguments that are no list", { requests: [execute("SELECT ?", { args: { 0: 1 } })] }],
    [
      "a condition on a later step",
      {
        requests: [
          { type: "batch", batch: { steps: [{ condition: { type: "ok", step: 0 }, stmt: { sql: "SELECT 1" } }] } },
        ],
      },
    ],
    [
      "a condition nested 5000 deep",
      `{"requests":[{"type":"batch","batch":{"steps":[{"condition":${nested},"stmt":{"sql":"SELECT 1"}}]}}]}`,
    ],
    ["is_autocommit in version 2", { requests: [{ type: "get_autocommit" }] }],
  ])("answers 400 to %s, and goes on", async (_, body) => {
    await start();
    const answer = await post(body, "v2/pipeline");
    expect(answer).toMatchObject({ status: 400, code: "HRANA_PROTO_ERROR", message: expect.any(String) });
    expect(await one(execute("SELECT 1"))).toMatchObject({ type: "ok" });
  });

  test.each([
    ["a NUL in it", "SELECT 'a\0b'"],
    ["200,000 parentheses", `SELECT ${"(".repeat(100_000)}1${")".repeat(100_000)}`],
    ["a literal that never ends", `SELECT '${"x".repeat(3_000_000)}`],
    ["a comment that never ends", `/* ${"*".repeat(1_000_000)}`],
    ["a parameter of a huge number", "SELECT ?999999999999"],
    ["an extension to load", "SELECT load_extension('x')"],
  ])("answers an error to SQL with %s, and goes on", async (_, sql) => {
    await start();
    expect(await one(execute(sql))).toMatchObject({
      type: "error",
      error: { code: expect.stringMatching(/^(?:SQL|ARGS)/) },
    });
    expect(await one({ type: "sequence", sql: "SELECT 1;;" })).toMatchObject({ type: "ok" });
  });

  test("a malformed step in the middle of a transaction rolls all of it back", async () => {
    await start();
    await one(execute("CREATE TABLE t (a)"));
    const { baton } = await post({ requests: [execute("BEGIN IMMEDIATE"), execute("INSERT INTO t VALUES (1)")] });
    expect(await post({ baton, requests: [{ type: "drop" }] })).toMatchObject({ status: 400 });
    expect(await one(execute("INSERT INTO t VALUES (2)"))).toMatchObject({ type: "ok" });
    expect(await one(execute("SELECT a FROM t"))).toMatchObject({ response: { result: { rows: [[{ value: "2" }]] } } });
  });

  test("a body over the limit is 413, one at the limit is read", async () => {
    await start({ maxBodyBytes: 1_000_000 });
    const head = '{"requests":[]';
    const atLimit = `${head}${" ".repeat(1_000_000 - head.length - 1)}}`;
    expect((await post(atLimit)).status).toBe(200);
    expect(await post(`${atLimit} `)).toMatchObject({ status: 413, code: "BODY_TOO_LARGE" });
  });

  test("asks for the token, of every length, and then works", async () => {
    await start({ token: "a-long-secret" });
    const body = { requests: [execute("SELECT 1"), CLOSE] };
    expect(await post(body)).toMatchObject({ status: 401, code: "AUTH_HTTP_HEADER_MISSING" });
    for (const authorization of ["Bearer", "Bearer x", "Bearer a-long-secret2", "Basic a-long-secret"]) {
      expect(await post(body, "v2/pipeline", { authorization })).toMatchObject({ status: 401 });
    }
    expect((await post(body, "v2/pipeline", { authorization: "Bearer a-long-secret" })).status).toBe(200);
    expect((await fetch(`${server.url}health`)).status).toBe(200);
  });

  test("without a token, a web page is refused", async () => {
    await start();
    const answer = await post({ requests: [] }, "v2/pipeline", { origin: "https://elsewhere.example" });
    expect(answer).toMatchObject({ status: 403, code: "ORIGIN_REFUSED" });
  });

  test("a client that leaves while it waits for the writer has written nothing", async () => {
    await start();
    await one(execute("CREATE TABLE t (a)"));
    const { baton } = await post({ requests: [execute("BEGIN IMMEDIATE")] });
    const body = JSON.stringify({ requests: [execute("INSERT INTO t VALUES (1)"), CLOSE] });
    const socket = connectSocket(server.port, "127.0.0.1");
    socket.write(`POST /v2/pipeline HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await post({ baton, requests: [execute("COMMIT"), CLOSE] });
    expect(await one(execute("SELECT count(*) FROM t"))).toMatchObject({
      response: { result: { rows: [[{ value: "0" }]] } },
    });
  });

  test("a body that never ends does not hold up the stop", async () => {
    await start();
    const socket = connectSocket(server.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write("POST /v2/pipeline HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.close();
    socket.destroy();
  });
});
