/** Codes of vouchers that a merchant brought along. */
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** Which of some digests the ledger has: for `knownCodes`. */
export function knownCodesRead(digests: string[]): Step {
  return statement("SELECT digest FROM json_each(?1) CROSS JOIN voucher_codes ON digest = value", [
    JSON.stringify(digests),
  ]);
}

/** The digests of those rows. */
export function knownCodes(rows: Record<string, unknown>[]): Set<string> {
  return new Set(rows.map(({ digest }) => String(digest)));
}

export interface CodePool {
  reward: string;
  /** Codes that were ever brought along. */
  issued: number;
  /** Codes that can be had: nobody has them, and no hold counts on them. */
  left: number;
}

/** Rewards that a programme can have: its document's limit. */
const REWARDS_MAX = 500;

/** Every reward whose codes are brought along, by name. */
export const readCodePools: Reading<CodePool[]> = {
  steps: [
    statement(
      `SELECT substr(public_id, 8) AS reward, facts ->> '$.issued' AS issued, coalesce(balance, 0) AS remaining
       FROM holders LEFT JOIN accounts ON accounts.holder = holders.id AND unit = 'stock:' || substr(public_id, 8)
       WHERE public_id > 'reward:' AND public_id < 'reward;' AND facts ->> '$.codes' = 'imported' ORDER BY public_id LIMIT ?1`,
      [REWARDS_MAX],
    ),
  ],
  of: ([rows = []]) =>
    rows.map(({ reward, issued, remaining }) => ({
      reward: String(reward),
      issued: Number(issued),
      left: Number(remaining),
    })),
};
