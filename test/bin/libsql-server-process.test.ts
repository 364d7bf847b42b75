/** The embedded server as a process: what survives its death, who may start it, and how it stops. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLibsqlServer } from "../../bin/libsql-server/start.ts";

const COMMAND = new URL("../../bin/libsql-server.ts", import.meta.url).pathname;

let directory: string;
let children: ChildProcess[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "libsql-server-"));
  children = [];
});

afterEach(async () => {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) await end(child, "SIGKILL");
  }
  rmSync(directory, { recursive: true });
});

/** Runs the command and waits for its first line: the address, or what it complains of. */
async function run(...more: string[]): Promise<{ child: ChildProcess; line: string; url: string }> {
  const child = spawn(process.execPath, [COMMAND, "--directory", directory, "--port", "0", ...more], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const line = await new Promise<string>((resolve) => {
    for (const output of [child.stdout, child.stderr]) output?.once("data", (text) => resolve(String(text)));
  });
  return { child, line, url: /http:\S+\//.exec(line)?.[0] ?? "" };
}

/** Sends the signal and waits for the end; returns the exit code, null when the signal itself ended it. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, "exit");
  child.kill(signal);
  const [code] = await exited;
  return code;
}

test("kill -9 under load, five times, loses no acknowledged write and keeps no half of a batch", async () => {
  const acknowledged: bigint[] = [];
  let next = 0n;
  for (let round = 0; round < 5; round += 1) {
    const { child, url } = await run("--synchronous", "NORMAL", "--wal-autocheckpoint", "50");
    const client = createClient({ url, intMode: "bigint" });
    await client.executeMultiple(
      "CREATE TABLE IF NOT EXISTS firsts (id INTEGER PRIMARY KEY); CREATE TABLE IF NOT EXISTS seconds (id INTEGER PRIMARY KEY);",
    );
    const writeUntilDeath = async (): Promise<void> => {
      for (;;) {
        next += 1n;
        const id = next;
        const answer = await client
          .batch(
            [
              { sql: "INSERT INTO firsts VALUES (?)", args: [id] },
              { sql: "INSERT INTO seconds VALUES (?)", args: [id] },
            ],
            "write",
          )
          .catch((error: unknown) => error);
        if (answer instanceof Error) return;
        acknowledged.push(id);
      }
    };
    const writers = Array.from({ length: 8 }, writeUntilDeath);
    const before = acknowledged.length;
    while (acknowledged.length < before + 50 + round * 40) await new Promise((resolve) => setTimeout(resolve, 5));
    await end(child, "SIGKILL");
    await Promise.all(writers);
    client.close();
  }
  const { url } = await run();
  const client = createClient({ url, intMode: "bigint" });
  const ids = async (table: string) =>
    (await client.execute(`SELECT id FROM ${table} ORDER BY id`)).rows.map((row) => row.id);
  const firsts = await ids("firsts");
  expect(await ids("seconds")).toEqual(firsts);
  const kept = new Set(firsts);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(600);
  expect((await client.execute("PRAGMA integrity_check")).rows[0]?.[0]).toBe("ok");
  client.close();
}, 60_000);

test("a second server on the same directory is refused by name of the first, until that has stopped or died", async () => {
  const first = await startLibsqlServer({ directory });
  await expect(startLibsqlServer({ directory })).rejects.toThrow(`already served by process ${process.pid}`);
  const refused = await run();
  expect(refused.line).toContain(`already served by process ${process.pid}`);
  const [code] = refused.child.exitCode === null ? await once(refused.child, "exit") : [refused.child.exitCode];
  expect(code).toBe(1);
  await first.close();

  const second = await run();
  expect(second.url).not.toBe("");
  await expect(startLibsqlServer({ directory })).rejects.toThrow(`already served by process ${second.child.pid}`);
  await end(second.child, "SIGKILL");
  await (await startLibsqlServer({ directory })).close();
});

test.each(["SIGTERM", "SIGINT"] as const)("%s stops cleanly: exit code 0 and no WAL with content", async (signal) => {
  const { child, url } = await run();
  const client = createClient({ url });
  await client.execute("CREATE TABLE t (a)");
  await client.execute("INSERT INTO t VALUES (1)");
  expect(statSync(join(directory, "default.db-wal")).size).toBeGreaterThan(0);
  client.close();
  expect(await end(child, signal)).toBe(0);
  expect(statSync(join(directory, "default.db-wal"), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});

test.each(["0.0.0.0", "::", "192.168.1.1", "example.org"])("refuses to listen on %s without a token", async (host) => {
  await expect(startLibsqlServer({ directory, host })).rejects.toThrow("give a token, or use 127.0.0.1");
});

test("listens beyond loopback with a token, and refuses an empty one", async () => {
  await expect(startLibsqlServer({ directory, host: "0.0.0.0", token: "" })).rejects.toThrow("The token is empty");
  const server = await startLibsqlServer({ directory, host: "0.0.0.0", token: "a-long-secret" });
  const client = createClient({ url: `http://127.0.0.1:${server.port}`, authToken: "a-long-secret" });
  expect((await client.execute("SELECT 1 AS one")).rows[0]?.one).toBe(1);
  client.close();
  await server.close();
});

test("a port in use is refused, and the directory is free again after it", async () => {
  const other = mkdtempSync(join(tmpdir(), "libsql-server-"));
  const first = await startLibsqlServer({ directory: other });
  await expect(startLibsqlServer({ directory, port: first.port })).rejects.toThrow("EADDRINUSE");
  await (await startLibsqlServer({ directory })).close();
  await first.close();
  rmSync(other, { recursive: true });
});

test("writes as durably as it was told to", async () => {
  for (const [synchronous, level] of [
    ["NORMAL", 1],
    ["FULL", 2],
    [undefined, 2],
  ] as const) {
    const server = await startLibsqlServer({ directory, ...(synchronous === undefined ? {} : { synchronous }) });
    const client = createClient({ url: server.url });
    const told = await client.batch(
      ["PRAGMA synchronous", "PRAGMA journal_mode", "PRAGMA wal_autocheckpoint", "PRAGMA foreign_keys"],
      "write",
    );
    expect(told.map(({ rows }) => rows[0]?.[0])).toEqual([level, "wal", 10_000, 1]);
    client.close();
    await server.close();
  }
});
