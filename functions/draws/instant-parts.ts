/**
 * A proof of very many plays comes in parts, so that no answer is without end: each names the play after which the next part
 * is asked for, and they are checked together. A part that ends in a play which is not settled is the last: whatever lies after
 * it is not settled either, and parts that were read later agree with those before.
 */
import type { InstantProof } from "./instant-proof.ts";
import { isObject } from "./shape.ts";

/** Plays of one answer. */
export const PLAYS_MAX = 10_000;

/**
 * A proof with all of its parts: asks for the one after each play that it yields. It is what the last part says of prizes and
 * secret, with the plays and beacons of all. What is no part of a proof ends it, for the check to judge.
 */
export function* wholeProof(first: unknown): Generator<number, unknown, unknown> {
  let whole = first;
  for (let after = nextOf(whole); after !== null; after = nextOf(whole)) {
    const part = yield after;
    if (!isPart(whole) || !isPart(part) || (part.next ?? Number.POSITIVE_INFINITY) <= after) return whole;
    // One list that grows: a copy for each part would take the square of their number.
    const { plays } = whole;
    for (const play of part.plays) plays.push(play);
    whole = { ...part, plays, beacons: { ...whole.beacons, ...part.beacons } };
  }
  return whole;
}

function nextOf(proof: unknown): number | null {
  return isObject(proof) && typeof proof.next === "number" ? proof.next : null;
}

/** Its plays are a list; what stands in it is for the check. */
function isPart(proof: unknown): proof is InstantProof {
  return isObject(proof) && Array.isArray(proof.plays);
}
