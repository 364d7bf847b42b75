/** One door for every kind of proof: the version that it carries says which check it gets. */
import type { BeaconJudge } from "./beacon.ts";
import { INSTANT, isConfiguration } from "./configuration.ts";
import { verifyInstantProof } from "./instant-proof.ts";
import { CONTEST, isManifest } from "./manifest.ts";
import { verifyContestProof } from "./proof.ts";
import { isObject, shown } from "./shape.ts";
import { step, type Verdict, verdict } from "./verdict.ts";

/** Recomputes a proof of either kind; beacons are for `judge` (`isBeacon` of beacon.ts). Never throws for JSON, whatever it holds. */
export function verifyProof(proof: unknown, judge: BeaconJudge | null = null): Verdict {
  const version = isObject(proof) ? (proof.version ?? proof.v) : undefined;
  if (version === CONTEST) return verifyContestProof(proof, judge);
  if (version === INSTANT) return verifyInstantProof(proof, judge);
  const fault = `the proof's version is ${shown(version)}, not ${CONTEST} or ${INSTANT}`;
  return verdict([step("form", fault, "")], { label: null, unproven: [] });
}

/** True for a proof that has beacons to judge: only then is beacon.ts, which is large, worth fetching. */
export function hasBeacons(proof: unknown): boolean {
  if (!isObject(proof)) return false;
  const { manifest, configuration } = proof;
  const { entropy } = isManifest(manifest)
    ? manifest
    : isConfiguration(configuration)
      ? configuration
      : { entropy: null };
  return entropy?.mode === "drand";
}
