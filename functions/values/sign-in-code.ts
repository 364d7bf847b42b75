/**
 * Codes that sign in: six digits, sent to an address. A code follows from the address and from when it was made, under the
 * programme's secret, so that it is stored nowhere; the row that counts wrong ones is named by an HMAC of the address.
 */
import type { Instant } from "./day.ts";

type Secret = (label: string) => string;

/** How long a code and the link beside it are good, in milliseconds. */
export const CODE_MS = 600_000;
/** Wrong codes after which the right one is none any more. */
export const TRIES_MAX = 5;

const DIGITS = 1_000_000n;
/** Hex digits of an HMAC from which six decimals are made: so many that none is likelier than another. */
const DRAWN = 24;
/** Hex digits that name an address: no two are named alike. */
const NAME = 32;

/** The public id of an address's row. */
export function codeHolder(secret: Secret, email: string): string {
  return `code:${secret(`sign-in-address/${email}`).slice(0, NAME)}`;
}

/** The code that was made for an address at an instant. */
export function codeAt(secret: Secret, email: string, at: Instant): string {
  const drawn = BigInt(`0x${secret(`sign-in-code/${email}/${at}`).slice(0, DRAWN)}`);
  return String(drawn % DIGITS).padStart(6, "0");
}
