/** A member takes what she was offered from the line, or leaves it to the next. */
import { cannotDecide, isRefusal, type Refusal } from "../values/refusal.ts";
import { decideCapture } from "./capture.ts";
import type { Decided } from "./decision.ts";
import type { Facts, Given } from "./facts.ts";
import type { Redeemed } from "./redeem.ts";
import { namedRedemption, type Returned } from "./redemption.ts";
import { decideRelease } from "./release.ts";

export interface AnsweringOffer {
  member: string;
  redemption: string;
}

/** Refusals, in order: redemption_unknown (nothing stored; also for what was not offered to her), then those of decideCapture. */
export function decideAcceptOffer(facts: Facts, asked: AnsweringOffer, given: Given): Decided<Redeemed> {
  return judgeOffered(facts, asked) ?? decideCapture(facts, { store: null, redemption: asked.redemption }, given);
}

/** Refusals, in order: redemption_unknown (nothing stored; also for what was not offered to her), then those of decideRelease. */
export function decideDeclineOffer(facts: Facts, asked: AnsweringOffer, given: Given): Decided<Returned> {
  return judgeOffered(facts, asked) ?? decideRelease(facts, { store: null, redemption: asked.redemption }, given);
}

function judgeOffered(facts: Facts, { member, redemption }: AnsweringOffer): Refusal | null {
  const named = namedRedemption(facts, { store: null, redemption });
  if (isRefusal(named)) return named;
  const isHers = named.member.publicId === member && named.redemption.facts.offer !== undefined;
  return isHers ? null : cannotDecide("redemption_unknown");
}
