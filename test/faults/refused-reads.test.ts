/** A read that the database refuses is a fault of ours, and one that it never answered is not: alone and in a batch. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Client } from "@libsql/client/web";
import { afterAll, expect, test } from "vitest";
import { databaseAt } from "../../functions/database/client.ts";
import { readBatch } from "../../functions/database/read-batch.ts";
import { statement } from "../../functions/database/statement.ts";
import { TransportFault, transportFault } from "../../functions/operations/transport.ts";
import { newEmbedded } from "../support/embedded.ts";

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
