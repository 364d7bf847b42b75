import type { Client } from "@libsql/client/web";
import type { OrderFacts } from "../values/holder.ts";
import { statement } from "./statement.ts";

/** The newest orders of a member, with what each was and what was refunded: at most `limit`, newest first. */
export async function readOrdersOf(
  client: Client,
  { member, limit }: { member: string; limit: number },
): Promise<{ name: string; facts: OrderFacts }[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT orders.public_id, orders.facts FROM holders member JOIN holders orders ON orders.owner = member.id AND orders.kind = 'order'
       WHERE member.public_id = ?1 ORDER BY orders.id DESC LIMIT ?2`,
      [member, limit],
    ),
  );
  return rows.map((row) => ({ name: String(row.public_id), facts: JSON.parse(String(row.facts)) as OrderFacts }));
}
