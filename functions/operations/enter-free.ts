import { emailsStep, freeEntriesStep } from "../database/contest-people.ts";
import { decideEnterFree, type EnteredFree, type FreeEntry } from "../decisions/enter-free.ts";
import { canonicalBody } from "../values/jcs.ts";
import { identityOf } from "../values/member-ref.ts";
import type { Verb } from "./verb.ts";

/** Enters a person in a round for free. */
export const enterFree: Verb<FreeEntry, EnteredFree> = {
  kind: "enter-free",
  subjects: ({ contest, who }) => ({
    holders: [contest],
    identity: identityOf(who, null),
    claims: [],
    ...("id" in who ? { member: who.id } : {}),
  }),
  reads: ({ contest, who }) => {
    const named = { member: "id" in who ? who.id : null, email: identityOf(who, null)?.value ?? null };
    return [freeEntriesStep({ ...named, contest }), emailsStep(named)];
  },
  // A proof is another one each time, and with its address it would tell who entered for longer than her papers are kept.
  kept: (body, secret) => {
    const { proof: _, ...said } = body as { proof?: string };
    return { tag: secret(`enter-free/${canonicalBody(said)}`) };
  },
  decide: decideEnterFree,
};
