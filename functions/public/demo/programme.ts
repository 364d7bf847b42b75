import { readFacts } from "../../database/facts.ts";
import { factsOf, type Ledger } from "../../operations/perform.ts";
import type { Programme } from "../../programme/programme.ts";

/** The programme in force now. */
export async function programmeOf(ledger: Ledger): Promise<Programme> {
  const rows = await readFacts(ledger.client, {
    subjects: { holders: [], identity: null, claims: [], occurredAt: null },
    actor: "",
    key: "",
    knownVersions: [...ledger.documents.keys()],
    now: ledger.now,
    isRetry: false,
  });
  return factsOf(rows, ledger, null).current.programme;
}
