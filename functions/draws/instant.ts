/**
 * An instant win's luck. A chain of secrets, one an epoch, hangs on a published anchor: each hashes to the one before, so
 * that none can be exchanged. A play's bytes and its epoch's secret give the ticket, and the odds' table gives the tier.
 */
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { bytesOfHex } from "../values/hex.ts";
import { hash, hashHex, label, u32, u64 } from "./bytes.ts";
import { INSTANT, type InstantTier } from "./configuration.ts";
import { wordStream } from "./stream.ts";
import { uniform } from "./uniform.ts";

/** The longest seed that a player may add, in UTF-8 bytes: its length is written in one byte. */
export const CLIENT_SEED_BYTES = 64;

/**
 * What a play is made of. `draw` and `member` (her tag) are 16 bytes, `configuration` (its hash) and `event` (SHA-256 of
 * the qualifying event's id) 32, in hex; `round` is 0 in mode commit; `nonce` counts the member's own plays from 1.
 */
export type Play = {
  draw: string;
  configuration: string;
  epoch: number;
  seq: number;
  round: number;
  member: string;
  nonce: number;
  event: string;
  clientSeed: string;
};

/** The secret of the epoch before, in hex; of the first epoch's secret, the anchor. */
export function secretBefore({ draw, secret }: { draw: string; secret: string }): string {
  return hashHex(label(INSTANT), label("chain"), bytesOfHex(draw, 16), bytesOfHex(secret, 32));
}

/** All secrets, from the anchor (index 0, published at the start) to the last epoch's (index `epochs`, drawn by lot). */
export function secretChain({ draw, last, epochs }: { draw: string; last: string; epochs: number }): string[] {
  const chain = [last];
  let secret = last;
  for (let epoch = epochs; epoch > 0; epoch--) {
    secret = secretBefore({ draw, secret });
    chain.push(secret);
  }
  return chain.reverse();
}

/** The event's hash that a play names: SHA-256 of the id's UTF-8, in hex. */
export function eventHash(id: string): string {
  return hashHex(utf8ToBytes(id));
}

/** A play as bytes. Throws RangeError for a field that its place cannot hold. */
export function playBytes(play: Play): Uint8Array {
  if (!play.clientSeed.isWellFormed()) throw new RangeError("the client seed holds a lone surrogate");
  const clientSeed = utf8ToBytes(play.clientSeed);
  if (clientSeed.length > CLIENT_SEED_BYTES) {
    throw new RangeError(`the client seed has ${clientSeed.length} bytes, more than ${CLIENT_SEED_BYTES}`);
  }
  return concatBytes(
    label(INSTANT),
    label("play"),
    bytesOfHex(play.draw, 16),
    bytesOfHex(play.configuration, 32),
    u32(play.epoch),
    u64(play.seq),
    u64(play.round),
    bytesOfHex(play.member, 16),
    u32(play.nonce),
    bytesOfHex(play.event, 32),
    Uint8Array.of(clientSeed.length),
    clientSeed,
  );
}

/** SHA-256 of a play's bytes, in hex: what a receipt shows. Throws as `playBytes`. */
export function playHash(play: Play): string {
  return bytesToHex(hash(playBytes(play)));
}

/**
 * The ticket, from 0 to denominator − 1. `secret` is the play's epoch's; `signature` is the round's 48 bytes in hex in
 * mode drand (judging it is the caller's), and left out in mode commit.
 */
export function ticketOf(play: { secret: string; playHash: string; denominator: number; signature?: string }): number {
  const signature = play.signature === undefined ? new Uint8Array(0) : bytesOfHex(play.signature, 48);
  const words = wordStream({
    key: bytesOfHex(play.secret, 32),
    before: concatBytes(label(INSTANT), label("ticket")),
    after: concatBytes(bytesOfHex(play.playHash, 32), signature),
  });
  return uniform(words, play.denominator);
}

/** The id of the first tier whose odds, added to those above it, exceed the ticket; null when none does. */
export function tierOf(table: readonly InstantTier[], ticket: number): string | null {
  let reach = 0;
  for (const { id, odds } of table) {
    reach += odds;
    if (ticket < reach) return id;
  }
  return null;
}
