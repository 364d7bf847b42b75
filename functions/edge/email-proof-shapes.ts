/** Proofs of an e-mail address, as stores and staff hand them out and as people send them. */
import * as z from "zod";
import type { Ledger } from "../operations/verb.ts";
import { newEmailProof, provesEmail } from "../values/email-proof.ts";
import { email } from "./shapes.ts";
import { instantView } from "./views.ts";

/** How long a proof is good, in milliseconds: a day, as long as a link that was sent to the address. */
const PROOF_MS = 86_400_000;
/** Characters of a proof. */
const PROOF_MAX = 100;

export const proofBody = z.strictObject({ email });
export const proofAnswer = z.strictObject({ proof: z.string(), expiresAt: z.string() });
export const proofExample = {
  body: { email: "ada@example.com" },
  answer: { proof: "tep_mia2b3c4.0f…", expiresAt: "2026-11-22T10:00:00.000Z" },
};

/** A proof from now on. */
export function proofOf(email: string, { now, secret }: { now: number; secret: string }) {
  const expiresAt = now + PROOF_MS;
  return { proof: newEmailProof({ email, expiresAt, secret }), expiresAt: instantView(expiresAt) };
}

/** What somebody sends who has an address and does not sign in. */
export const provenFields = {
  email,
  proof: z.string().max(PROOF_MAX).nullable().default(null).describe("that the address is hers"),
};

/** Who asks by an address, and whether its proof shows that it is hers. */
export function provenBy({ email, proof }: { email: string; proof: string | null }, { now, secret }: Ledger) {
  const isVerified = proof !== null && provesEmail(proof, { email, now: now ?? Date.now(), secret });
  return { who: { email }, isVerified };
}
