import { VOUCHER_MONEY } from "../values/account.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { Identity } from "../values/member-ref.ts";
import { holderOf } from "./facts.ts";
import { ALL_OF_HER } from "./merged.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

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

/** Most vouchers that a quote looks at, the first to expire first. */
const QUOTED_MAX = 50;

/** The unused vouchers of a member who is named by her id or by an identity: for `heldVouchers`. */
export function heldVouchersRead(member: string | null, identity: Identity | null): Step {
  return statement(
    `WITH her(name) AS (SELECT coalesce(facts ->> '$.mergedInto', public_id) FROM holders WHERE public_id = ?1
       UNION SELECT coalesce(facts ->> '$.mergedInto', public_id) FROM identities CROSS JOIN holders ON holders.id = holder WHERE identities.kind = ?2 AND value = ?3),
     hers(id) AS (SELECT id FROM holders WHERE public_id IN (SELECT name FROM her)
       UNION SELECT id FROM her CROSS JOIN holders ON holders.kind = 'member' AND state = 'merged' AND facts ->> '$.mergedInto' = +name)
     SELECT holders.public_id, holders.kind, holders.version, holders.state, holders.due_at, holders.facts, NULL AS owner, coalesce(accounts.balance, holders.facts ->> '$.valueMinor', 0) AS left_minor
     FROM hers CROSS JOIN holders ON holders.owner = hers.id AND holders.kind = 'voucher' AND holders.state = 'issued'
     LEFT JOIN accounts ON accounts.holder = holders.id AND accounts.unit = '${VOUCHER_MONEY}'
     ORDER BY holders.facts ->> '$.expiresOn', holders.id LIMIT ?4`,
    [member, identity?.kind ?? "", identity?.value ?? "", QUOTED_MAX],
  );
}

/** The vouchers of those rows, each with the money that is left of it. */
export function heldVouchers(rows: Record<string, unknown>[]): { voucher: Holder<"voucher">; leftMinor: number }[] {
  return rows.map((row) => ({ voucher: asKind(holderOf(row), "voucher"), leftMinor: Number(row.left_minor) }));
}
