/** How a caller names a member: exactly one of these. A code that she shows has become her id before anything reads it. */
export type MemberRef =
  | { id: string }
  | { memberCode: string }
  | { email: string }
  | { phone: string }
  | { externalId: string };

export interface Identity {
  kind: string;
  value: string;
}

/**
 * An e-mail address, wherever one comes from: what a platform records, the person can join and sign in with. Local parts and
 * domains of any script; none of the characters that part one address from the next.
 */
export const EMAIL =
  /^[^\s@\p{C}<>()[\],;:\\"]{1,64}@(?=.{1,189}$)[^\s@\p{C}<>()[\],;:\\".]+(?:\.[^\s@\p{C}<>()[\],;:\\".]+)+$/u;

/** An international number: without its country the same digits are two people's in two countries. */
export const PHONE = /^\+[0-9][0-9\s().-]{5,24}$/;

/** The identity that a reference names, normalised; null for an id. External ids are a store's own. */
export function identityOf(ref: MemberRef, store: string | null): Identity | null {
  if ("email" in ref) return { kind: "email", value: normalisedEmail(ref.email) };
  if ("phone" in ref) return { kind: "phone", value: ref.phone.replaceAll(/[\s().-]/g, "") };
  if ("externalId" in ref) return externalIdentity(store ?? "", ref.externalId);
  return null;
}

/** A store's own name of a person. */
export function externalIdentity(store: string, value: string): Identity {
  return { kind: `external:${store}`, value };
}

/** An e-mail address as it is compared: trimmed, NFC, in lower case. */
export function normalisedEmail(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}
