/** Where luck comes from: what is fixed before anybody takes part, what becomes known after, and how far both can be trusted. */

/**
 * As a contest's manifest names it. `commit` is a secret's commitment; `secret`, `chain` are hex; `round` is fixed when the
 * contest opens. `late`: the entries were frozen (unix seconds) only after the announced round was public, so that the
 * round a day after it draws instead.
 */
export type Entropy =
  | { mode: "commit"; commit: string }
  | { mode: "drand"; chain: string; round: number; late?: { announced: number; frozen: number } }
  | { mode: "manual"; source: string }
  | { mode: "fixed"; secret: string };

/** What becomes known after the freeze: the secret (32 bytes), the round's signature (48 bytes), the typed numbers as text. */
export type Material =
  | { mode: "commit"; secret: string }
  | { mode: "drand"; round: number; signature: string }
  | { mode: "manual"; text: string }
  | { mode: "fixed"; secret: string };

export type EntropyMode = Entropy["mode"];

/** How far each mode can be trusted, in the words that stand by every result. */
export const LABELS: Record<EntropyMode, string> = {
  commit: "Tamper-evident, operator-run",
  drand: "Independently random",
  manual: "Public-lottery random",
  fixed: "Not random: fixed beforehand, for tests",
};
