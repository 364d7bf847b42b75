/** What a payment was for, where all that is known is the payment. */
import type { Client } from "@libsql/client/web";
import { statement } from "./statement.ts";

/** A top-up, a gift card or a membership by its public id, and by which of the names of the payment it was found. */
export interface PaidBy {
  paid: string;
  claim: string;
  /** What was paid of a membership, in minor units; null: another thing was paid. */
  paidMinor: number | null;
}

/** Of payments' natural keys, the first that paid for something; null: none did. */
export async function readPaidBy(client: Client, claims: string[]): Promise<PaidBy | null> {
  const { rows } = await client.execute(
    statement(
      `SELECT coalesce(why ->> '$.topUp', why ->> '$.giftCard', why ->> '$.membership') AS paid, claims.name, why ->> '$.paidMinor' AS paid_minor
       FROM json_each(?1) asked CROSS JOIN claims ON claims.name = asked.value CROSS JOIN postings ON postings.operation = claims.operation
       WHERE paid IS NOT NULL ORDER BY asked.key LIMIT 1`,
      [JSON.stringify(claims)],
    ),
  );
  const [row] = rows;
  if (row === undefined) return null;
  const paidMinor = row.paid_minor === null ? null : Number(row.paid_minor);
  return { paid: String(row.paid), claim: String(row.name), paidMinor };
}
