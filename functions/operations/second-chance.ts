/** Passes on what a surprise had left over, to the open round of the contest that its terms name. */
import { leftOverFrom, leftOverReads } from "../database/pools.ts";
import { decideSecondChance, type SecondChancePassed, type SecondChancePassing } from "../decisions/second-chance.ts";
import { SECOND_CHANCES_MAX } from "../programme/draws/second-chance.ts";
import type { Verb } from "./verb.ts";

export const passSecondChances: Verb<SecondChancePassing, SecondChancePassed> = {
  kind: "second-chance",
  isPublic: true,
  subjects: ({ pool, contest }) => ({ holders: [pool, contest], identity: null, claims: [] }),
  reads: ({ pool }) => leftOverReads(pool, SECOND_CHANCES_MAX),
  decide: (facts, request, given) => decideSecondChance(facts, { ...request, ...leftOverFrom(facts.more) }, given),
};
