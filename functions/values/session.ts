/**
 * Sessions: `tms_{member}.{expiry}.{mac}` for members and `tss_…` for staff. The signature covers who and until when;
 * nothing is stored, and the holder's row says whether she may still act.
 */
import type { Instant } from "./day.ts";
import { digestsEqual, hmacHex } from "./hash.ts";

export type SessionKind = "tms" | "tss";

/** A session's token, good until `expiresAt`. */
export function newSession(
  kind: SessionKind,
  { holder, expiresAt, secret }: { holder: string; expiresAt: Instant; secret: string },
): string {
  const body = `${kind}_${holder}.${expiresAt.toString(36)}`;
  return `${body}.${signatureOf(body, secret)}`;
}

/** The holder of a token, or null when it is malformed, forged or past its time. */
export function readSession(
  kind: SessionKind,
  token: string,
  { now, secret }: { now: Instant; secret: string },
): string | null {
  const match = /^(t[ms]s)_([a-z]+_[0-9a-z]+)\.([0-9a-z]{1,12})\.([0-9a-f]{64})$/.exec(token);
  const [, found, holder, expiry, mac] = match ?? [];
  if (found !== kind || holder === undefined || expiry === undefined || mac === undefined) return null;
  if (!digestsEqual(signatureOf(`${kind}_${holder}.${expiry}`, secret), mac)) return null;
  return Number.parseInt(expiry, 36) > now ? holder : null;
}

function signatureOf(body: string, secret: string): string {
  return hmacHex(secret, `session/${body}`);
}
