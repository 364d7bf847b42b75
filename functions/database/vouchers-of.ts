import { asKind, type Holder } from "../values/holder.ts";
import { holderOf } from "./facts.ts";
import { ALL_OF_HER } from "./merged.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** A member's vouchers, newest first, in every state. */
export function readVouchers(member: string, { limit, cursor }: Page): Reading<Listed<Holder<"voucher">>> {
  return {
    steps: [
      statement(
        `SELECT holders.public_id, holders.kind, holders.version, holders.state, holders.due_at, holders.facts, member.public_id AS owner
         FROM (${ALL_OF_HER}) hers CROSS JOIN holders member USING (id) CROSS JOIN holders ON holders.owner = member.id AND holders.kind = 'voucher'
         WHERE (?2 IS NULL OR holders.public_id < ?2) ORDER BY holders.public_id DESC LIMIT ?3`,
        [member, cursor, limit + 1],
      ),
    ],
    of: ([rows = []]) =>
      listed(
        rows.map((row) => asKind(holderOf(row), "voucher")),
        limit,
        ({ publicId }) => publicId,
      ),
  };
}
