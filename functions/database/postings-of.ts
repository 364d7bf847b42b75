import { nameOf } from "../values/account.ts";
import type { JsonObject } from "../values/json.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** One posting by the names of its accounts, as the public log writes them. */
export interface NamedPosting {
  from: string;
  to: string;
  unit: string;
  amount: number;
  reason: string;
  why: JsonObject;
}

/** The postings of one of a member's operations, in line order; null: no such operation of hers, or a transfer, whose lines are the other member's too. */
export function readPostingsOf(
  operation: string,
  member: string,
): Reading<{ kind: string; postings: NamedPosting[] } | null> {
  return {
    steps: [
      statement(
        `SELECT operations.kind AS operation_kind, posting.amount, posting.reason, posting.why, source.unit,
           giver.public_id AS from_holder, source.available_on AS from_available, source.expires_on AS from_expires,
           taker.public_id AS to_holder, target.available_on AS to_available, target.expires_on AS to_expires
         FROM operations JOIN holders owner ON owner.id = operations.member
         LEFT JOIN postings posting ON posting.operation = operations.seq
         LEFT JOIN accounts source ON source.id = posting.from_account LEFT JOIN holders giver ON giver.id = source.holder
         LEFT JOIN accounts target ON target.id = posting.to_account LEFT JOIN holders taker ON taker.id = target.holder
         WHERE operations.id = ?1 AND owner.public_id = ?2 AND operations.kind <> 'transfer' ORDER BY posting.line`,
        [operation, member],
      ),
    ],
    of: ([rows = []]) => {
      const [first] = rows;
      if (!first) return null;
      const postings = rows
        .filter(({ amount }) => amount !== null)
        .map(({ unit, amount, reason, why, ...row }) => ({
          from: accountNameIn(
            { holder: row.from_holder, available: row.from_available, expires: row.from_expires },
            unit,
          ),
          to: accountNameIn({ holder: row.to_holder, available: row.to_available, expires: row.to_expires }, unit),
          unit: String(unit),
          amount: Number(amount),
          reason: String(reason),
          why: JSON.parse(String(why)) as JsonObject,
        }));
      return { kind: String(first.operation_kind), postings };
    },
  };
}

function accountNameIn(
  { holder, available, expires }: Record<"holder" | "available" | "expires", unknown>,
  unit: unknown,
): string {
  return nameOf({
    holder: String(holder),
    unit: String(unit),
    availableOn: Number(available),
    expiresOn: Number(expires),
  });
}
