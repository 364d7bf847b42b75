/** How long one tick works. */

/** Longest that one tick works for one programme, in milliseconds: a cron trigger has 30 s, and 5 are kept for the last step. */
const BUDGET_MS = 25_000;

/** What is left of a tick. */
export interface Budget {
  isLeft(): boolean;
}

/** A tick's budget, from now. */
export function budgetOf(milliseconds = BUDGET_MS): Budget {
  const until = Date.now() + milliseconds;
  return { isLeft: () => Date.now() < until };
}
