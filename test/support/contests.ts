/** Programmes with contests, and what tests ask of their rounds. */
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "./programmes.ts";

/** What rules of a contest have to say, for contests of any document: open to all of Germany, with a free entry. */
export const lawful = (tickets: number) => ({
  sponsor: { name: "The shop", address: "Main street 1, Berlin" },
  disputes: "complaints@shop.example",
  eligibility: { minAge: 0, regions: ["DE"] },
  freeEntry: { tickets, how: "Ask at the counter." },
  claim: { days: 14 },
});

/** A ticket for each purchase and two points per 1.00; three prizes, the first in points. */
export function contestProgramme(schedule: JsonObject, more: JsonObject = {}): JsonObject {
  return pointsProgramme({
    lateDays: 366,
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          {
            id: "points-per-euro",
            name: "2 points per euro",
            on: "purchase",
            effects: [
              { kind: "earn", unit: "points", amount: 2, perMinor: 100 },
              { kind: "tickets", contest: "trip", amount: 3 },
            ],
          },
        ],
      },
    ],
    contests: [
      {
        id: "trip",
        name: { en: "The trip", nl: "De reis" },
        schedule,
        prizes: [
          { kind: "units", unit: "points", amount: 500, name: "500 points", valueMinor: 500, delivery: "at-once" },
          { kind: "goods", name: "A mug", valueMinor: 900, delivery: "at-once" },
        ],
        alternates: 1,
        ...lawful(3),
        rules: "Three tickets a purchase. Ask at the counter for a free one.",
      },
    ],
    ...more,
  });
}

export const weekly = { kind: "weekly", weekday: "sunday", time: "23:59" };

/** One round from now on, that closes after some milliseconds. */
export function closingIn(milliseconds: number): JsonObject {
  const now = Date.now();
  return {
    kind: "once",
    opens: new Date(now - 1000).toISOString(),
    closes: new Date(now + milliseconds).toISOString(),
  };
}
