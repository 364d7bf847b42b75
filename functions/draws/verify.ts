/** One door for every kind of proof: the version that it carries says which check it gets. */
import { INSTANT } from "./configuration.ts";
import { verifyInstantProof } from "./instant-proof.ts";
import { type Known, RECEIPT, verifyReceipt } from "./log/receipt.ts";
import { CONTEST } from "./manifest.ts";
import { verifyContestProof } from "./proof.ts";
import { isObject, shown } from "./shape.ts";
import { step, type Verdict, verdict } from "./verdict.ts";

/** Recomputes a proof or checks a receipt. Never throws for JSON, whatever it holds. */
export function verifyProof(proof: unknown, known?: Known): Verdict {
  const version = isObject(proof) ? proof.v : undefined;
  if (version === CONTEST) return verifyContestProof(proof, known);
  if (version === RECEIPT) return verifyReceipt(proof, known);
  if (version === INSTANT) return verifyInstantProof(proof);
  const fault = `the proof's version, v, is ${shown(version)}, not ${CONTEST}, ${INSTANT} or ${RECEIPT}`;
  return verdict([step("form", fault, "")], { label: null, unproven: [] });
}
