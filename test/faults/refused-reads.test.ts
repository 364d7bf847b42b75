/** A read that the database refuses is a fault of ours, and one that it never answered is not: alone and in a batch. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Client, LibsqlError } from "@libsql/client/web";
import { afterAll, expect, test, vi } from "vitest";
import { databaseAt } from "../../functions/database/client.ts";
import { readBatch } from "../../functions/database/read-batch.ts";
import { statement } from "../../functions/database/statement.ts";
import { openStore } from "../../functions/operations/store.ts";
import { TransportFault, transportFault } from "../../functions/operations/transport.ts";
import { newEmbedded, opens, performs } from "../support/embedded.ts";
import { interrupted } from "../support/interrupted.ts";
import { pointsProgramme } from "../support/programmes.ts";

const embedded = await newEmbedded();
const client = databaseAt({ url: embedded.url, token: undefined });
afterAll(() => embedded.close());

const read = (sql: string, { from = client, times }: { from?: Client; times: number }) =>
  readBatch(
    from,
    Array.from({ length: times }, () => statement(sql)),
    { isFresh: false },
  ).catch(transportFault);

test.each([1, 2])("%i statements: a refused one is thrown on, a missing table is a schema to come", async (times) => {
  for (const sql of ["SELEC 1", "SELECT json('{')", "SELECT ?1"])
    await expect(read(sql, { times }), sql).rejects.toThrow();
  const missing = await read("SELECT 1 FROM nothing_of_this_name", { times });
  expect(missing).toMatchObject({ isSchemaMissing: true });
  expect(await read("SELECT 1", { times })).toHaveLength(times);
});

test.each([1, 2])("%i statements: an answer that breaks off, or none, is not known", async (times) => {
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/half/")) response.writeHead(200, { "content-length": 1_000 }).write('{"baton":null,');
    setTimeout(() => request.socket.destroy(), 10);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    for (const path of ["half", "none"]) {
      const from = databaseAt({ url: `http://127.0.0.1:${port}/${path}/`, token: undefined });
      const fault = await read("SELECT 1", { from, times });
      expect(fault, path).toBeInstanceOf(TransportFault);
      expect(fault, path).toMatchObject({ isSchemaMissing: false, cause: { name: "TypeError" } });
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("a write that waited for seconds and is told that the database is busy goes on, and says in the end that nobody knows", async () => {
  await opens(embedded.ledger, { versions: [{ effectiveAt: null, document: pointsProgramme() }], stores: [] });
  let ahead = 0;
  const { now } = Date;
  const clock = vi.spyOn(Date, "now").mockImplementation(() => now() + ahead);
  const busy = [
    new LibsqlError("database is locked", "SQLITE_BUSY"),
    new LibsqlError("no connection", "SERVER_ERROR", undefined, undefined, Object.assign(new Error(), { status: 429 })),
  ];
  /** Each try takes so long, and ends in the next of these faults while there is one. */
  const store = async (name: string, { faults, seconds }: { faults: Error[]; seconds: number }) => {
    const left = [...faults];
    const client = interrupted(embedded.client, async () => {
      ahead += seconds * 1_000;
      const fault = left.shift();
      if (fault) throw fault;
    });
    const ledger = { ...embedded.ledger, client };
    return (await performs(ledger, openStore, { store: name, name }, { key: name })).kind;
  };
  expect(await store("sto_busy", { faults: busy, seconds: 8 })).toBe("answered");
  expect(await store("sto_busier", { faults: [...busy, ...busy], seconds: 8 })).toBe("unknown");
  expect(await store("sto_silent", { faults: [new TypeError("no answer")], seconds: 8 })).toBe("unknown");
  clock.mockRestore();
});
