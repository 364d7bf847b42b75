/** A surprise pool as decisions see it: its terms, its published configuration and the secrets that hang on its anchor. */
import type { InstantConfiguration } from "../draws/configuration.ts";
import { secretChain } from "../draws/instant.ts";
import type { Pool } from "../programme/draws/pool.ts";
import { DAY_MS } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import { canonicalJson } from "../values/jcs.ts";
import type { PoolFacts } from "../values/pool-facts.ts";
import type { Given } from "./facts.ts";

/** What a pool promises. Its name is not among it: a typing error in it may be put right while the pool runs. */
export type PoolTerms = Omit<Pool, "name">;

/** Bytes of a member's tag, in hex digits. */
const TAG_DIGITS = 32;
const SECOND_MS = 1000;

/** The terms as they are kept and hashed. */
export function termsText({ name: _name, ...terms }: Pool): string {
  return canonicalJson(terms);
}

/** The terms under which a pool was opened; publishing wrote them, so they have their shape. */
export function termsOf({ terms }: Pick<PoolFacts, "terms">): PoolTerms {
  return JSON.parse(terms) as PoolTerms;
}

/** The configuration that was published before the first play; publishing wrote it, so it has its shape. */
export function configurationOf({ configuration }: Pick<PoolFacts, "configuration">): InstantConfiguration {
  return JSON.parse(configuration) as InstantConfiguration;
}

/** All secrets of a pool, by epoch; index 0 is the anchor. `draw` is new with each pool, so no two share a secret. */
export function secretsOf(
  { draw, pool, epochs, entropy }: Pick<InstantConfiguration, "draw" | "pool" | "epochs" | "entropy">,
  secret: Given["secret"],
): string[] {
  const last = entropy.mode === "fixed" ? entropy.secret : secret(`pool/${pool}/${draw}`);
  return secretChain({ draw, last, epochs: epochs.count });
}

/** A member's tag in a pool: only the programme can compute it, and it says nothing in another pool. */
export function playTag(pool: string, member: string, secret: Given["secret"]): string {
  return secret(`play-tag/${pool}/${member}`).slice(0, TAG_DIGITS);
}

/** An instant as the draw core counts: whole unix seconds. */
export function secondsOf(instant: number): number {
  return Math.floor(instant / SECOND_MS);
}

/** The first instant after an epoch (from 1). */
export function endOfEpoch({ start, seconds }: InstantConfiguration["epochs"], epoch: number): number {
  return (start + epoch * seconds) * SECOND_MS;
}

/** True for a pool that nothing closes before its days are over. */
export function runsItsDays({ facts }: Holder<"pool">): boolean {
  const { epochs } = configurationOf(facts);
  return facts.closesAt === endOfEpoch(epochs, epochs.count);
}

/** Seconds of an epoch: each day of a pool has a secret of its own, from the second at which the pool opens. */
export const EPOCH_SECONDS = DAY_MS / SECOND_MS;
