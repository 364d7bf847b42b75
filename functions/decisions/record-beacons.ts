/** Beacons that were fetched are kept for ever: what they decided can be shown when the network is gone. */
import { isRound, QUICKNET, randomnessOf } from "../draws/drand.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface BeaconsFetched {
  beacons: { round: number; signature: string }[];
  /** Whether their signatures were judged; else two relays said the same. */
  isVerified: boolean;
}

/** Refusals: not_due (nothing stored): all of them are stored. Throws a fault for what cannot be a beacon. */
export function decideRecordBeacons(
  facts: Facts,
  { beacons, isVerified, stored }: BeaconsFetched & { stored: ReadonlySet<number> },
  given: Given,
): Decided<{ operation: string; chain: string; rounds: number[] }> {
  const missing = beacons.filter(({ round }) => !stored.has(round));
  if (missing.length === 0) return cannotDecide("not_due");
  const draft = draftOf(facts);
  draft.records.beacons = missing.map(({ round, signature }) => {
    if (!isRound(round) || randomnessOf(signature) === null) throw new RangeError(`${round} has no such signature`);
    return { chain: QUICKNET.hash, round, signature, isVerified };
  });
  const rounds = missing.map(({ round }) => round);
  return { written: draft.written(null), outcome: { operation: given.operation, chain: QUICKNET.hash, rounds } };
}
