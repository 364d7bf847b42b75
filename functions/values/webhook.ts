/**
 * Webhooks out, as Standard Webhooks has them: the name of a message, the secret it is signed under, and when it is sent
 * again. The id of a message follows from its operation and endpoint, so that every time it is sent it is the same one.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { base64Of } from "./base64.ts";
import type { Instant } from "./day.ts";
import { sha256Hex } from "./hash.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How long after a failed attempt the next one is made, as the specification of Standard Webhooks suggests; after the last
 * the message is dead. The clock ticks each minute, so that 5 s are a minute at most.
 */
export const RETRIES_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** How long the secret before is good beside a new one: a day to put the new one in. */
export const OVERLAP_MS = 24 * HOUR_MS;

/** An endpoint that answered nothing for so long, with something to answer, is switched off. */
export const FAILING_MS = 5 * 24 * HOUR_MS;

/** Of a retry's time, how much earlier or later it may be, in percent. */
const JITTER_PERCENT = 20;

/** The id of a message (`webhook-id`): of one operation to one endpoint, whenever it is sent. */
export function messageId(endpoint: string, operation: string): string {
  return `msg_${sha256Hex(`${endpoint}\n${operation}`).slice(0, 32)}`;
}

/** When a message is sent again after so many attempts that failed; null: it is dead. Spread by its id, so that many do not come at once. */
export function retryAt(message: string, attempts: number, failedAt: Instant): Instant | null {
  const delay = RETRIES_MS[attempts - 1];
  if (delay === undefined) return null;
  const spread =
    (Number.parseInt(sha256Hex(`${message}\n${attempts}`).slice(0, 8), 16) % (2 * JITTER_PERCENT + 1)) - JITTER_PERCENT;
  return failedAt + Math.floor((delay * (100 + spread)) / 100);
}

/** The secret of an endpoint (`whsec_…`, 32 bytes) in one of its generations, from 1. It follows from the programme's own, and is kept nowhere. */
export function webhookSecret(
  secret: string,
  { endpoint, generation }: { endpoint: string; generation: number },
): string {
  return `whsec_${base64Of(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`webhook\n${endpoint}\n${generation}`)))}`;
}

/** The generations whose signatures a message has: the newest, and the one before while somebody puts the new one in. */
export function signingGenerations(
  { generation, overlapUntil }: { generation: number; overlapUntil: Instant | null },
  now: Instant,
): number[] {
  return overlapUntil !== null && now < overlapUntil ? [generation, generation - 1] : [generation];
}
