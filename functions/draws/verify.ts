/** One door for every kind of proof: the version that it carries says which check it gets. */
import type { BeaconJudge } from "./beacon.ts";
import { INSTANT, isConfiguration } from "./configuration.ts";
import { verifyInstantInParts } from "./instant-proof.ts";
import { type Known, RECEIPT, verifyReceipt } from "./log/receipt.ts";
import { CONTEST, isManifest } from "./manifest.ts";
import { finished, type InParts } from "./progress.ts";
import { verifyContestInParts } from "./proof.ts";
import { isObject, shown } from "./shape.ts";
import { step, type Verdict, verdict } from "./verdict.ts";

/** Recomputes a proof or checks a receipt; beacons are for `judge` (`isBeacon` of beacon.ts). Never throws for JSON, whatever it holds. */
export function verifyProof(proof: unknown, judge: BeaconJudge | null = null, known?: Known): Verdict {
  return finished(verifyInParts(proof, { judge, file: null, known }));
}

/** The same, in parts. `known`: keys of the log and of witnesses that the reader trusts. `file` is the entries file, for a contest's proof that only names it. */
export function* verifyInParts(
  proof: unknown,
  { judge, file, known }: { judge: BeaconJudge | null; file: Uint8Array | null; known?: Known | undefined },
): InParts<Verdict> {
  const version = versionOf(proof);
  if (version === CONTEST) return yield* verifyContestInParts(proof, { judge, file, known });
  if (version === RECEIPT) return verifyReceipt(proof, known);
  if (version === INSTANT) return yield* verifyInstantInParts(proof, judge, known);
  const fault = `the proof's version is ${shown(version)}, not ${CONTEST}, ${INSTANT} or ${RECEIPT}`;
  return verdict([step("form", fault, null)], { label: null, unproven: [] });
}

/** What a proof says that it is. */
export function versionOf(proof: unknown): unknown {
  return isObject(proof) ? (proof.version ?? proof.v) : undefined;
}

/** True for a proof that has beacons to judge: only then is beacon.ts, which is large, worth fetching. */
export function hasBeacons(proof: unknown): boolean {
  if (!isObject(proof)) return false;
  const { manifest, config } = proof;
  const { entropy } = isManifest(manifest) ? manifest : isConfiguration(config) ? config : { entropy: null };
  return entropy?.mode === "drand";
}
