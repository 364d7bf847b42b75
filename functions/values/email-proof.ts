/**
 * Proofs of an e-mail address: `tep_{expiry}.{mac}`. Whoever verified the address (a store, the staff) hands one out; it is
 * sent along with the address, which it does not show, and nothing is stored.
 */
import type { Instant } from "./day.ts";
import { digestsEqual, hmacHex } from "./hash.ts";
import { normalisedEmail } from "./member-ref.ts";

/** A proof of an address, good until `expiresAt`. */
export function newEmailProof({
  email,
  expiresAt,
  secret,
}: {
  email: string;
  expiresAt: Instant;
  secret: string;
}): string {
  const expiry = expiresAt.toString(36);
  return `tep_${expiry}.${signatureOf(email, expiry, secret)}`;
}

/** Whether a proof is of this address, and in time. */
export function provesEmail(
  proof: string,
  { email, now, secret }: { email: string; now: Instant; secret: string },
): boolean {
  const [, expiry, mac] = /^tep_([0-9a-z]{1,12})\.([0-9a-f]{64})$/.exec(proof) ?? [];
  if (expiry === undefined || mac === undefined) return false;
  return digestsEqual(signatureOf(email, expiry, secret), mac) && Number.parseInt(expiry, 36) > now;
}

function signatureOf(email: string, expiry: string, secret: string): string {
  return hmacHex(secret, `email-proof/${normalisedEmail(email)}/${expiry}`);
}
