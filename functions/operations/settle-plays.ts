/** Settles plays of a surprise, by the clock or because somebody waits for one. */
import { pendingOf, pendingReads, readAwaitedRounds } from "../database/plays.ts";
import { decideSettlePlays, PAGE_PLAYS, type Settled, type Settlement } from "../decisions/settle-plays.ts";
import { roundAt } from "../draws/drand.ts";
import { answering, callOf } from "./act.ts";
import { fetchBeacons } from "./beacons.ts";
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

/** The same for a pool that beacons decide: fetches those that are due first. False: the next one is not there yet. */
export async function settleByBeacon(ledger: Ledger, page: Settlement): Promise<boolean> {
  const newest = roundAt(Math.floor((ledger.now ?? Date.now()) / 1000));
  await fetchBeacons(ledger, await readAwaitedRounds(ledger.client, page.pool, { newest, limit: PAGE_PLAYS }));
  const settled = await settlePage(ledger, page);
  if (settled.kind === "unknown") throw settled.fault;
  return settled.kind === "answered" && settled.status < 400;
}

/** Settles the page that begins with a seq. The seq is the key: of many at once one settles, and all get its answer. */
export function settlePage(ledger: Ledger, { pool, from }: Settlement): Promise<Performed> {
  const page = { pool, from };
  return perform(
    ledger,
    settlePlays,
    callOf(settlePlays.kind, { request: page, name: `${pool}:${from}`, body: page }),
    answering,
  );
}
