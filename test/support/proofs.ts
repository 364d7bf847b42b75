/**
 * Sound proofs to check and to spoil. Ada, Ben, Cleo and the others are tags only: a proof knows nobody.
 */
import { createHash } from "node:crypto";
import { configHash, epochAt, INSTANT, type InstantConfiguration } from "../../functions/draws/configuration.ts";
import { commitmentOf, drawContest } from "../../functions/draws/contest.ts";
import { QUICKNET, timeOf } from "../../functions/draws/drand.ts";
import { type Entry, encodeEntries, summariseEntries } from "../../functions/draws/entries.ts";
import { eventHash, playHash, secretChain, ticketOf, tierOf } from "../../functions/draws/instant.ts";
import type { InstantProof } from "../../functions/draws/instant-proof.ts";
import { CONTEST, type ContestManifest, contestManifestHash } from "../../functions/draws/manifest.ts";
import { openPrizes, type PrizeItem, prizeListHash } from "../../functions/draws/prizes.ts";
import type { ContestProof } from "../../functions/draws/proof.ts";
import type { PublishedPlay } from "../../functions/draws/published.ts";
import { sumRoot } from "../../functions/draws/sum-tree.ts";
import { LABELS, type Material } from "../../functions/values/entropy.ts";
import { signatureOf } from "./beacons.ts";

/** A drawn contest of 12 entrants with 3 winners and 2 alternates. */
export function drawnContest(): ContestProof {
  const entries = Array.from({ length: 12 }, (_, at) => ({ tag: tagOf(`entrant ${at}`), weight: 1 + ((at * 5) % 7) }));
  entries.sort((one, other) => (one.tag < other.tag ? -1 : 1));
  const file = encodeEntries(entries);
  const secret = digest("the secret of this week");
  const commit = commitmentOf(secret);
  const manifest: ContestManifest = {
    v: CONTEST,
    contest: "con_week_42",
    opens: 1_791_763_200,
    closes: 1_792_368_000,
    entries: { ...summariseEntries(file), sumroot: sumRoot(file) },
    winners: 3,
    alternates: 2,
    rules: digest("the rules"),
    entropy: { mode: "commit", commit },
    prev: digest("the last checkpoint"),
  };
  return proofOf(manifest, entries, { mode: "commit", secret });
}

/** The same contest, drawn by round 1000 as announced: it closed ten minutes before. */
export function drawnByBeacon(): ContestProof {
  const { manifest, entries } = drawnContest();
  const closes = timeOf(1000) - 600;
  const entropy = { mode: "drand", chain: QUICKNET.hash, round: 1000 } as const;
  return proofOf({ ...manifest, opens: closes - 1000, closes, entropy }, pairsOf(entries), {
    mode: "drand",
    round: 1000,
    signature: signatureOf(1000),
  });
}

/** The same, drawn by numbers of a public draw. */
export function drawnByHand(): ContestProof {
  const { manifest, entries } = drawnContest();
  const entropy = { mode: "manual", source: "the first draw of 6 out of 49 after the close" } as const;
  return proofOf({ ...manifest, entropy }, pairsOf(entries), { mode: "manual", text: "9.18.26.34.41.45./" });
}

/** The proof of a contest that is drawn with what became known. */
export function proofOf(manifest: ContestManifest, entries: Entry[], material: Material): ContestProof {
  const { seed, ranking } = drawContest(manifest, encodeEntries(entries), material);
  return {
    version: CONTEST,
    manifest,
    manifestHash: contestManifestHash(manifest),
    entries: entries.map(({ tag, weight }) => [tag, weight]),
    material,
    seed,
    ranking,
    label: LABELS[material.mode],
  };
}

function pairsOf(entries: ContestProof["entries"]): Entry[] {
  return entries.map(([tag, weight]) => ({ tag, weight }));
}

/**
 * A pool in its third day of four: 40 plays, the secrets of two days revealed, the last play not settled. The tier
 * `coffee` has more hits than items, and its second item comes on the second day; `points` never runs out.
 */
export function runningPool(): InstantProof {
  const draw = "000102030405060708090a0b0c0d0e0f";
  const start = 1_792_368_000;
  const secrets = secretChain({ draw, last: digest("the last secret"), epochs: 4 });
  const items: PrizeItem[] = [
    { id: "item_b", tier: "coffee", availableFrom: start },
    { id: "item_a", tier: "coffee", availableFrom: start + 90_000 },
    { id: "item_c", tier: "holiday", availableFrom: start },
  ];
  const configuration: InstantConfiguration = {
    v: INSTANT,
    draw,
    denominator: 100,
    table: [
      { id: "holiday", odds: 1, units: 1 },
      { id: "coffee", odds: 30, units: 2 },
      { id: "points", odds: 25 },
    ],
    epochs: { start, seconds: 86_400, count: 4 },
    entropy: { mode: "commit" },
    pool: "pool_walk_in",
    anchor: secrets[0] ?? "",
    prizeList: prizeListHash(items),
    rules: digest("the rules"),
  };
  const hash = configHash(configuration);
  const pool = openPrizes(configuration, items);
  const takers = new Map<string, number>();
  const nonces = new Map<string, number>();

  const plays = Array.from({ length: 40 }, (_, index): PublishedPlay => {
    const seq = index + 1;
    const at = start + index * 5400;
    const epoch = epochAt(configuration.epochs, at) ?? 0;
    const member = tagOf(["Ada", "Ben", "Cleo"][index % 3] ?? "");
    const nonce = (nonces.get(member) ?? 0) + 1;
    nonces.set(member, nonce);
    const bare = { seq, epoch, round: 0, member, nonce, event: eventHash(`order-${seq}`), clientSeed: "lucky ☘" };
    const found = playHash({ ...bare, draw, configuration: hash });
    if (seq === 40) return { ...bare, at, playHash: found, ticket: null, result: null, state: "pending" };
    const ticket = ticketOf({ secret: secrets[epoch] ?? "", playHash: found, denominator: 100 });
    const result = tierOf(configuration.table, ticket);
    const { state, prize } = pool.settle({ result, at, member, epoch });
    if (prize !== null) takers.set(prize, seq);
    return { ...bare, at, playHash: found, ticket, result, state };
  });

  return {
    version: INSTANT,
    pool: "pool_walk_in",
    config: configuration,
    configHash: hash,
    terms: "the rules",
    anchor: secrets[0] ?? "",
    secret: secrets[2] ?? "",
    plays,
    prizes: items.map((item) => ({ ...item, play: takers.get(item.id) ?? null })),
    label: LABELS.commit,
  };
}

function tagOf(name: string): string {
  return digest(name).slice(0, 32);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
