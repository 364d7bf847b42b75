/** The acts of a contest's life, each public: what everybody may recompute. */

import { beaconOfContest, signatureFrom } from "../database/beacons.ts";
import { staffEntriesStep } from "../database/contest-people.ts";
import type { Step } from "../database/steps.ts";
import { prizeName } from "../decisions/contest-places.ts";
import { type ContestDraw, type ContestDrawn, decideDrawContest } from "../decisions/draw-contest.ts";
import { decideFreezeContest } from "../decisions/freeze-contest.ts";
import { decideOfferPrizes, type PrizesOffered } from "../decisions/offer-prizes.ts";
import { type ContestOpened, type ContestOpening, decideOpenContest } from "../decisions/open-contest.ts";
import { decidePromoteAlternate, type Promoted } from "../decisions/promote-alternate.ts";
import { type ContestSealed, type ContestSealing, decideSealContest } from "../decisions/seal-contest.ts";
import { decideSettleContest } from "../decisions/settle-contest.ts";
import { decideWriteEntries, type EntriesPart } from "../decisions/write-entries.ts";
import type { Verb } from "./verb.ts";

const itself = ({ contest }: { contest: string }) => ({ holders: [contest], identity: null, claims: [] });

/** Opens a contest's next round. */
export const openContest: Verb<ContestOpening, ContestOpened> = {
  kind: "open-contest",
  isPublic: true,
  subjects: () => ({ holders: [], identity: null, claims: [] }),
  decide: decideOpenContest,
};

/** Freezes a round that has closed. */
export const freezeContest: Verb<{ contest: string }, { operation: string; contest: string }> = {
  kind: "freeze-contest",
  isPublic: true,
  subjects: itself,
  decide: decideFreezeContest,
};

/** Writes the next part of a frozen round's entries file. */
export const writeEntries: Verb<EntriesPart, { operation: string; contest: string }> = {
  kind: "write-entries",
  isPublic: true,
  subjects: itself,
  decide: decideWriteEntries,
};

/** Publishes the manifest over a whole entries file. */
export const sealContest: Verb<ContestSealing, ContestSealed> = {
  kind: "seal-contest",
  isPublic: true,
  subjects: itself,
  decide: decideSealContest,
};

/** Draws a sealed round, once what decides it is known. */
export const drawRound: Verb<ContestDraw, ContestDrawn> = {
  kind: "draw-contest",
  isPublic: true,
  subjects: itself,
  reads: ({ contest }) => [beaconOfContest(contest)],
  decide: (facts, request, given) =>
    decideDrawContest(facts, { ...request, signature: signatureFrom(facts.more) }, given),
};

/** Of the ranking's entries, those of people who work for the programme. */
const staffAmong = ({ entries }: { entries: string[] }): Step[] => [staffEntriesStep(entries)];

/** Offers the prizes of a drawn round to the ranks of their numbers. */
export const offerPrizes: Verb<{ contest: string; entries: string[] }, PrizesOffered> = {
  kind: "offer-prizes",
  isPublic: true,
  subjects: itself,
  reads: staffAmong,
  decide: decideOfferPrizes,
};

/** Passes a prize on to the next rank. */
export const promoteAlternate: Verb<{ contest: string; entries: string[] }, Promoted> = {
  kind: "promote-alternate",
  isPublic: true,
  subjects: itself,
  reads: staffAmong,
  decide: decidePromoteAlternate,
};

/** Marks what the clock delivered, and settles a round when nothing is left to do. */
export const settleContest: Verb<{ contest: string; winners: number }, { operation: string; contest: string }> = {
  kind: "settle-contest",
  isPublic: true,
  subjects: ({ contest, winners }) => ({
    holders: [contest],
    identity: null,
    claims: Array.from({ length: winners }, (_, index) => prizeName(contest, index + 1)),
  }),
  decide: decideSettleContest,
};
