import { entriesInStep } from "../database/contest-people.ts";
import {
  decideClaimPrize,
  decideDeclinePrize,
  type PrizeClaim,
  type PrizeClaimed,
  type PrizeNamed,
} from "../decisions/claim-prize.ts";
import { canonicalBody } from "../values/jcs.ts";
import type { Verb } from "./verb.ts";

const named = ({ contest, member }: PrizeNamed) => ({ holders: [contest], member, identity: null, claims: [] });

/** Claims a prize for the member whose rank it came to. */
export const claimPrize: Verb<PrizeClaim, PrizeClaimed> = {
  kind: "claim-prize",
  subjects: named,
  reads: (claim) => [entriesInStep(claim)],
  // The hash of a request outlives its papers: of a body with few possible contents it would tell them all.
  kept: (body, secret) => ({ tag: secret(`claim-prize/${canonicalBody(body)}`) }),
  decide: decideClaimPrize,
};

/** Declines a prize: it passes on to the next rank. */
export const declinePrize: Verb<PrizeNamed, PrizeClaimed> = {
  kind: "decline-prize",
  subjects: named,
  reads: (claim) => [entriesInStep(claim)],
  decide: decideDeclinePrize,
};
