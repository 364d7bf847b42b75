/**
 * The code that a member shows: a keyed digest of her session and of the half minute it is, made on her device with or
 * without a network. `T1.{member}.{session}.{step}.{mac}`, all of it in the letters of a QR code's alphanumeric mode; the mac
 * is the first 80 bits of `HMAC-SHA256(key, "tessera-member/1" 0 session 0 u64 step)` in Crockford base32.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { digestsEqual } from "../values/hash.ts";
import { base32 } from "../values/id.ts";
import { stepOf } from "./venue-code.ts";

const MAC_BYTES = 10;

/** What a member's code says, once its mac held: who, by which session, and of which half minute. */
export interface ShownCode {
  member: string;
  session: string;
  step: number;
}

/** What the secret signs for the key of a session's device. It ends with the session, since the session is read with it. */
export function memberKeyLabel(session: string): string {
  return `member-code/${session}`;
}

/** The code of a member's session at a step, under its key of 32 bytes. */
export function memberCodeAt(key: Uint8Array, shown: ShownCode): string {
  return memberCodeOf(shown, hmac(sha256, key, signedOf(shown)));
}

/** What a session's key signs for a step. */
export function signedOf({ session, step }: Pick<ShownCode, "session" | "step">): Uint8Array<ArrayBuffer> {
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setBigUint64(0, BigInt(step));
  return Uint8Array.from([...new TextEncoder().encode(`tessera-member/1\0${session}\0`), ...counter]);
}

/** The code as it is shown, from the signature of what `signedOf` says. */
export function memberCodeOf({ member, session, step }: ShownCode, signature: Uint8Array): string {
  const of = (id: string) => id.slice("mem_".length).toUpperCase();
  return `T1.${of(member)}.${of(session)}.${step}.${base32(signature.subarray(0, MAC_BYTES)).toUpperCase()}`;
}

/** What a code says, in any case; null: it is none, or its mac does not hold. `keyOf` is the key of a session. */
export function readMemberCode(code: string, keyOf: (session: string) => Uint8Array): ShownCode | null {
  const match = /^T1\.([0-9A-Z]{26})\.([0-9A-Z]{26})\.([0-9]{1,12})\.([0-9A-Z]{16})$/.exec(code.trim().toUpperCase());
  const [, who, by, at, mac] = match ?? [];
  if (who === undefined || by === undefined || at === undefined || mac === undefined) return null;
  const shown = { member: `mem_${who.toLowerCase()}`, session: `ses_${by.toLowerCase()}`, step: Number(at) };
  return digestsEqual(memberCodeAt(keyOf(shown.session), shown).slice(-mac.length), mac) ? shown : null;
}

/** Whether a code is of this half minute, the one before or the one after: a photo of it is worth nothing a minute later. */
export function isOfNow({ step }: Pick<ShownCode, "step">, now: number): boolean {
  return Math.abs(step - stepOf(now)) <= 1;
}
