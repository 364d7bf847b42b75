/** Raising a play of a surprise: recorded first, by the operation that caused it; its outcome is derived afterwards. */
import { epochAt, type InstantConfiguration } from "../draws/configuration.ts";
import { QUICKNET, roundAt, timeOf } from "../draws/drand.ts";
import { eventHash } from "../draws/instant.ts";
import { dayOf, type Instant } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { configurationOf, endOfEpoch, secondsOf, termsOf } from "./pool.ts";

export interface PlayGiven {
  id: string;
  state: "pending";
  pool: string;
  /** When the beacon that decides it is due, as far as is known while it is not written; null: nothing is waited for. */
  revealAt: Instant | null;
}

/** How the INSERT of a play counts rounds. */
const QUICKNET_ROUNDS = { genesis: QUICKNET.genesis, period: QUICKNET.period };

/**
 * One play of a pool, or null while it is not open or the member has had her plays of the day. It is written within its
 * epoch by the database's clock, or decided again in the next: an epoch's secret is published once the epoch is over.
 */
export function raisePlay(
  draft: Draft,
  facts: Facts,
  given: Given,
  { pool: name, member, event }: { pool: string; member: string; event: string },
): PlayGiven | null {
  const playable = playableOf(draft, facts, { pool: name, member });
  if (!playable) return null;
  const { pool, epoch } = playable;
  const { epochs, entropy } = configurationOf(pool.facts);
  const today = dayOf(facts.now, facts.current.programme.zone);
  const daily = `plays:${pool.publicId}`;
  const all = `nonce:${pool.publicId}`;
  const nonce = draft.counted(member, all) + 1;
  draft.count({ holder: member, metric: daily, bucket: today, amount: 1 });
  draft.count({ holder: member, metric: all, bucket: 0, amount: 1 });
  draft.expect(pool, Math.min(pool.facts.closesAt, endOfEpoch(epochs, epoch)));
  const id = given.id("play");
  draft.records.plays = [
    ...(draft.records.plays ?? []),
    {
      id,
      pool: pool.publicId,
      member,
      nonce,
      // The operation's id is known to the member and to nobody who would guess order numbers from the published hashes.
      event: eventHash(`${given.operation}/${event}`),
      epoch,
      at: facts.now,
      beacon: entropy.mode === "drand" ? { ...QUICKNET_ROUNDS, lead: entropy.lead } : null,
    },
  ];
  return { id, state: "pending", pool: name, revealAt: revealAt(entropy, facts.now) };
}

/** The pool of a name and its epoch now, while it is open and the member has not had her plays of the day; null: none. */
export function playableOf(
  draft: Draft,
  facts: Facts,
  { pool: name, member }: { pool: string; member: string },
): { pool: Holder<"pool">; epoch: number } | null {
  const pool = openPool(facts, name);
  if (!pool) return null;
  const epoch = epochAt(configurationOf(pool.facts).epochs, secondsOf(facts.now));
  const { limit, had } = playsLeft(draft, facts, { pool, member });
  return epoch === null || had >= limit ? null : { pool, epoch };
}

/** When the beacon of a play that is raised now is due; a write that takes long is bound to a later one. */
function revealAt(entropy: InstantConfiguration["entropy"], now: Instant): Instant | null {
  return entropy.mode === "drand" ? timeOf(roundAt(secondsOf(now)) + entropy.lead) * 1000 : null;
}

/** How many plays of a pool a member may have on a day, and how many she had today. */
export function playsLeft(
  draft: Draft,
  { now, current }: Facts,
  { pool, member }: { pool: Holder<"pool">; member: string },
): { limit: number; had: number } {
  const today = dayOf(now, current.programme.zone);
  return { limit: termsOf(pool.facts).playsPerDay, had: draft.counted(member, `plays:${pool.publicId}`, today) };
}

/** The pool of that name that is open now. */
export function openPool(facts: Facts, name: string): Holder<"pool"> | null {
  for (const holder of facts.holders.values()) {
    if (holder.kind !== "pool" || holder.state !== "open") continue;
    const pool = asKind(holder, "pool");
    if (pool.facts.pool === name && pool.facts.opensAt <= facts.now && facts.now < pool.facts.closesAt) return pool;
  }
  return null;
}
