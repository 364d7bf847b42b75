/** A preset says how long its pools and one-off contests run; the seed says from when. */
import { readProgramme } from "../../functions/programme/programme.ts";
import { DAY_MS, type Instant } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";

/** Pools opened this many days before the start, so that they have settled plays to show. */
const POOLS_BEFORE_DAYS = 30;
/** A one-off contest is open from a week before the start … */
const OPEN_BEFORE_DAYS = 7;
/** … until three minutes after it, so that whoever starts a demo sees it drawn. */
export const CLOSES_AFTER_MS = 180_000;

/** The document with its pools running and its one-off contests about to close at `start`. Throws a fault for a document that does not read. */
export function datedDocument(document: JsonObject, start: Instant): JsonObject {
  const read = readProgramme(document);
  if ("faults" in read) throw new Error(`the preset does not read: ${JSON.stringify(read.faults)}`);
  const { surprises, contests } = read.programme;
  return {
    ...document,
    ...(surprises.length === 0
      ? {}
      : {
          surprises: surprises.map((pool) => ({
            ...pool,
            from: dateTime((Math.floor(start / DAY_MS) - POOLS_BEFORE_DAYS) * DAY_MS),
          })) as unknown as JsonObject[],
        }),
    ...(contests.length === 0
      ? {}
      : {
          contests: contests.map((contest) =>
            contest.schedule.kind === "once"
              ? {
                  ...contest,
                  schedule: {
                    kind: "once",
                    opens: dateTime(start - OPEN_BEFORE_DAYS * DAY_MS),
                    closes: dateTime(start + CLOSES_AFTER_MS),
                  },
                }
              : contest,
          ) as unknown as JsonObject[],
        }),
  };
}

function dateTime(at: Instant): string {
  return new Date(Math.round(at / 1000) * 1000).toISOString();
}
