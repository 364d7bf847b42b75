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
