/** Notices who bought nothing for as long as the programme states. Due by an index of the days on which members last bought. */
import { readQuiet } from "../database/due.ts";
import { inactivity } from "../operations/inactivity.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Budget } from "./budget.ts";
import { drain } from "./drain.ts";
import { programmeOf } from "./programme-of.ts";

/** Raises inactivity for each member who is due, whenever the programme began to ask for it. */
export async function noticeInactivity(ledger: Ledger, budget: Budget): Promise<void> {
  const { current, today } = await programmeOf(ledger);
  const { inactiveAfterDays } = current.programme;
  if (inactiveAfterDays === undefined) return;
  await drain(ledger, inactivity, {
    kind: "member",
    request: (member) => ({ member }),
    budget,
    due: (page) => readQuiet(ledger.client, { ...page, activeUpTo: today - inactiveAfterDays }),
  });
}
