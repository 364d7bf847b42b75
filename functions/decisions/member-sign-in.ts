/**
 * A member signs in, and whoever has proved an address and is none yet joins in the same step: a guest who has earned
 * keeps what she earned. Each proof is good once.
 */
import type { Instant } from "../values/day.ts";
import { digestsEqual } from "../values/hash.ts";
import { asKind } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Identity } from "../values/member-ref.ts";
import { cannotDecide, type Refusal, refuseAndWrite } from "../values/refusal.ts";
import { CODE_MS, codeAt, codeHolder, TRIES_MAX } from "../values/sign-in-code.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import { joinIn } from "./enrol.ts";
import type { Facts, Given } from "./facts.ts";
import { openSessionOf } from "./member-session.ts";
import { usePasskey } from "./passkey.ts";

/** By what somebody shows who she is; the edge has checked every signature. */
export type SignInProof =
  /** The code that was sent to the address; a link from the same mail says when it was made. */
  | { by: "email"; email: string; code: string }
  | { by: "email"; email: string; at: Instant }
  /** An account elsewhere; the address is one that its provider has verified. */
  | { by: "account"; account: Identity; email: string | null; claim: string }
  | { by: "passkey"; passkey: string; counter: number; claim: string }
  /** A store's token, used up for a session that is good for as long. */
  | { by: "store"; member: string; claim: string; expiresAt: Instant };

export interface MemberSignIn {
  proof: SignInProof;
  device: string;
  /** What she says on joining, having accepted the terms; null: she has not. */
  join: { name?: string; language?: string } | null;
}

export interface MemberSignedIn {
  operation: string;
  member: string;
  session: string;
  isNew: boolean;
  expiresAt: Instant;
}

/**
 * Refusals, in order: what the proof is refused for (code_wrong, stored where a try is counted; passkey_unknown,
 * passkey_refused, email_not_verified: nothing stored), terms_needed (nothing stored), identity_taken (stored).
 */
export function decideMemberSignIn(facts: Facts, signIn: MemberSignIn, given: Given): Decided<MemberSignedIn> {
  const draft = draftOf(facts);
  const { proof, device } = signIn;
  const refused = useUp(draft, facts, given, proof);
  if (refused) return refused;
  const member = memberOf(draft, facts, given, signIn);
  if (typeof member !== "string") return member;
  const expiry = proof.by === "store" ? { expiresAt: proof.expiresAt } : {};
  const opened = openSessionOf(draft, facts, given, { member, by: proof.by, device, ...expiry });
  return {
    written: draft.written(member),
    outcome: { operation: given.operation, member, ...opened, isNew: facts.member?.state !== "joined" },
  };
}

/** Uses a proof up, so that it is none any more. Null: it holds. */
function useUp(draft: Draft, facts: Facts, given: Given, proof: SignInProof): Refusal | null {
  if ("claim" in proof) {
    if (facts.claims.has(proof.claim)) return cannotDecide(proof.by === "passkey" ? "passkey_refused" : "code_wrong");
    draft.claim(proof.claim);
  }
  switch (proof.by) {
    case "email":
      return useCode(draft, facts, given, proof);
    case "passkey":
      return usePasskey(draft, facts, proof);
    case "account": {
      const isKnown = facts.identified[0] !== null;
      return isKnown || proof.email !== null ? null : cannotDecide("email_not_verified");
    }
    case "store":
      return facts.member && facts.member.state !== "erased" ? null : cannotDecide("unauthenticated");
    default:
      return proof satisfies never;
  }
}

function useCode(
  draft: Draft,
  facts: Facts,
  given: Given,
  proof: Extract<SignInProof, { by: "email" }>,
): Refusal | null {
  const found = facts.holders.get(codeHolder(given.secret, proof.email));
  const known = found && asKind(found, "code");
  if (known?.state !== "open" || known.facts.at + CODE_MS <= facts.now || known.facts.tries >= TRIES_MAX)
    return cannotDecide("code_wrong");
  const { at, tries } = known.facts;
  if ("at" in proof) {
    if (proof.at !== at) return cannotDecide("code_wrong");
  } else if (!digestsEqual(codeAt(given.secret, proof.email, at), proof.code)) {
    const counted = draftOf(facts);
    counted.change(known, { facts: { ...known.facts, tries: tries + 1 } });
    return refuseAndWrite("code_wrong", {
      numbers: { triesLeft: TRIES_MAX - tries - 1 },
      written: counted.written(null),
    });
  }
  draft.change(known, { state: "used" });
  return null;
}

/** Whose session it will be: hers who is known, or hers who joins now. */
function memberOf(draft: Draft, facts: Facts, given: Given, { proof, join }: MemberSignIn): string | Refusal {
  const { member } = facts;
  const [identity, ...others] = identitiesOf(proof);
  if (member && member.state !== "guest") {
    if (member.state === "erased") return cannotDecide("unauthenticated");
    draft.expect(member);
    if (proof.by === "account" && facts.identified[0] === null)
      draft.records.identities = [{ ...proof.account, holder: member.publicId }];
    return member.publicId;
  }
  // A guest whom a store vouches for looks at what she has; she joins by an address of her own.
  if (proof.by === "store" && member) return member.publicId;
  if (join === null || !identity) return cannotDecide("terms_needed");
  const before = member ? (facts.profiles.get(member.publicId) ?? {}) : {};
  const terms: JsonObject = { version: facts.current.version, at: new Date(facts.now).toISOString() };
  return joinIn(draft, facts, given, { identity, others, profile: { ...before, ...join, terms } });
}

/** What a proof names somebody by, in the order in which it is asked for. */
export function identitiesOf(proof: SignInProof): Identity[] {
  if (proof.by === "email") return [{ kind: "email", value: proof.email }];
  if (proof.by !== "account") return [];
  return [proof.account, ...(proof.email === null ? [] : [{ kind: "email", value: proof.email }])];
}
