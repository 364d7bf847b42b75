import { visitsOf, visitsReads } from "../database/visits.ts";
import {
  type Appeal,
  type Appealed,
  type AppealVerdict,
  appealName,
  decideAppeal,
  decideReview,
  type Reviewed,
  verdictName,
} from "../decisions/appeal.ts";
import type { Verb } from "./verb.ts";

/** A member asks that a check-in of hers be looked at, once. */
export const appeal: Verb<Appeal, Appealed> = {
  kind: "appeal",
  subjects: ({ member, checkIn }) => ({
    holders: [checkIn],
    member,
    identity: null,
    claims: [],
    once: [appealName(checkIn)],
  }),
  decide: decideAppeal,
};

/** Staff accept or reject it, once. */
export const reviewAppeal: Verb<AppealVerdict, Reviewed> = {
  kind: "review-appeal",
  subjects: ({ checkIn, member, venue, at }) => ({
    holders: [checkIn, venue],
    member,
    identity: null,
    claims: [],
    once: [verdictName(checkIn)],
    occurredAt: at,
  }),
  reads: ({ member, venue, checkIn }) => visitsReads({ member, venue, before: checkIn }),
  decide: (facts, request, given) => decideReview(facts, { ...request, ...visitsOf(facts.more) }, given),
};
