/**
 * Relays of drand: servers that anybody may run, none of which is trusted. They are asked for one round at a time, all at
 * once, and whoever answers first with the round's own signature is heard.
 */
import { isRound, QUICKNET, randomnessOf } from "../draws/drand.ts";
import { answerText } from "./answer-text.ts";

/** Where beacons are fetched, and how they are believed. */
export interface BeaconSources {
  /** Addresses without a path, as https://api.drand.sh. */
  relays: string[];
  /** Judged by the network's key; false, for plans with little CPU: two relays have to say the same. */
  isJudged: boolean;
}

/** The public relays of the League of Entropy and of Cloudflare. */
export const PUBLIC_RELAYS = [
  "https://api.drand.sh",
  "https://api2.drand.sh",
  "https://api3.drand.sh",
  "https://drand.cloudflare.com",
];

/** How long a relay may take, in milliseconds: a round is out for at least a minute when the clock asks. */
const TIMEOUT_MS = 3_000;
/** Characters of an answer that are read: a beacon has about 250. */
const ANSWER_MAX = 2_000;

/**
 * A round's signature, or null when no relay has it, or they cannot be believed. Never another round's. Throws RangeError
 * for what is no round, before anybody is asked: to a relay it might mean the newest.
 */
export async function fetchBeacon({ relays, isJudged }: BeaconSources, round: number): Promise<string | null> {
  if (!isRound(round)) throw new RangeError(`${round} is not a round`);
  const judge = isJudged ? (await import("../draws/beacon.ts")).isBeacon : null;
  const heard = new Map<string, number>();
  const giveUp = new AbortController();
  return new Promise((resolve) => {
    let asked = new Set(relays).size;
    const settle = (signature: string | null) => {
      resolve(signature);
      giveUp.abort();
    };
    for (const relay of new Set(relays))
      ask(relay, round, giveUp.signal)
        .then((signature) => {
          if (signature === null) return;
          const times = (heard.get(signature) ?? 0) + 1;
          heard.set(signature, times);
          if (judge ? times === 1 && judge({ round, signature }) : times === 2) settle(signature);
        })
        .finally(() => {
          asked -= 1;
          if (asked === 0) settle(null);
        });
    if (asked === 0) settle(null);
  });
}

/** What one relay says of a round: a signature whose hash is the randomness beside it, or null for anything else. */
async function ask(relay: string, round: number, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(`${relay}/${QUICKNET.hash}/public/${round}`, {
      // An error for a round that is not out yet must not be kept by anybody: it would make the beacon late.
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (!response.ok) return null;
    const said: unknown = JSON.parse(await answerText(response, ANSWER_MAX));
    if (typeof said !== "object" || said === null) return null;
    const { round: of, signature, randomness } = said as Record<string, unknown>;
    if (of !== round || typeof signature !== "string") return null;
    const found = randomnessOf(signature);
    return found !== null && found === randomness ? signature : null;
  } catch {
    // Refused, cut off, too slow, too long (then it is cut off) or no JSON: a relay that does not help, and there are others.
    return null;
  }
}
