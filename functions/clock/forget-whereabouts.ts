/** Forgetting where members were, each part of it when the programme says: by indexes of when it was, so that a change of the days holds at once. */
import { commit } from "../database/commit.ts";
import { readFading, readTapped } from "../database/due.ts";
import { forgetNearbyStep } from "../database/nearby-tags.ts";
import { forgetSightingsStep } from "../database/sightings.ts";
import { fade, forgetTaps } from "../operations/fade.ts";
import type { Ledger } from "../operations/verb.ts";
import { USUAL_CHECK_INS } from "../programme/check-ins.ts";
import { DAY_MS, HOUR_MS } from "../values/day.ts";
import type { Budget } from "./budget.ts";
import { drain } from "./drain.ts";
import { programmeOf } from "./programme-of.ts";

/** Forgets sightings, taps, evidence and places that are too old, and what tells friends who is near when its time is over. Throws a fault when the database did not take it. */
export async function forgetWhereabouts(ledger: Ledger, budget: Budget): Promise<void> {
  const { now, current } = await programmeOf(ledger);
  const { sightingHoursMax, tapDaysMax, evidenceDaysMax, placeDaysMax } = current.programme.checkIns ?? USUAL_CHECK_INS;
  const sightings = forgetSightingsStep(now - sightingHoursMax * HOUR_MS);
  const committed = await commit(ledger.client, [sightings, forgetNearbyStep(now)]);
  if (!committed.isCommitted) throw committed.fault;
  await drain(ledger, forgetTaps, {
    kind: "tag",
    request: (tag) => ({ tag }),
    budget,
    due: (page) => readTapped(ledger.client, { ...page, upTo: now - tapDaysMax * DAY_MS }),
  });
  const fades = (what: "evidence" | "place", days: number) =>
    drain(ledger, fade, {
      kind: "check-in",
      request: (checkIn, { venue = null }) => ({ checkIn, venue }),
      budget,
      due: (page) => readFading(ledger.client, what, { ...page, upTo: now - days * DAY_MS }),
    });
  // Places first: what is so old goes at once.
  await fades("place", placeDaysMax);
  await fades("evidence", evidenceDaysMax);
}
