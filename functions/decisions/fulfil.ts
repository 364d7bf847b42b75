/** How a redemption comes to its member: a store, a partner or staff say what has happened, one state after the other. */
import { statesAfter } from "../programme/rewards/fulfilment.ts";
import { asKind } from "../values/holder.ts";
import type { RedemptionFacts } from "../values/redemption-facts.ts";
import { isRefusal } from "../values/refusal.ts";
import { captureHeld } from "./capture.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { type AboutRedemption, namedRedemption, type Returned, refuseFulfilment, returnedOf } from "./redemption.ts";
import { reverseCaptured } from "./reverse.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { release, releaseLapsed } from "./units.ts";

export interface Fulfilling extends AboutRedemption {
  state: string;
  /** A name that others know it by, as a parcel's number: opaque, never of a person. Null: the one it has. */
  reference: string | null;
}

export interface Fulfilled {
  operation: string;
  redemption: string;
  member: string;
  reward: string;
  /** What became of the redemption: accepted goods are captured, rejected ones released, returned ones reversed. */
  status: string;
  fulfilment: NonNullable<RedemptionFacts["fulfilment"]>;
  /** What came back to her, by unit. */
  returned: Returned["returned"];
  balances: Record<string, Balance>;
}

/**
 * Refusals, in order: redemption_unknown (nothing stored); fulfilment_refused (not the next state, or the redemption is over),
 * then those of what it means (stored). It is told of a frozen member too: it has happened.
 */
export function decideFulfil(facts: Facts, request: Fulfilling, given: Given): Decided<Fulfilled> {
  const named = namedRedemption(facts, request);
  if (isRefusal(named)) return named;
  const { redemption, member } = named;
  const { fulfilment: was, reward } = redemption.facts;
  const { state } = request;
  const isOpen = redemption.state === (was?.by === "partner" ? "held" : "captured");
  if (!was || !isOpen || !statesAfter(was.by, was.state).includes(state)) return refuseFulfilment(was, state);
  const fulfilment = { ...was, state, reference: request.reference ?? was.reference };
  const told = { ...redemption, facts: { ...redemption.facts, fulfilment } };

  const draft = draftOf(facts);
  draft.change(redemption, { facts: told.facts });
  // The last states move units: what has lapsed is free by then.
  if (statesAfter(was.by, state).length === 0) releaseLapsed(draft, facts, member.publicId);
  let returned: Returned["returned"] = [];
  if (state === "accepted") {
    const captured = captureHeld(draft, facts, given, { redemption: told, member, amount: null, keepsRest: false });
    if (isRefusal(captured)) return captured;
  } else if (state === "rejected") {
    const lapsed = release(draft, facts, told, "released");
    returned = returnedOf(draft, facts, { given, redemption: told, member, status: "released", lapsed }).returned;
  } else if (state === "returned") {
    const reversed = reverseCaptured(draft, facts, given, { redemption: told, member });
    if (isRefusal(reversed)) return reversed;
    returned = reversed.returned;
  }
  const after = draft.holder(redemption.publicId);
  return {
    written: draft.written(member.publicId),
    outcome: {
      operation: given.operation,
      redemption: redemption.publicId,
      member: member.publicId,
      reward,
      status: asKind(after ?? redemption, "redemption").state,
      fulfilment,
      returned,
      balances: balancesOf(draft, facts, member.publicId),
    },
  };
}
