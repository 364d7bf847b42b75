/** A surprise's prize that waits for a tax form: staff say that it is in, or its time runs out. */
import { playFrom, playReads } from "../database/plays.ts";
import { decideConfirmPlayForm, type PlayFormConfirmed } from "../decisions/confirm-play-form.ts";
import { decideForfeitPrize } from "../decisions/forfeit-prize.ts";
import { heldPrize } from "../decisions/held-prize.ts";
import type { Verb } from "./verb.ts";

/** Confirms the winner's tax form of this year, and gives her what waited. */
export const confirmPlayForm: Verb<{ play: string }, PlayFormConfirmed> = {
  kind: "confirm-play-form",
  subjects: ({ play }) => ({ holders: [heldPrize(play)], identity: null, claims: [] }),
  reads: ({ play }) => playReads(play),
  decide: (facts, { play }, given) => decideConfirmPlayForm(facts, { play, found: playFrom(facts.more) }, given),
};

/** Forfeits a prize whose form did not come in time. */
export const forfeitPrize: Verb<{ prize: string }, { operation: string; play: string; reason: "tax_form_missing" }> = {
  kind: "forfeit-prize",
  subjects: ({ prize }) => ({ holders: [prize], identity: null, claims: [] }),
  decide: decideForfeitPrize,
};
