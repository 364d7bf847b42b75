/** Settles plays of a surprise, by the clock or because somebody waits for one. */
import { pendingOf, pendingReads } from "../database/plays.ts";
import { decideSettlePlays, PAGE_PLAYS, type Settled, type Settlement } from "../decisions/settle-plays.ts";
import type { JsonObject } from "../values/json.ts";
import { perform } from "./perform.ts";
import type { Ledger, Performed, Verb } from "./verb.ts";

/** Settles the next page of a pool's plays, and closes a pool whose time is over. */
export const settlePlays: Verb<Settlement, Settled> = {
  kind: "settle-plays",
  isPublic: true,
  subjects: ({ pool }) => ({ holders: [pool], identity: null, claims: [] }),
  reads: ({ pool }) => pendingReads(pool, PAGE_PLAYS),
  decide: (facts, request, given) => decideSettlePlays(facts, { ...request, ...pendingOf(facts.more) }, given),
};

/** Settles the page that begins with a seq. The seq is the key: of many at once one settles, and all get its answer. */
export function settlePage(ledger: Ledger, { pool, from }: Settlement): Promise<Performed> {
  return perform(
    ledger,
    settlePlays,
    {
      request: { pool, from },
      caller: { kind: "clock" },
      key: `settle-plays:${pool}:${from}`,
      method: "TICK",
      path: settlePlays.kind,
      body: { pool, from },
    },
    {
      status: 200,
      view: (outcome) => ({ ...outcome }) as JsonObject,
      refused: ({ refused }) => ({ status: 409, body: JSON.stringify({ code: refused }) }),
    },
  );
}
