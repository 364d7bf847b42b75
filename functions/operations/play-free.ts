import { emailsStep } from "../database/contest-people.ts";
import { decidePlayFree, type FreePlay, type PlayedFree } from "../decisions/play-free.ts";
import { identityOf } from "../values/member-ref.ts";
import { enterFree } from "./enter-free.ts";
import type { Verb } from "./verb.ts";

/** Gives a person a free play of a surprise. */
export const playFree: Verb<FreePlay, PlayedFree> = {
  kind: "play-free",
  subjects: ({ pool, who }) => ({
    holders: [pool],
    identity: identityOf(who, null),
    claims: [],
    ...("id" in who ? { member: who.id } : {}),
  }),
  reads: ({ who }) => [
    emailsStep({ member: "id" in who ? who.id : null, email: identityOf(who, null)?.value ?? null }),
  ],
  // An address and its proof are no more kept here than where a round is entered.
  ...(enterFree.kept ? { kept: enterFree.kept } : {}),
  decide: decidePlayFree,
};
