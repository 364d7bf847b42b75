/**
 * Every value of draw-vectors.json and of the published beacons, computed with the files that draw: bundled alike for Node,
 * for workerd and for a page, so that all three can be compared with what two independent programs found.
 */
import { isBeacon } from "../../functions/draws/beacon.ts";
import { configHash, type InstantConfiguration } from "../../functions/draws/configuration.ts";
import { commitmentOf, drawContest } from "../../functions/draws/contest.ts";
import { randomnessOf } from "../../functions/draws/drand.ts";
import { encodeEntries, summariseEntries } from "../../functions/draws/entries.ts";
import { playBytes, playHash, secretChain, ticketOf, tierOf } from "../../functions/draws/instant.ts";
import { type ContestManifest, contestManifestHash } from "../../functions/draws/manifest.ts";
import { sumRoot } from "../../functions/draws/sum-tree.ts";
import { fingerprintOf, pairKey, tagOf } from "../../functions/evidence/nearby-tags.ts";
import type { Material } from "../../functions/values/entropy.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import vectors from "../draws/draw-vectors.json" with { type: "json" };
import { BEACONS, signatureOf } from "./beacons.ts";

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What ECDH gives by the keys of RFC 5903, section 8.1. */
export const SHARED = "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de";

/** What the vectors say, in the shape of `computed`. */
export function expected(): unknown {
  const { contest, contestManual, contestCommit, instant } = vectors;
  const values = [contest, contestManual, contestCommit].map(({ manifestHash, seed, result }) => ({
    manifestHash,
    seed,
    ranking: result,
  }));
  return {
    file: contest.flatHex,
    entries: contest.manifest.entries,
    jcs: contest.jcs,
    commit: contestCommit.commit,
    contests: values,
    configuration: instant.cfgHash,
    chain: instant.chain,
    bytes: instant.plays[0]?.bytes,
    plays: instant.plays.map(({ playHash: hash, ticket, tier }) => ({ hash, ticket, tier })),
    beacons: [
      [42, "8ada64bae5c6c0f5540a6a13af56e663240edfbd2c76ac6a8f27671eb7259ce3", true],
      [1000, "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd", true],
      [657413, "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587", true],
    ],
    refused: [false, false, false, false, false],
    nearby: {
      tag: "6224313d9447929f04fe52dfcde05cfc",
      key: "02889e55a601e086514058bb2f495a50ce0db60375e395114e66503477ce610d",
      fingerprint: ["92147", "24060", "67391", "26540", "31899", "41764"],
    },
  };
}

/** The same, computed here and now. */
export function computed(): unknown {
  const { contest, contestManual, contestCommit, instant } = vectors;
  const file = encodeEntries(contest.entries);
  const drawn = ([manifest, material]: [unknown, Material]) => {
    const of = manifest as ContestManifest;
    return { manifestHash: contestManifestHash(of), ...drawContest(of, file, material) };
  };
  const configuration = instant.cfg as InstantConfiguration;
  const hash = configHash(configuration);
  const chain = secretChain({ draw: instant.cfg.draw, last: instant.chain.at(-1) ?? "", epochs: 7 });
  const plays = instant.plays.map((play) => ({ ...play, configuration: hash }));
  const signature = signatureOf(1000);
  return {
    file: hexOf(file),
    entries: { ...summariseEntries(file), sumroot: sumRoot(file) },
    jcs: canonicalJson(contest.manifest),
    commit: commitmentOf(contestCommit.secret),
    contests: (
      [
        [contest.manifest, { mode: "drand", round: 1000, signature: contest.beaconSig }],
        [contestManual.manifest, { mode: "manual", text: contestManual.material }],
        [contestCommit.manifest, { mode: "commit", secret: contestCommit.secret }],
      ] as [unknown, Material][]
    ).map(drawn),
    configuration: hash,
    chain,
    bytes: hexOf(playBytes(plays[0] ?? never())),
    plays: plays.map((play) => {
      const { denominator } = configuration;
      const of = playHash(play);
      const ticket = ticketOf({ secret: chain[play.epoch] ?? "", playHash: of, denominator, signature });
      return { hash: of, ticket, tier: tierOf(configuration.table, ticket) };
    }),
    beacons: Object.entries(BEACONS).map(([round, of]) => [
      Number(round),
      randomnessOf(of),
      isBeacon({ round: Number(round), signature: of }),
    ]),
    refused: [
      { round: 1001, signature },
      { round: 1000, signature: signature.replace(/^b4/, "94") },
      { round: 1000, signature: `c0${"00".repeat(47)}` },
      // On the curve, outside of the group.
      { round: 1000, signature: `80${"04".padStart(94, "0")}` },
      { round: 1000, signature: signature.slice(0, -2) },
    ].map(isBeacon),
    nearby: {
      tag: tagOf(new Uint8Array(32).fill(7), { from: "m_bob", cell: "871f1d489ffffff", epoch: 1_991_520 }),
      key: hexOf(pairKey(bytesOfHex(SHARED, 32), ["m_bob", "m_ada"])),
      fingerprint: fingerprintOf(["BC", "BA"]),
    },
  };
}

function never(): never {
  throw new Error("the vectors have plays");
}
