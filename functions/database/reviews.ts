/** Reviews of members' tiers that a new version brings, and the members in their order. */
import type { Client } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import type { Due } from "./due.ts";
import { statement } from "./statement.ts";

/** A review that is not done, and the last member that it has looked at; null: nobody yet. */
export interface Review {
  publicId: string;
  after: string | null;
}

/** The newest reviews that are due, at most a hundred, the newest first. */
export async function readReviews(client: Client, now: Instant | null): Promise<Review[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, facts ->> '$.after' AS after FROM holders
       WHERE due_at IS NOT NULL AND due_at <= coalesce(?1, CAST(unixepoch('subsec') * 1000 AS INTEGER)) AND kind = 'tier-review'
       ORDER BY id DESC LIMIT 100`,
      [now],
    ),
  );
  return rows.map(({ public_id, after }) => ({
    publicId: String(public_id),
    after: after === null ? null : String(after),
  }));
}

/** Members who are somebody, by public id after one (null: from the first): a walk along the index of names, where members stand together. */
export async function readMembersAfter(
  client: Client,
  { after, limit }: { after: string | null; limit: number },
): Promise<Due[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, version FROM holders
       WHERE public_id > coalesce(?1, 'mem_') AND public_id < 'mem\`' AND kind = 'member' AND state NOT IN ('merged', 'erased')
       ORDER BY public_id LIMIT ?2`,
      [after, limit],
    ),
  );
  return rows.map(({ public_id, version }) => ({ publicId: String(public_id), version: Number(version) }));
}
