/** The membership that a payment was for, where all that is known is the payment. */
import type { Client } from "@libsql/client/web";
import { statement } from "./statement.ts";

/** The public id of the membership; null: the payment was for nothing, or for something else. */
export async function readMembershipOf(client: Client, payment: string, reference: string): Promise<string | null> {
  const { rows } = await client.execute(
    statement(
      `SELECT paid.public_id FROM claims JOIN operations ON seq = claims.operation
         JOIN holders paid ON paid.owner = operations.member AND paid.kind = 'membership'
       WHERE name = ?1 AND EXISTS (SELECT 1 FROM json_each(paid.facts, '$.periods') WHERE value ->> '$.payment' = ?2) LIMIT 1`,
      [payment, reference],
    ),
  );
  const id = rows[0]?.public_id;
  return id === undefined || id === null ? null : String(id);
}
