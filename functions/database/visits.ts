/** Check-ins before one that is to be decided, as its decision needs them: a member's own, and others' at the venue; and what she bought there. */

import type { Day, Instant } from "../values/day.ts";
import type { OrderFacts } from "../values/order-facts.ts";
import { CONFIRMED_FROM, type Visits } from "../values/visits.ts";
import { FRIENDS_OF_HER } from "./friends.ts";
import { ALL_OF_HER } from "./merged.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** How many of her newest check-ins are looked through for one that was rewarded by a fix. */
const LOOKED_THROUGH = 100;
/** Days at a venue that are read: what the mayor's days are counted in. */
const DAYS_READ = 60;
/** Check-ins of a venue that are looked through for others: the most arrivals that a rule can ask for. */
const OTHERS_READ = 500;
/** Of them, people who were confirmed: the most that a rule can ask for. */
const CONFIRMED_READ = 100;
/** How many of her newest orders are looked through for one that was sold at the venue. */
const ORDERS_READ = 20;

/** The check-ins that count as visits, as their indexes have it. */
const VISIT = "kind = 'check-in' AND state IN ('rewarded', 'counted')";
/** Before the check-in that is asked about, where one is. */
const BEFORE = "id < coalesce((SELECT id FROM holders WHERE public_id = ?3), 9223372036854775807)";

/**
 * The reads behind `visitsOf`: what others did before a check-in where one is named, and else until now. The day of that
 * check-in comes first, or it would not be among those that are read when she was there often since.
 */
export function visitsReads({ member, venue, before }: { member: string; venue: string; before?: string }): Step[] {
  return [
    statement(
      `SELECT day, rewarded, met, count(*) OVER () AS visits FROM (
         SELECT facts ->> '$.day' AS day, max(state = 'rewarded') AS rewarded, json_group_array(json(coalesce(facts -> '$.met', '[]'))) AS met
         FROM holders WHERE owner IN (${ALL_OF_HER}) AND ${VISIT} AND facts ->> '$.venue' = ?2 GROUP BY 1)
       ORDER BY day = (SELECT facts ->> '$.day' FROM holders WHERE public_id = ?3) DESC, day DESC LIMIT ${DAYS_READ}`,
      [member, venue, before ?? ""],
    ),
    statement(
      `WITH lately AS MATERIALIZED (
         SELECT owner, facts ->> '$.day' AS day, facts ->> '$.at' AS at, facts ->> '$.score' AS score FROM holders
         WHERE facts ->> '$.venue' = ?2 AND ${VISIT} AND ${BEFORE} ORDER BY id DESC LIMIT ${OTHERS_READ}),
       others AS MATERIALIZED (SELECT * FROM lately WHERE owner NOT IN (${ALL_OF_HER})),
       friends(id) AS MATERIALIZED (${FRIENDS_OF_HER})
       SELECT (SELECT json_group_array(json_array(day, people)) FROM (SELECT day, count(DISTINCT owner) AS people FROM others GROUP BY day ORDER BY day DESC LIMIT 2)) AS others,
         (SELECT json_group_array(json_array(at, owner IN friends)) FROM (SELECT max(at) AS at, owner FROM others WHERE score >= ${CONFIRMED_FROM} GROUP BY owner ORDER BY at DESC LIMIT ${CONFIRMED_READ})) AS confirmed`,
      [member, venue, before ?? ""],
    ),
    statement(
      `SELECT mayor.id IN (${ALL_OF_HER}) AS herself, (SELECT json_group_array(day) FROM (
           SELECT DISTINCT facts ->> '$.day' AS day FROM holders WHERE owner = mayor.id AND ${VISIT} AND facts ->> '$.venue' = ?2 ORDER BY day DESC LIMIT ${DAYS_READ})) AS days
       FROM holders venue CROSS JOIN holders mayor ON mayor.public_id = venue.facts ->> '$.mayor' AND mayor.state <> 'erased' WHERE venue.public_id = ?2`,
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
    statement(
      `SELECT visit.facts ->> '$.at' AS at FROM (${ALL_OF_HER}) hers CROSS JOIN holders visit
         ON visit.id IN (SELECT id FROM holders WHERE owner = hers.id AND kind = 'check-in' ORDER BY id DESC LIMIT ${LOOKED_THROUGH})
       WHERE visit.state = 'rewarded' ORDER BY visit.id DESC LIMIT ${LOOKED_THROUGH}`,
      [member],
    ),
    statement(
      `SELECT bought.facts AS facts FROM (${ALL_OF_HER}) hers CROSS JOIN holders bought
         ON bought.id IN (SELECT id FROM holders WHERE owner = hers.id AND kind = 'order' ORDER BY id DESC LIMIT ${ORDERS_READ})
       WHERE bought.facts ->> '$.venue' = ?2 ORDER BY bought.id DESC LIMIT ${ORDERS_READ}`,
      [member, venue],
    ),
  ];
}

/** The answers to `visitsReads`. */
export function visitsOf([hers = [], theirs = [], mayors = [], all = [], lately = [], bought = []]: Record<
  string,
  unknown
>[][]): Visits {
  const [mayor, last] = [mayors[0], all[0]];
  return {
    daysHere: hers.map(({ day, rewarded, met }) => ({
      day: Number(day),
      isRewarded: rewarded === 1,
      met: (JSON.parse(String(met)) as string[][]).flat(),
    })),
    visits: Number(hers[0]?.visits ?? 0),
    others: (JSON.parse(String(theirs[0]?.others ?? "[]")) as [Day, number][]).map(([day, people]) => ({
      day,
      people,
    })),
    confirmed: (JSON.parse(String(theirs[0]?.confirmed ?? "[]")) as [Instant, 0 | 1][]).map(([at, isFriend]) => ({
      at,
      isFriend: isFriend === 1,
    })),
    mayor: mayor ? { isHerself: mayor.herself === 1, days: JSON.parse(String(mayor.days)) as Day[] } : null,
    rewarded: lately.map(({ at }) => Number(at)),
    bought: bought.map(({ facts }) => JSON.parse(String(facts)) as OrderFacts),
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
