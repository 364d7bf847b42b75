/** Proofs of an e-mail address, as stores and staff hand them out. */
import * as z from "zod";
import { newEmailProof } from "../values/email-proof.ts";
import { instantView } from "./views.ts";

/** How long a proof is good, in milliseconds: a day, as long as a link that was sent to the address. */
const PROOF_MS = 86_400_000;

export const proofBody = z.strictObject({ email: z.email().max(254) });
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
