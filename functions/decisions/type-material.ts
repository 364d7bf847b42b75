/**
 * Staff type what a public draw came to, for a contest that named it when it opened. Typed once, after the close, by
 * somebody whose operation it is; from then on it decides.
 */

import { contest as contestTerms } from "../programme/draws/contest.ts";
import { bitsNeeded, bitsOf, faultOfNumbers, keyString } from "../programme/draws/key-string.ts";
import type { Json } from "../values/json.ts";
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface MaterialTyped {
  contest: string;
  /** The numbers of each public draw, in the order of the document's draws. */
  numbers: number[][];
}

export interface MaterialTaken {
  operation: string;
  contest: string;
  /** As RFC 3797 writes the numbers down: what the winners follow from. */
  text: string;
  /** Whole bits of luck that the public draws have, and those that choosing the winners takes. */
  bits: number;
  bitsNeeded: number;
}

/** The natural key of what is typed for a contest. */
export function materialName(contest: string): string {
  return `material:${contest}`;
}

/** Refusals, in order: contest_unknown, not_awaiting, invalid: numbers that the named draws cannot have (nothing stored). */
export function decideTypeMaterial(
  facts: Facts,
  { contest: id, numbers, wording }: MaterialTyped & { wording: Json },
  given: Given,
): Decided<MaterialTaken> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const { entropy } = contestTerms.parse(wording);
  if (entropy.mode !== "manual" || contest.state !== "awaiting" || contest.facts.material !== null)
    return cannotDecide("not_awaiting", { state: contest.state, mode: entropy.mode });
  const fault = faultOfNumbers(entropy.draws, numbers);
  if (fault !== null) return cannotDecide("invalid", { says: fault }, "/numbers");
  const text = keyString(entropy.draws, numbers);
  const draft = draftOf(facts);
  draft.claim(materialName(id));
  draft.change(contest, { dueAt: facts.now, facts: { ...contest.facts, material: { mode: "manual", text } } });
  const { winners, file } = contest.facts;
  return {
    written: draft.written(null),
    outcome: {
      operation: given.operation,
      contest: id,
      text,
      bits: bitsOf(entropy.draws),
      bitsNeeded: bitsNeeded({ entrants: file?.entrants ?? 0, winners }),
    },
  };
}
