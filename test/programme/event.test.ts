import { describe, expect, test } from "vitest";
import { EVENTS, eventTerms, isReported } from "../../functions/programme/event.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const rule = (more: JsonObject) => ({
  id: "r",
  name: "R",
  on: "review",
  effects: [{ kind: "earn", unit: "points", amount: 1 }],
  ...more,
});
const ruled = (more: JsonObject, document: JsonObject = {}) =>
  pointsProgramme({ campaigns: [{ id: "c", name: "C", rules: [rule(more)] }], ...document });
const sliding = (...by: string[]) => ({
  units: { points: { name: { one: "p", other: "p" }, expiry: { kind: "sliding", months: 1, by } } },
});
const cities = (on: string) => ({
  id: "c",
  name: "C",
  when: [{ kind: "not", of: { kind: "city", in: ["Delft"] } }],
  rules: [rule({ on })],
});
const counted = {
  metrics: {
    orders: { counts: "orders" },
    visits: { counts: "check-ins" },
    reviews: { counts: "events", on: ["review"] },
  },
};
const faultsOf = (document: JsonObject) => {
  const read = readProgramme(document);
  return "faults" in read ? read.faults.map(({ pointer, says }) => `${pointer} ${says}`) : [];
};
const club = (more: JsonObject = {}) => ({
  units: { points: { name: { one: "p", other: "p" }, membership: { priceMinor: 1200, months: 12 }, ...more } },
});
const badge = { units: { points: { name: { one: "p", other: "p" }, badge: true } } };

test("a name that every object has is an event, a unit or a metric only where a document says so", () => {
  expect(faultsOf(ruled({ on: "constructor" }))).toEqual(['/campaigns/0/rules/0/on there is no event "constructor"']);
  expect(
    faultsOf(ruled({ on: "constructor", moderated: true }, { events: { constructor: { name: "Building" } } })),
  ).toEqual([]);
  const measured = {
    measure: { metric: "constructor", window: { kind: "lifetime" } },
    levels: [{ id: "all", name: "All", from: 0 }],
  };
  expect(faultsOf(pointsProgramme({ tiers: [{ id: "status", ...measured }] }))).toEqual([
    '/tiers/0/measure/metric there is no metric "constructor"',
  ]);
});

