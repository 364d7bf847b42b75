/** Raising a play of a surprise: recorded first, by the operation that caused it; its outcome is derived afterwards. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { DAY_MS, dayOf } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface PlayGiven {
  id: string;
  state: "pending";
  pool: string;
}

/** One play of a pool, or null while it is not open or the member has had her plays of the day. */
export function raisePlay(
  draft: Draft,
  facts: Facts,
  given: Given,
  { pool: name, member, event }: { pool: string; member: string; event: string },
): PlayGiven | null {
  const pool = openPool(facts, name);
  const terms = facts.current.programme.surprises.find(({ id }) => id === name);
  if (!pool || !terms) return null;
  const today = dayOf(facts.now, facts.current.programme.zone);
  const daily = `plays:${pool.publicId}`;
  if (draft.counted(member, daily, today) >= terms.playsPerDay) return null;
  const all = `nonce:${pool.publicId}`;
  const nonce = draft.counted(member, all) + 1;
  draft.count({ holder: member, metric: daily, bucket: today, amount: 1 });
  draft.count({ holder: member, metric: all, bucket: 0, amount: 1 });
  draft.expect(pool, pool.facts.closesAt);
  const id = given.id("play");
  draft.records.plays = [
    ...(draft.records.plays ?? []),
    {
      id,
      pool: pool.publicId,
      member,
      nonce,
      event: bytesToHex(sha256(utf8ToBytes(event))),
      epoch: Math.floor((facts.now - pool.facts.opensAt) / DAY_MS) + 1,
      at: facts.now,
    },
  ];
  return { id, state: "pending", pool: name };
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
