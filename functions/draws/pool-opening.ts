/**
 * A surprise's pool as it is when it opens. All of it follows from the configuration and the terms, which are published: so
 * whoever has them makes the row again that the log says was opened, and sees that nothing of it was exchanged later.
 */
import type { Instant } from "../values/day.ts";
import { canonicalJson } from "../values/jcs.ts";
import type { PoolFacts } from "../values/pool-facts.ts";
import { configHash, type InstantConfiguration } from "./configuration.ts";

const SECOND_MS = 1000;

export interface PoolAsOpened {
  /** `pool:{name}:{version}` */
  publicId: string;
  kind: "pool";
  owner: null;
  state: "open";
  dueAt: Instant;
  facts: PoolFacts;
}

/** The row of a pool that opens. Throws RangeError for a configuration that has a fault, or that names no pool. */
export function poolAsOpened(configuration: InstantConfiguration, terms: string): PoolAsOpened {
  const { pool: publicId = "", epochs, entropy } = configuration;
  const [, name = "", version = ""] = publicId.split(":");
  if (name === "" || !/^\d+$/.test(version)) throw new RangeError(`${publicId} is no name of a pool`);
  const closesAt = (epochs.start + epochs.count * epochs.seconds) * SECOND_MS;
  return {
    publicId,
    kind: "pool",
    owner: null,
    state: "open",
    dueAt: closesAt,
    facts: {
      pool: name,
      version: Number(version),
      configuration: canonicalJson(configuration),
      configHash: configHash(configuration),
      chain: entropy.mode === "drand" ? entropy.chain : null,
      terms,
      settledSeq: 0,
      opensAt: epochs.start * SECOND_MS,
      closesAt,
    },
  };
}
