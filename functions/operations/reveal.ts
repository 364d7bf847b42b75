/** Reveals a play to the member whose it is; one that is not settled yet is settled first. */
import { playFrom, playReads } from "../database/plays.ts";
import { decideReveal, type Reveal, type Revealed } from "../decisions/reveal.ts";
import { perform } from "./perform.ts";
import { settleByBeacon, settlePage } from "./settle-plays.ts";
import type { Answering, Call, Ledger, Performed, Verb } from "./verb.ts";

/** Gives a settled play's prize to the member. */
export const reveal: Verb<Reveal, Revealed> = {
  kind: "reveal",
  subjects: ({ member }) => ({ holders: [], member, identity: null, claims: [] }),
  reads: ({ play }) => playReads(play),
  decide: (facts, request, given) => decideReveal(facts, { ...request, found: playFrom(facts.more) }, given),
};

/** Pages settled while a member waits; a longer queue is the clock's, and she asks again. */
const PAGES_MAX = 5;

/**
 * Performs the reveal, settling the plays before hers when it has to wait for them: two more trips a page, which only the
 * first to ask pays. Refusals: those of the verb; play_not_settled only after five pages, and, with the instant when it is
 * due, while a play waits for its beacon.
 */
export async function revealSettled(
  ledger: Ledger,
  verb: Verb<Reveal, Revealed>,
  call: Call<Reveal>,
  answering: Answering<Revealed>,
): Promise<Performed> {
  for (let page = 0; ; page++) {
    const performed = await perform(ledger, verb, call, answering);
    if (performed.kind !== "refused" || performed.refusal.refused !== "play_not_settled" || page === PAGES_MAX)
      return performed;
    const { pool, settledSeq, revealAt } = performed.refusal.numbers;
    const waiting = { pool: String(pool), from: Number(settledSeq) + 1 };
    if (typeof revealAt !== "string") await settlePage(ledger, waiting);
    else if (Date.parse(revealAt) > (ledger.now ?? Date.now())) return performed;
    else if (!(await settleByBeacon(ledger, waiting))) return perform(ledger, verb, call, answering);
  }
}
