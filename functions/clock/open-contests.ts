import { readWording } from "../database/contests.ts";
import { roundToOpen } from "../decisions/open-contest.ts";
import { act } from "../operations/act.ts";
import { openContest } from "../operations/contest.ts";
import type { Ledger } from "../operations/verb.ts";
import { programmeOf } from "./programme-of.ts";

/** Opens the next round of each contest of the programme shortly before the one before it closes. */
export async function openContests(ledger: Ledger): Promise<void> {
  const facts = await programmeOf(ledger);
  for (const terms of facts.current.programme.contests) {
    const round = roundToOpen(facts, terms);
    if (!round) continue;
    const { version } = facts.current;
    const body = { contest: terms.id, closesAt: round.closesAt };
    const wording = await readWording(ledger.client, { version, contest: terms.id });
    await act(ledger, openContest, {
      request: { ...body, version, wording },
      name: `${terms.id}:${round.closesAt}`,
      body,
    });
  }
}
