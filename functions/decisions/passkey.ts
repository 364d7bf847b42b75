/**
 * Passkeys: a public key of a member, whose private half her device keeps. Its signatures are checked at the edge, which can
 * wait; the row has the counter, which only rises, and what may be personal (the key, the name she gave it) is in `people`.
 */
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide, type Refusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { knownMember, ownerOf } from "./member.ts";
import { isByHerself } from "./member-session.ts";

/** A credential as its device showed it, whose signature the edge has checked. */
export interface PasskeyAdded {
  member: string;
  /** `pky_…`, named by the credential's id. */
  passkey: string;
  credential: string;
  /** COSE key in base64url. */
  publicKey: string;
  counter: number;
  label: string;
  /** The session that asks; null: a shop's token, which has none. */
  session: string | null;
  /** Of the challenge, which is answered once. */
  claim: string;
}

/**
 * Refusals, in order: forbidden (a shop's word let her in; nothing stored), member_unknown, passkey_refused (its challenge was
 * answered; nothing stored), member_frozen, identity_taken (stored).
 */
export function decideAddPasskey(
  facts: Facts,
  { passkey, claim, counter, session, member: _, ...about }: PasskeyAdded,
  given: Given,
): Decided<{ operation: string; passkey: string }> {
  if (!isByHerself(facts, session)) return cannotDecide("forbidden", { needs: "sign-in" });
  const member = knownMember(facts);
  if ("refused" in member) return member;
  if (facts.claims.has(claim)) return cannotDecide("passkey_refused");
  if (facts.holders.has(passkey)) return refuse("identity_taken");
  const draft = draftOf(facts);
  draft.claim(claim);
  draft.expect(member);
  draft.open<"passkey">({
    publicId: passkey,
    kind: "passkey",
    owner: member.publicId,
    state: "active",
    dueAt: null,
    facts: { counter, at: facts.now },
  });
  draft.records.people = [{ holder: passkey, profile: JSON.stringify(about) }];
  return { written: draft.written(member.publicId), outcome: { operation: given.operation, passkey } };
}

export interface PasskeyChange {
  member: string;
  passkey: string;
  /** The name that it has from now on; null: it is removed. */
  label: string | null;
}

/** Names a passkey, or removes it for good. Refusals: passkey_unknown (nothing stored). */
export function decideChangePasskey(
  facts: Facts,
  { passkey, label }: PasskeyChange,
  given: Given,
): Decided<{ operation: string; passkey: string }> {
  const found = activePasskey(facts, passkey);
  const { member } = facts;
  if (!found || !member || ownerOf(found, (id) => facts.holders.get(id)).publicId !== member.publicId)
    return cannotDecide("passkey_unknown");
  const draft = draftOf(facts);
  // An erasure at the same moment would be followed by what is written here.
  draft.expect(member);
  if (label === null) draft.change(found, { state: "removed" });
  else draft.change(found);
  const profile = label === null ? {} : { ...facts.profiles.get(passkey), label };
  draft.records.people = [{ holder: passkey, profile: JSON.stringify(profile) }];
  return { written: draft.written(member.publicId), outcome: { operation: given.operation, passkey } };
}

/**
 * Uses a passkey once in a draft: its counter rises, unless the device counts nothing (WebAuthn level 3, section 7.2, step 22).
 * Null: it holds.
 */
export function usePasskey(
  draft: Draft,
  facts: Facts,
  { passkey, counter }: { passkey: string; counter: number },
): Refusal | null {
  const found = activePasskey(facts, passkey);
  if (!found || facts.member?.state === "erased") return cannotDecide("passkey_unknown");
  const before = found.facts.counter;
  if ((counter !== 0 || before !== 0) && counter <= before) return cannotDecide("passkey_refused");
  draft.change(found, { facts: { ...found.facts, counter } });
  return null;
}

function activePasskey(facts: Facts, passkey: string): Holder<"passkey"> | null {
  const found = facts.holders.get(passkey);
  return found?.kind === "passkey" && found.state === "active" ? asKind(found, "passkey") : null;
}
