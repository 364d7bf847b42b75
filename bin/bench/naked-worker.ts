/** The least that a write through workerd can be: one batch of three statements, no key, no decision, no guard. */
import { type Client, createClient, type InStatement } from "@libsql/client/web";

let client: Client | null = null;

/** Inserts two rows and moves one balance. */
export function nakedBatch(id: string, balance: number): InStatement[] {
  return [
    { sql: "INSERT INTO naked_operations(id, body) VALUES (?, ?)", args: [id, '{"an":"answer"}'] },
    {
      sql: "INSERT INTO naked_postings(operation, amount) VALUES ((SELECT max(seq) FROM naked_operations), ?)",
      args: [84n],
    },
    { sql: "UPDATE naked_balances SET balance = balance + 84 WHERE id = ?", args: [BigInt(balance)] },
  ];
}

/** Tables of the naked batch; 500 balances. */
export const NAKED_TABLES = [
  "CREATE TABLE naked_operations(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT",
  "CREATE TABLE naked_postings(id INTEGER PRIMARY KEY, operation INTEGER NOT NULL, amount INTEGER NOT NULL) STRICT",
  "CREATE TABLE naked_balances(id INTEGER PRIMARY KEY, balance INTEGER NOT NULL) STRICT",
  "INSERT INTO naked_balances SELECT value, 0 FROM generate_series(0, 499)",
];

export default {
  async fetch(request: Request, { DATABASE_URL: url = "" }: { DATABASE_URL?: string }): Promise<Response> {
    client ??= createClient({ url, concurrency: 100_000 });
    const { id, balance } = (await request.json()) as { id: string; balance: number };
    await client.batch(nakedBatch(id, balance), "write");
    return new Response('{"ok":true}', { status: 201, headers: { "content-type": "application/json" } });
  },
};
