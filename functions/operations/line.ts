import { type AnsweringOffer, decideAcceptOffer, decideDeclineOffer } from "../decisions/answer-offer.ts";
import { decideJoinLine, type JoinedLine, type Joining } from "../decisions/join-line.ts";
import {
  decideLeaveLine,
  decideMovePlace,
  type Leaving,
  type LeftLine,
  type MovedPlace,
} from "../decisions/leave-line.ts";
import { decideOfferSeat, decidePassLine, type Offered, type Offering, type Passing } from "../decisions/offer-seat.ts";
import type { Redeemed } from "../decisions/redeem.ts";
import type { Returned } from "../decisions/redemption.ts";
import { rewardHolder } from "../values/account.ts";
import type { Verb } from "./verb.ts";

/** A member joins the line for a reward. */
export const joinLine: Verb<Joining, JoinedLine> = {
  kind: "join-line",
  subjects: ({ member, reward }) => ({
    holders: [rewardHolder(reward)],
    member,
    identity: null,
    claims: [],
    lines: true,
  }),
  decide: decideJoinLine,
};

/** A place in line is given up. */
export const leaveLine: Verb<Leaving & { member: string }, LeftLine> = {
  kind: "leave-line",
  subjects: ({ member, place }) => ({ holders: [place], member, identity: null, claims: [] }),
  decide: decideLeaveLine,
};

/** A place ends with what it is for. */
export const endPlace: Verb<{ place: string }, LeftLine> = {
  kind: "leave-line",
  subjects: ({ place }) => ({ holders: [place], identity: null, claims: [] }),
  decide: (facts, { place }, given) => decideLeaveLine(facts, { member: null, place }, given),
};

/** A place ends on another day, since its event was moved. */
export const movePlace: Verb<{ place: string }, MovedPlace> = {
  kind: "move-place",
  subjects: ({ place }) => ({ holders: [place], identity: null, claims: [] }),
  decide: decideMovePlace,
};

/** What came free is offered to one in line. */
export const offerSeat: Verb<Offering, Offered> = {
  kind: "offer-seat",
  subjects: ({ place }) => ({ holders: [place], identity: null, claims: [] }),
  decide: decideOfferSeat,
};

/** What came free has passed everybody in line by. */
export const passLine: Verb<Passing, { operation: string; reward: string }> = {
  kind: "pass-line",
  subjects: ({ reward }) => ({ holders: [rewardHolder(reward)], identity: null, claims: [] }),
  decide: decidePassLine,
};

/** She takes what she was offered: a capture like a store's. */
export const acceptOffer: Verb<AnsweringOffer, Redeemed> = {
  kind: "capture",
  subjects: ({ member, redemption }) => ({ holders: [redemption], member, identity: null, claims: [] }),
  decide: decideAcceptOffer,
};

/** She leaves it to the next: a release like a store's. */
export const declineOffer: Verb<AnsweringOffer, Returned> = {
  kind: "release",
  subjects: ({ member, redemption }) => ({ holders: [redemption], member, identity: null, claims: [] }),
  decide: decideDeclineOffer,
};
