/** Notices who bought nothing for as long as the programme states. Due by an index of the days on which members last bought. */
import { readQuiet } from "../database/due.ts";
import { readFacts } from "../database/facts.ts";
import { factsOf } from "../operations/facts-from.ts";
import { inactivity } from "../operations/inactivity.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Budget } from "./budget.ts";
import { drain } from "./drain.ts";

/** Raises inactivity for each member who is due, whenever the programme began to ask for it. */
export async function noticeInactivity(ledger: Ledger, budget: Budget): Promise<void> {
  const rows = await readFacts(ledger.client, {
    subjects: { holders: ["programme"], identity: null, claims: [], occurredAt: null },
    actor: "clock",
    keys: [],
    knownVersions: [...ledger.documents.keys()],
    now: ledger.now,
    isRetry: false,
  });
  const { current, today } = factsOf(rows, ledger, null);
  const { inactiveAfterDays } = current.programme;
  if (inactiveAfterDays === undefined) return;
  await drain(ledger, inactivity, {
    kind: "member",
    request: (member) => ({ member }),
    budget,
    due: (page) => readQuiet(ledger.client, { ...page, activeUpTo: today - inactiveAfterDays }),
  });
}
