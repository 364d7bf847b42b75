import type { Client } from "@libsql/client/web";
import { expect, TestRunner } from "vitest";
import { audit } from "../../functions/operations/audit.ts";

/** Ledgers that were audited once. */
const audited = new WeakSet<Client>();

/**
 * The ledger is conserved: it is balanced, and an audit of every operation, account and member finds nothing. Called after each
 * test of a file on one ledger, it audits after the first and after the last: what an audit finds stays in a ledger to which is
 * only added, and to read all of it after each of thirty tests was a third of their time.
 */
export async function conserved(client: Client): Promise<void> {
  await balanced(client);
  if (audited.has(client) && isBetweenTests()) return;
  audited.add(client);
  expect((await audit(client)).findings, "what an audit finds").toEqual([]);
}

/** Whether this is a hook after a test, and another test of the same block comes. */
function isBetweenTests(): boolean {
  const test = TestRunner.getCurrentTest();
  // What a test itself asks is answered; its state is told when its own lines are through.
  if (test === undefined || test.result?.state !== "pass") return false;
  const beside = (test.suite ?? test.file).tasks;
  return beside.slice(beside.indexOf(test) + 1).some((task) => task.type === "test" && task.mode === "run");
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
