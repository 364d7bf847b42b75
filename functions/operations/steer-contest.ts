/** What staff do with a round: call it off, pass a prize on, confirm a tax form. */
import { decideConfirmForm, type FormConfirmed } from "../decisions/confirm-form.ts";
import { decidePassPrize, type PrizePassed, type PrizePassing } from "../decisions/pass-prize.ts";
import { decideVoidContest, type Voided, type Voiding } from "../decisions/void-contest.ts";
import type { Verb } from "./verb.ts";

const itself = ({ contest }: { contest: string }) => ({ holders: [contest], identity: null, claims: [] });

/** Calls a round off. */
export const voidContest: Verb<Voiding, Voided> = {
  kind: "void-contest",
  subjects: itself,
  decide: decideVoidContest,
};

/** Passes a winner's prize on. */
export const passPrize: Verb<PrizePassing, PrizePassed> = {
  kind: "pass-prize",
  subjects: itself,
  decide: decidePassPrize,
};

/** Confirms a winner's tax form of this year. */
export const confirmForm: Verb<{ contest: string; tag: string }, FormConfirmed> = {
  kind: "confirm-tax-form",
  subjects: ({ contest, tag }) => ({ holders: [contest, `${contest}:${tag}`], identity: null, claims: [] }),
  decide: decideConfirmForm,
};
