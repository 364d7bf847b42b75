import {
  decideMemberSignIn,
  identitiesOf,
  type MemberSignedIn,
  type MemberSignIn,
} from "../decisions/member-sign-in.ts";
import { codeHolder } from "../values/sign-in-code.ts";
import type { Verb } from "./verb.ts";

/** Signs a member in, once for each proof. A keyed tag is kept of what was sent, since a proof is nobody else's business. */
export const signInMember: Verb<MemberSignIn, MemberSignedIn> = {
  kind: "member-sign-in",
  subjects: ({ proof }, _, secret) => {
    const [identity = null, ...others] = identitiesOf(proof);
    return {
      holders: proof.by === "email" ? [codeHolder(secret, proof.email)] : proof.by === "passkey" ? [proof.passkey] : [],
      identity,
      others,
      claims: "claim" in proof ? [proof.claim] : [],
      ...(proof.by === "store" ? { member: proof.member } : {}),
    };
  },
  kept: (body, secret) => ({ proved: secret(`sign-in-proof/${JSON.stringify(body)}`) }),
  decide: decideMemberSignIn,
};
