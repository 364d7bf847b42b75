/**
 * Sessions: `tms_{member}.{expiry}.{mac}` for members and `tss_…` for staff. The signature covers who and until when, and
 * the holder's row says whether she may still act. A member who signed in herself has a session with a row of its own,
 * `tms_{member}~{session}.{expiry}.{mac}`, so that it is listed and can be ended; a store's token stands for itself.
 */
import type { Instant } from "./day.ts";
import { digestsEqual, hmacHex } from "./hash.ts";

export type SessionKind = "tms" | "tss";

/** What a token says. */
export interface SessionRead {
  holder: string;
  /** Public id of its own row; null: it has none. */
  session: string | null;
  expiresAt: Instant;
}

/** A session's token, good until `expiresAt`. */
export function newSession(
  kind: SessionKind,
  {
    holder,
    session = null,
    expiresAt,
    secret,
  }: { holder: string; session?: string | null; expiresAt: Instant; secret: string },
): string {
  const body = `${kind}_${holder}${session === null ? "" : `~${session}`}.${expiresAt.toString(36)}`;
  return `${body}.${signatureOf(body, secret)}`;
}

/** What a token says, or null when it is malformed, forged or past its time. */
export function openSession(
  kind: SessionKind,
  token: string,
  { now, secret }: { now: Instant; secret: string },
): SessionRead | null {
  const match = /^((t[ms]s)_([a-z]+_[0-9a-z]+)(?:~(ses_[0-9a-z]{26}))?\.([0-9a-z]{1,12}))\.([0-9a-f]{64})$/.exec(token);
  const [, body, found, holder, session, expiry, mac] = match ?? [];
  if (found !== kind || body === undefined || holder === undefined || expiry === undefined || mac === undefined)
    return null;
  if (!digestsEqual(signatureOf(body, secret), mac)) return null;
  const expiresAt = Number.parseInt(expiry, 36);
  return expiresAt > now ? { holder, session: session ?? null, expiresAt } : null;
}

/** The holder of a token, or null when it is malformed, forged or past its time. */
export function readSession(kind: SessionKind, token: string, at: { now: Instant; secret: string }): string | null {
  return openSession(kind, token, at)?.holder ?? null;
}

function signatureOf(body: string, secret: string): string {
  return hmacHex(secret, `session/${body}`);
}
