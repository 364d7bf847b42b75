/** What must be true of every ledger, asked of the database itself: each check names what it found wrong. */
import type { Client } from "@libsql/client/web";

export interface Check {
  name: string;
  /** Rows that should not be there. */
  wrong: number;
}

const CHECKS: [name: string, sql: string][] = [
  ["every reference leads to a row", "SELECT count(*) AS wrong FROM pragma_foreign_key_check"],
  [
    "each unit sums to zero",
    "SELECT count(*) AS wrong FROM (SELECT 1 FROM accounts GROUP BY unit HAVING sum(balance) <> 0)",
  ],
  [
    "each balance is the sum of its entries",
    `SELECT count(*) AS wrong FROM accounts
     LEFT JOIN (SELECT account, sum(amount) AS amount FROM entries GROUP BY account) entered ON entered.account = accounts.id
     WHERE balance <> coalesce(entered.amount, 0)`,
  ],
  [
    "no balance is out of its bounds",
    "SELECT count(*) AS wrong FROM accounts WHERE balance < floor OR balance > ceiling",
  ],
  ["operations are numbered without gaps", "SELECT coalesce(max(seq), 0) - count(*) AS wrong FROM operations"],
];

/** Runs all checks in one batch, so that they speak of one moment. Reads the whole ledger: not for every minute. */
export async function checkLedger(client: Client): Promise<Check[]> {
  const results = await client.batch(
    CHECKS.map(([, sql]) => sql),
    "read",
  );
  return CHECKS.map(([name], index) => ({ name, wrong: Number(results[index]?.rows[0]?.wrong) }));
}
