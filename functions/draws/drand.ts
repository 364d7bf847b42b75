/**
 * drand quicknet, a public beacon: every 3 s a round's number is signed by more of the League of Entropy's nodes than could
 * agree to cheat, and nobody knows the signature before. The network is pinned here and nowhere else.
 * https://docs.drand.love; judging a signature needs pairings and is in beacon.ts, so that who only counts rounds stays small.
 */
import { bytesToHex } from "@noble/hashes/utils.js";
import { bytesOfHex, isHex } from "../values/hex.ts";
import { hash, hashHex, u32, u64 } from "./bytes.ts";

/** A network: its key is 96 bytes (on G2), genesis is unix seconds, the period seconds; hashes are hex. */
export type Chain = {
  hash: string;
  publicKey: string;
  groupHash: string;
  genesis: number;
  period: number;
  scheme: string;
  beacon: string;
};

/** Bytes of a round's signature: a compressed point on G1. */
export const SIGNATURE_BYTES = 48;

/** The chain itself. Throws RangeError when its hash is not the one of its parts: a Worker with another key does not start. */
export function pinned(chain: Chain): Chain {
  const found = chainHash(chain);
  if (found !== chain.hash) throw new RangeError(`the chain's parts hash to ${found}, not ${chain.hash}`);
  return chain;
}

/** SHA-256 of u32 period ‖ i64 genesis ‖ public key ‖ group hash ‖ the network's name, in hex: how drand names a chain. */
export function chainHash({ period, genesis, publicKey, groupHash, beacon }: Omit<Chain, "hash">): string {
  const name = new TextEncoder().encode(beacon);
  return hashHex(u32(period), u64(genesis), bytesOfHex(publicKey, 96), bytesOfHex(groupHash, 32), name);
}

/** The production network, live since 2023-08-23. Its key outlives its relays: what was drawn with it can always be checked. */
export const QUICKNET: Chain = pinned({
  hash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
  publicKey:
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
  groupHash: "f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e",
  genesis: 1_692_803_367,
  period: 3,
  scheme: "bls-unchained-g1-rfc9380",
  beacon: "quicknet",
});

/** A chain that is not quicknet, in a sentence; or null. */
export function faultOfChain(chain: string): string | null {
  return chain === QUICKNET.hash ? null : `the chain is ${chain}, not quicknet's ${QUICKNET.hash}`;
}

/** The newest round at an instant in unix seconds; before the first, 0. */
export function roundAt(at: number): number {
  return Math.max(0, Math.floor((at - QUICKNET.genesis) / QUICKNET.period) + 1);
}

/** When a round is due, in unix seconds. */
export function timeOf(round: number): number {
  return QUICKNET.genesis + QUICKNET.period * (round - 1);
}

/** The first round that is due at or after an instant in unix seconds. */
export function firstRoundFrom(at: number): number {
  return Math.max(1, Math.ceil((at - QUICKNET.genesis) / QUICKNET.period) + 1);
}

/** Seconds from a contest's close to its round: time to write the entries down and to publish them before luck is known. */
export const CLOSE_TO_ROUND_SECONDS = 600;

/** Rounds of a day: how much later one draws whose entries were frozen after their round was public. By formula, and once. */
export const LATE_ROUNDS = 86_400 / QUICKNET.period;

/** A play waits for the round this many after the newest: 3 to 6 s, and nobody knows it when the play is written. */
export const LEAD_ROUNDS = 2;

/** The round that draws a contest which closes at an instant in unix seconds, fixed when it opens. */
export function roundOfContest(closes: number): number {
  return firstRoundFrom(closes + CLOSE_TO_ROUND_SECONDS);
}

/** True for a number that a round can have: relays are never asked for "the newest". */
export function isRound(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

/** What a round's nodes sign: SHA-256 of its number as u64, big-endian. */
export function messageOf(round: number): Uint8Array {
  return hash(u64(round));
}

/** A round's randomness in hex, SHA-256 of its signature; null for what cannot be a signature. */
export function randomnessOf(signature: unknown): string | null {
  return isHex(signature, SIGNATURE_BYTES) ? bytesToHex(hash(bytesOfHex(signature, SIGNATURE_BYTES))) : null;
}
