/** A member's rewarded check-ins, as a decision on the next one needs them. */
import type { Visits } from "../values/visits.ts";
import { ALL_OF_HER } from "./merged.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** How many of her newest check-ins are looked through for one that was rewarded by a fix. */
const LOOKED_THROUGH = 100;

/** The reads behind `visitsOf`. */
export function visitsReads(member: string, venue: string): Step[] {
  return [
    statement(
      `SELECT max(facts ->> '$.day') AS day FROM holders
       WHERE owner IN (${ALL_OF_HER}) AND kind = 'check-in' AND state = 'rewarded' AND facts ->> '$.venue' = ?2`,
      [member, venue],
    ),
    statement(
      `SELECT visit.facts ->> '$.at' AS at, venue.facts ->> '$.latitudeE7' AS latitude, venue.facts ->> '$.longitudeE7' AS longitude, venue.facts ->> '$.radiusMetres' AS radius
       FROM (${ALL_OF_HER}) hers CROSS JOIN holders visit
         ON visit.id IN (SELECT id FROM holders WHERE owner = hers.id AND kind = 'check-in' ORDER BY id DESC LIMIT ${LOOKED_THROUGH})
       CROSS JOIN holders venue ON venue.public_id = visit.facts ->> '$.venue'
       WHERE visit.state = 'rewarded' AND visit.facts ->> '$.evidence' NOT IN ('claimed', 'demo position') ORDER BY visit.id DESC LIMIT 1`,
      [member],
    ),
  ];
}

/** The answers to `visitsReads`. */
export function visitsOf([here, all]: Record<string, unknown>[][]): Visits {
  const day = here?.[0]?.day ?? null;
  const last = all?.[0];
  return {
    lastDayHere: day === null ? null : Number(day),
    last: last
      ? {
          latitudeE7: Number(last.latitude),
          longitudeE7: Number(last.longitude),
          radiusMetres: Number(last.radius),
          at: Number(last.at),
        }
      : null,
  };
}
