import { emailsStep } from "../database/contest-people.ts";
import { decidePlayFree, type FreePlay, type PlayedFree } from "../decisions/play-free.ts";
import { keptOfFree, namedIn } from "./free-asker.ts";
import { memberNamed } from "./member-named.ts";
import type { Verb } from "./verb.ts";

/** Gives a person a free play of a surprise. */
export const playFree: Verb<FreePlay, PlayedFree> = {
  kind: "play-free",
  subjects: ({ pool, who }) => ({ holders: [pool], claims: [], ...memberNamed(who, null) }),
  reads: ({ who }) => [emailsStep(namedIn(who))],
  kept: keptOfFree,
  decide: decidePlayFree,
};
