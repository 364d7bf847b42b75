import { readFacts } from "../database/facts.ts";
import type { Facts } from "../decisions/facts.ts";
import { factsOf } from "../operations/facts-from.ts";
import type { Ledger } from "../operations/verb.ts";

/** What the clock asks of the programme where no due date says what is due: what is in force and open, and what day and time it is. */
export async function programmeOf(ledger: Ledger): Promise<Facts> {
  const rows = await readFacts(ledger.client, {
    subjects: { holders: ["programme"], identity: null, claims: [], occurredAt: null },
    actor: "clock",
    keys: [],
    knownVersions: [...ledger.documents.keys()],
    now: ledger.now,
    isRetry: false,
  });
  return factsOf(rows, ledger, null);
}
