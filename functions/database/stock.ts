import { WAITING } from "./line.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** Rewards with stock that a programme can have: its document's limit. */
const REWARDS_MAX = 500;

/** What anybody can have of every reward that has a stock, by reward: what came free is first for those in line. */
export const readStock: Reading<Map<string, number>> = {
  steps: [
    statement(
      `SELECT substr(unit, 7) AS reward, CASE WHEN facts ->> '$.line.turn' <> facts ->> '$.line.through' AND ${WAITING} > 0 THEN 0 ELSE balance END AS balance
       FROM holders reward JOIN accounts ON accounts.holder = reward.id AND unit = 'stock:' || substr(public_id, 8) WHERE public_id >= 'reward:' AND public_id < 'reward;' LIMIT ?1`,
      [REWARDS_MAX],
    ),
  ],
  of: ([rows = []]) => new Map(rows.map(({ reward, balance }) => [String(reward), Number(balance)])),
};
