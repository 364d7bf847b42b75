/** Data through the real schema: members, each with a lot, and orders with everything that a purchase writes, many in a batch. */
import type { Client, InStatement } from "@libsql/client/web";

/** At 1×. */
export const MEMBERS_AT_ONE = 100;
export const ORDERS_AT_ONE = 1_000;
const BATCH_ORDERS = 500;
const NEVER = 2_932_896n;

/** Grows the ledger to so many times the base; answers nothing. What is there already stays. */
export async function grow(client: Client, { from, to }: { from: number; to: number }): Promise<void> {
  await client.batch(
    [
      {
        sql: `INSERT INTO holders(public_id, kind, version, state, facts)
          SELECT 'mem_grown' || value, 'member', 1, 'joined', '{"joinedAt":1700000000000}' FROM generate_series(?1, ?2 - 1)`,
        args: [BigInt(from * MEMBERS_AT_ONE), BigInt(to * MEMBERS_AT_ONE)],
      },
      {
        sql: `INSERT INTO identities(kind, value, holder) SELECT 'email', public_id || '@example.com', id FROM holders
          WHERE public_id >= 'mem_grown' AND public_id < 'mem_growo' ON CONFLICT DO NOTHING`,
        args: [],
      },
      {
        sql: `INSERT INTO accounts(holder, unit, available_on, expires_on, floor) SELECT id, 'points', 0, ?1, 0 FROM holders
          WHERE public_id >= 'mem_grown' AND public_id < 'mem_growo'`,
        args: [NEVER],
      },
    ],
    "write",
  );
  const { rows } = await client.execute(
    "SELECT min(from_account) AS issued FROM postings JOIN accounts ON accounts.id = from_account WHERE unit = 'points' AND reason = 'earn'",
  );
  const issued = BigInt(Number(rows[0]?.issued));
  for (let order = from * ORDERS_AT_ONE; order < to * ORDERS_AT_ONE; order += BATCH_ORDERS) {
    const steps = Array.from({ length: BATCH_ORDERS }, (_, index) => orderSteps(order + index, to, issued));
    await client.batch(steps.flat(), "write");
  }
}

function orderSteps(order: number, times: number, issued: bigint): InStatement[] {
  const member = `mem_grown${order % (times * MEMBERS_AT_ONE)}`;
  const name = `order:sto_grown:${order}`;
  return [
    {
      sql: `INSERT INTO holders(public_id, kind, owner, version, state, facts)
        SELECT ?1, 'order', id, 0, 'recorded', ?3 FROM holders WHERE public_id = ?2`,
      args: [name, member, ORDER_FACTS],
    },
    {
      sql: `INSERT INTO operations(id, kind, actor, key, request_hash, member, programme_version, occurred_at, recorded_at, record_hash, salt, changes, papers_hash)
        SELECT 'op_grown' || ?1, 'purchase', 'sto_grown', 'grown-' || ?1, ?2, id, 1, 1700000000000, 1700000000000, ?2, ?2, '{}', ?2 FROM holders WHERE public_id = ?3`,
      args: [BigInt(order), "0".repeat(64), member],
    },
    {
      sql: "INSERT INTO papers(operation, salt, request, status, answer) VALUES ((SELECT max(seq) FROM operations), ?1, ?2, 201, ?3)",
      args: ["0".repeat(32), "x".repeat(300), "x".repeat(600)],
    },
    { sql: "INSERT INTO claims(name, operation) VALUES (?1, (SELECT max(seq) FROM operations))", args: [name] },
    {
      sql: `INSERT INTO postings(operation, line, from_account, to_account, amount, reason, why)
        SELECT (SELECT max(seq) FROM operations), 0, ?1, accounts.id, 84, 'earn', ?3
        FROM holders JOIN accounts ON accounts.holder = holders.id WHERE public_id = ?2`,
      args: [issued, member, '{"rule":"points-per-euro","basis":4200}'],
    },
  ];
}

const ORDER_FACTS = JSON.stringify({
  version: 1,
  occurredAt: 1_700_000_000_000,
  currency: "EUR",
  totalMinor: 4_200,
  lines: [{ line: "1", sku: "SKU-1", category: null, quantity: 1, basisMinor: 4_200 }],
  refunds: {},
  earned: [],
  tickets: [],
  counted: [],
});
