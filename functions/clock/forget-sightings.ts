/** Forgetting: what a check-in was sent by and with goes after two days, and what tells friends who is near when its time is over. */
import { commit } from "../database/commit.ts";
import { forgetNearbyStep } from "../database/nearby-tags.ts";
import { forgetSightingsStep } from "../database/sightings.ts";
import type { Ledger } from "../operations/verb.ts";

/** Deletes the sightings that nothing looks back on any more, and the tags that are over. Throws a fault when the database did not take it. */
export async function forgetSightings(ledger: Ledger): Promise<void> {
  const committed = await commit(ledger.client, [forgetSightingsStep(ledger.now), forgetNearbyStep(ledger.now)]);
  if (!committed.isCommitted) throw committed.fault;
}
