/**
 * What a check-in was sent by and with, for a while: a keyed tag of its device and one of its fix, in `people` under the
 * check-in's own row, so that an erasure deletes them and an export shows them.
 */
import type { Instant } from "../values/day.ts";
import type { Sighting, Sightings } from "../values/sightings.ts";
import { ALL_OF_HER } from "./merged.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** Check-ins of one device, or of one fix, that are looked at: more than an honest one has in a day. */
const SEEN_READ = 100;

/** The reads behind `sightingsOf`: other check-ins of the device, and of the fix; null: there is none. */
export function sightingsReads({
  member,
  device,
  fix,
}: {
  member: string;
  device: string | null;
  fix: string | null;
}): Step[] {
  return [read("device", member, device), read("fix", member, fix)];
}

function read(what: "device" | "fix", member: string, tag: string | null): Step {
  return statement(
    `SELECT visit.owner AS member, visit.owner IN (${ALL_OF_HER}) AS hers, visit.facts ->> '$.at' AS at, visit.state = 'rewarded' AS rewarded
     FROM people sighting CROSS JOIN holders visit ON visit.id = sighting.holder
     WHERE sighting.profile ->> '$.sighting.${what}' = ?2 ORDER BY sighting.holder DESC LIMIT ${SEEN_READ}`,
    [member, tag],
  );
}

/** The answers to `sightingsReads`. */
export function sightingsOf([device = [], fix = []]: Record<string, unknown>[][]): Sightings {
  const of = (rows: Record<string, unknown>[]) =>
    rows.map(
      ({ member, hers, at, rewarded }): Sighting => ({
        member: Number(member),
        isHers: hers === 1,
        at: Number(at),
        isRewarded: rewarded === 1,
      }),
    );
  return { ofDevice: of(device), ofFix: of(fix) };
}

/** Deletes the sightings before an instant: they are rows of nothing else. */
export function forgetSightingsStep(before: Instant): Step {
  return statement("DELETE FROM people WHERE profile ->> '$.sighting.at' < ?1", [before]);
}