describe("a document's words about events", () => {
  test.each<[string, JsonObject, string[]]>([
    ["a rule may be on any event that we know", ruled({}), []],
    [
      "a rule may be on an event of the document's own",
      ruled({ on: "slept" }, { events: { slept: { name: "sleep" } } }),
      [],
    ],
    ["not on one that nobody defines", ruled({ on: "slept" }), ['/campaigns/0/rules/0/on there is no event "slept"']],
    [
      "nor on a name that every object has",
      ruled({ on: "constructor" }),
      ['/campaigns/0/rules/0/on there is no event "constructor"'],
    ],
    [
      "an own event has a name of its own",
      ruled({}, { events: { review: { name: "R" } } }),
      ['/events/review "review" is known already'],
    ],
    [
      "what has no money earns nothing by money",
      ruled({ effects: [{ kind: "earn", unit: "points", amount: 1, perMinor: 100 }] }),
      ["/campaigns/0/rules/0/effects/0 a review has no money to earn per"],
    ],
    ["what has content may wait for staff", ruled({ moderated: true }), []],
    [
      "what has none may not",
      ruled({ on: "follow", moderated: true }),
      ["/campaigns/0/rules/0/moderated a follow has no content to moderate"],
    ],
    [
      "what time brings happened in no store and no city",
      ruled({ on: "birthday", when: [{ kind: "store", in: ["sto_a"] }] }),
      ["/campaigns/0/rules/0/when/0 a birthday has no store"],
    ],
    [
      "nor in one of several, in a campaign",
      ruled({ on: "inactivity" }, { inactiveAfterDays: 30, campaigns: [cities("inactivity")] }),
      ["/campaigns/0/when/0 a long time without a purchase has no store"],
    ],
    ["what a store reports did", ruled({ when: [{ kind: "city", in: ["Delft"] }] }), []],
    [
      "which one an event is, only a metric says that counts it",
      ruled({ when: [{ kind: "nth", metric: "orders", is: 1 }] }, counted),
      ['/campaigns/0/rules/0/when/0 a review has no number among what "orders" counts'],
    ],
    [
      "also where another condition would do",
      ruled(
        {
          when: [
            {
              kind: "any",
              of: [
                { kind: "nth", metric: "visits", is: 1 },
                { kind: "weekday", in: ["monday"] },
              ],
            },
          ],
        },
        counted,
      ),
      ['/campaigns/0/rules/0/when/0 a review has no number among what "visits" counts'],
    ],
    ["and so it is", ruled({ when: [{ kind: "nth", metric: "reviews", is: 1 }] }, counted), []],
    ["events are counted by name", ruled({}, { metrics: { m: { counts: "events", on: ["review"] } } }), []],
    [
      "and never without one",
      ruled({}, { metrics: { m: { counts: "events" } } }),
      ["/metrics/m events are counted by what they are on: name them"],
    ],
    [
      "of events that exist",
      ruled({}, { metrics: { m: { counts: "events", on: ["x"] } } }),
      ['/metrics/m/on/0 there is no event "x"'],
    ],
    [
      "nothing else has events",
      ruled({}, { metrics: { m: { counts: "spend", on: ["review"] } } }),
      ["/metrics/m only events are counted by what they are on"],
    ],
    [
      "what a refund brings is capped, or it would be earned without end",
      ruled({ on: "refund" }),
      ["/campaigns/0/rules/0/caps say what one member may get by it: whoever buys and returns would earn without end"],
    ],
    ["and then it may be", ruled({ on: "refund", caps: [{ what: "times", per: "year", atMost: 1 }] }), []],
    [
      "what a membership brings is capped too",
      ruled({ on: "membership" }),
      ["/campaigns/0/rules/0/caps say what one member may get by it: whoever buys and cancels would earn without end"],
    ],
    [
      "a refund keeps nothing alive",
      ruled({}, sliding("refund")),
      [expect.stringContaining("/units/points/expiry/by/0")],
    ],
    [
      "an event of the document's own does",
      ruled({}, { events: { slept: { name: "sleep" } }, ...sliding("slept") }),
      [],
    ],
    [
      "and not one that nobody defines, nor what time brings",
      ruled({}, sliding("slept", "birthday")),
      [
        "/units/points/expiry/by/0 is nothing that she does: name earn, redeem or an event that she takes part in",
        "/units/points/expiry/by/1 is nothing that she does: name earn, redeem or an event that she takes part in",
      ],
    ],
    ["a badge is earned one at a time", ruled({}, badge), []],
    [
      "and never more",
      ruled({ effects: [{ kind: "earn", unit: "points", amount: 2 }] }, badge),
      [
        '/campaigns/0/rules/0/effects/0/amount "points" is a badge: earn 1 of it, and nothing more by money, pieces or tier',
      ],
    ],
    ["a membership is given one at a time", ruled({}, club()), []],
    [
      "and neither by money nor as several",
      ruled({ on: "purchase", effects: [{ kind: "earn", unit: "points", amount: 1, perMinor: 100 }] }, club()),
      [expect.stringContaining('/campaigns/0/rules/0/effects/0/amount "points" is a membership: earn 1 of it')],
    ],
    [
      "nor several of it as a reward",
      ruled(
        {},
        {
          ...club(),
          rewards: [
            { id: "two", name: "Two", kind: "units", gives: { unit: "points", amount: 2 } },
            { id: "steps", name: "Steps", kind: "units", gives: { unit: "points", amount: 1 }, stepsMax: 2 },
          ],
        },
      ),
      [
        '/rewards/0/gives/amount "points" is a membership: give 1 of it',
        '/rewards/1/stepsMax "points" is a membership: give 1 of it',
      ],
    ],
    [
      "a membership lasts its months and nothing else",
      ruled({}, club({ pending: { kind: "days", days: 3 }, expiry: { kind: "rolling", days: 30 } })),
      [
        "/units/points/pending a membership begins when it is given",
        "/units/points/expiry a membership lasts its months: say those",
      ],
    ],
    [
      "nor a share of what is paid",
      ruled({ on: "purchase", effects: [{ kind: "cash-back", unit: "points", percent: 2 }] }, badge),
      [
        '/campaigns/0/rules/0/effects/0/percent "points" is a badge: earn 1 of it, and nothing more by money, pieces or tier',
      ],
    ],
  ])("%s", (_, document, faults) => {
    expect(faultsOf(document)).toEqual(faults);
  });

  test("only reports are reported: neither a purchase nor what comes of others or of time", () => {
    const not = Object.keys(EVENTS).filter((name) => !isReported(name, {}));
    expect(not.sort()).toEqual(
      [
        "anniversary",
        "badge-earned",
        "birthday",
        "card-filled",
        "check-in",
        "inactivity",
        "membership",
        "prize-won",
        "purchase",
        "refund",
        "renewal",
        "tier-reached",
        "top-up",
      ].sort(),
    );
    expect(isReported("slept", { slept: { name: "sleep" } })).toBe(true);
    expect(eventTerms("slept", {})).toBe(null);
  });
});
