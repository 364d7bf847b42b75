/**
 * Friendships: one is two halves, each a holder of its own member, so that what she says of it (whether she shows herself,
 * what she is called) is hers. Their names differ in the last digit, and name nobody.
 */
import { hmacHex } from "./hash.ts";
import { codeFrom, readCode } from "./voucher-code.ts";

/** Signs a label under the programme's secret. */
type Signing = (label: string) => string;

/** Digits of a friendship's name: 128 bits. */
const NAME_DIGITS = 32;

/** What a half is called; the inviter's ends in 1. */
export const HALF = /^frd_[0-9a-f]{32}-[12]$/;

/** What a stored answer holds in place of an invitation's code; no request can contain it, since control characters are refused. */
export const SEALED_INVITATION = "\u0001invitation\u0001";

/** The code of the invitation that an operation made. Nothing of it is stored. */
export function invitationCode(sign: Signing, operation: string): string {
  return codeFrom(sign(`friend/${operation}`));
}

/** The inviter's half by its code, as it was typed; of no friendship where it is no code. */
export function invitationOf(sign: Signing, typed: string): string {
  return `frd_${sign(`friend-id/${readCode(typed) ?? ""}`).slice(0, NAME_DIGITS)}-1`;
}

/** The other side of a friendship. */
export function otherHalf(half: string): string {
  return half.slice(0, -1) + (half.endsWith("1") ? "2" : "1");
}

/** Signs with a secret. */
export function signing(secret: string): Signing {
  return (label) => hmacHex(secret, label);
}

/** Friends and open invitations that somebody may have. */
export const FRIENDS_MAX = 50;
export const INVITATIONS_MAX = 20;

/** Tags are of a quarter of an hour. */
export const EPOCH_MS = 900_000;

/** Places that may be asked about, of one friend in a quarter of an hour: her own cell's and its six neighbours'. */
export const PLACES_MAX = 7;

/** The quarter of an hour of an instant, from 0 in 1970. */
export function epochOf(at: number): number {
  return Math.floor(at / EPOCH_MS);
}
