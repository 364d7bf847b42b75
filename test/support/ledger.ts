import type { Client } from "@libsql/client/web";
import { expect } from "vitest";
import { audit } from "../../functions/operations/audit.ts";

/** The ledger is conserved: it is balanced, and an audit of every operation, account and member finds nothing. */
export async function conserved(client: Client): Promise<void> {
  await balanced(client);
  expect((await audit(client)).findings, "what an audit finds").toEqual([]);
}

/** Every unit sums to zero, every balance equals its entries and no account is outside its bounds; for ledgers that a test wrote by SQL. */
export async function balanced(client: Client): Promise<void> {
  const [sums, drifted] = await client.batch(
    [
      "SELECT unit, sum(balance) AS sum FROM accounts GROUP BY unit HAVING sum(balance) <> 0",
      `SELECT accounts.id, balance, coalesce(sum(entries.amount), 0) AS entered FROM accounts LEFT JOIN entries ON entries.account = accounts.id
       GROUP BY accounts.id HAVING balance <> entered OR balance < floor OR balance > ceiling`,
    ],
    "read",
  );
  expect(sums?.rows, "units that do not sum to zero").toEqual([]);
  expect(drifted?.rows, "accounts whose balance is not their entries").toEqual([]);
}
