/** Beacons that something waits for: fetched from relays, believed or not, and kept. */
import { readStored, storedFrom, storedReads } from "../database/beacons.ts";
import { type BeaconsFetched, decideRecordBeacons } from "../decisions/record-beacons.ts";
import { QUICKNET } from "../draws/drand.ts";
import { sha256Hex } from "../values/hash.ts";
import { answering, callOf } from "./act.ts";
import { perform } from "./perform.ts";
import { fetchBeacon, PUBLIC_RELAYS } from "./relays.ts";
import type { Ledger, Verb } from "./verb.ts";

/** Rounds that are fetched in one go: each is four requests, and a Worker may make few at once. */
const ROUNDS_MAX = 8;

/** Keeps beacons, each once. */
export const recordBeacons: Verb<BeaconsFetched, { operation: string; chain: string; rounds: number[] }> = {
  kind: "record-beacons",
  isPublic: true,
  subjects: () => ({ holders: [], identity: null, claims: [] }),
  reads: ({ beacons }) => [
    storedReads(
      QUICKNET.hash,
      beacons.map(({ round }) => round),
    ),
  ],
  decide: (facts, request, given) => decideRecordBeacons(facts, { ...request, stored: storedFrom(facts.more) }, given),
};

/**
 * Sees to it that rounds are stored, as far as relays have them: at most the first eight that are not. What is not there yet
 * is asked for again by whoever waits for it: never another round.
 */
export async function fetchBeacons(ledger: Ledger, rounds: number[]): Promise<void> {
  if (rounds.length === 0) return;
  const stored = await readStored(ledger.client, QUICKNET.hash, rounds);
  const missing = [...new Set(rounds)].filter((round) => !stored.has(round)).slice(0, ROUNDS_MAX);
  const { beacons: sources = { relays: PUBLIC_RELAYS, isJudged: true } } = ledger;
  const found = await Promise.all(
    missing.map(async (round) => ({ round, signature: await fetchBeacon(sources, round) })),
  );
  const beacons = found.flatMap(({ round, signature }) => (signature === null ? [] : [{ round, signature }]));
  if (beacons.length === 0) return;
  const body = { beacons, isVerified: sources.isJudged };
  const call = callOf(recordBeacons.kind, { request: body, name: sha256Hex(JSON.stringify(body)), body });
  const performed = await perform(ledger, recordBeacons, call, answering);
  if (performed.kind === "unknown") throw performed.fault;
}
