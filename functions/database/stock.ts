import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** Rewards with stock that a programme can have: its document's limit. */
const REWARDS_MAX = 500;

/** What is left of every reward that has a stock, by reward. */
export const readStock: Reading<Map<string, number>> = {
  steps: [
    statement(
      `SELECT substr(unit, 7) AS reward, balance FROM holders JOIN accounts ON accounts.holder = holders.id AND unit = 'stock:' || substr(public_id, 8) WHERE public_id >= 'reward:' AND public_id < 'reward;' LIMIT ?1`,
      [REWARDS_MAX],
    ),
  ],
  of: ([rows = []]) => new Map(rows.map(({ reward, balance }) => [String(reward), Number(balance)])),
};
