import { wordingOfContest } from "../database/contests.ts";
import {
  decideTypeMaterial,
  type MaterialTaken,
  type MaterialTyped,
  materialName,
} from "../decisions/type-material.ts";
import type { Json } from "../values/json.ts";
import type { Verb } from "./verb.ts";

/** Takes the numbers of a public draw for a contest that waits for them, once. Public: what everybody may compare. */
export const typeMaterial: Verb<MaterialTyped, MaterialTaken> = {
  kind: "type-material",
  isPublic: true,
  subjects: ({ contest }) => ({ holders: [contest], identity: null, claims: [], once: [materialName(contest)] }),
  reads: ({ contest }) => [wordingOfContest(contest)],
  decide: (facts, request, given) => {
    const wording = facts.more[0]?.[0]?.wording;
    return decideTypeMaterial(facts, { ...request, wording: JSON.parse(String(wording ?? null)) as Json }, given);
  },
};
