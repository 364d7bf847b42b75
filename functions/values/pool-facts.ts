/** What is kept of a surprise's pool. */
import type { Instant } from "./day.ts";

export interface PoolFacts {
  /** Its name in the programme document. */
  pool: string;
  version: number;
  /** The published configuration, as its canonical JSON. */
  configuration: string;
  configHash: string;
  /** The network whose beacons decide its plays; null: none does. */
  chain: string | null;
  /** What it may give, as canonical JSON of the document's pool without its name; the configuration's `rules` is its hash. */
  terms: string;
  /** Plays are settled in order; this is the last one that was. */
  settledSeq: number;
  opensAt: Instant;
  closesAt: Instant;
}
