/** Programmes that histories are played under: each is a list of versions with the day from which it is in force. */
import type { JsonObject } from "../../functions/values/json.ts";

export interface Published {
  /** Days after the histories begin. */
  afterDays: number;
  document: JsonObject;
}

/** Histories begin here: a Wednesday in winter time. */
export const BEGINS = Date.parse("2025-01-01T09:00:00Z");

const earn = (unit: string, amount: number, perMinor?: number, percentByTier?: JsonObject): JsonObject => ({
  kind: "earn",
  unit,
  amount,
  ...(perMinor === undefined ? {} : { perMinor }),
  ...(percentByTier === undefined ? {} : { percentByTier }),
});
const unit = (more: JsonObject = {}): JsonObject => ({ name: { one: "one", other: "many" }, ...more });
const rule = (id: string, effects: JsonObject[], more: JsonObject = {}): JsonObject => ({
  id,
  name: id,
  on: "purchase",
  effects,
  ...more,
});
const campaign = (id: string, rules: JsonObject[], more: JsonObject = {}): JsonObject => ({
  id,
  name: id,
  rules,
  ...more,
});
const base = (programme: string, zone: string, currency = "EUR"): JsonObject => ({
  programme,
  name: programme,
  about: programme,
  currency,
  zone,
});

/** Pieces of each scarce reward; a history has one for itself, so that histories beside each other never meet. */
export const SCARCE = 8;

/** A thing, a voucher in steps, one that a member may have twice, and scarce ones. */
const rewards = (of: string, price: number, more: JsonObject[] = []): JsonObject[] => [
  { id: "mug", name: "Mug", kind: "product", cost: { unit: of, amount: price } },
  {
    id: "five-off",
    name: "Five off",
    kind: "voucher",
    cost: { unit: of, amount: price + 1 },
    valueMinor: 500,
    stepsMax: 4,
    validDays: 30,
  },
  { id: "twice", name: "Twice", kind: "product", cost: { unit: of, amount: 1 }, perMember: 2 },
  ...Array.from({ length: SCARCE }, (_, index) => ({
    id: `scarce-${index}`,
    name: "Scarce",
    kind: "product",
    cost: { unit: of, amount: 1 },
    stock: 2,
  })),
  ...more,
];

/** Plain points with a fraction that never ends. */
const plain: Published[] = [
  {
    afterDays: 0,
    document: {
      ...base("plain", "Europe/Berlin"),
      units: { points: unit() },
      campaigns: [campaign("base", [rule("rate", [earn("points", 7, 300)])])],
      rewards: rewards("points", 40),
    },
  },
];

/** Pending points that expire, tiers by rolling spend, categories, weekdays; a better rate later, and a season. */
const tieredVersion = (amount: number): JsonObject => ({
  ...base("tiered", "Europe/Amsterdam"),
  units: { points: unit({ pending: { kind: "days", days: 14 }, expiry: { kind: "rolling", days: 120 } }) },
  metrics: { spend: { counts: "spend", bucket: "month" } },
  tiers: [
    {
      id: "status",
      measure: { metric: "spend", window: { kind: "rolling", months: 6 } },
      levels: [
        { id: "basic", name: "Basic", from: 0 },
        { id: "silver", name: "Silver", from: 30_000 },
        { id: "gold", name: "Gold", from: 90_000 },
      ],
    },
  ],
  campaigns: [
    campaign("base", [rule("rate", [earn("points", amount, 100, { silver: 125, gold: 150 })])]),
    campaign("coffee", [
      rule("coffee-double", [earn("points", 3, 100)], { when: [{ kind: "category", in: ["coffee", "tea"] }] }),
      rule("tea-gold", [earn("points", 11, 70)], {
        when: [
          { kind: "category", in: ["tea"] },
          { kind: "tier", in: ["gold", "silver"] },
        ],
      }),
    ]),
    campaign("weekend", [
      rule("weekend", [earn("points", 1, 90)], { when: [{ kind: "weekday", in: ["saturday", "sunday"] }] }),
    ]),
    campaign("season", [rule("season", [earn("points", 25)])], {
      from: "2025-03-01T00:00:00Z",
      until: "2025-05-01T00:00:00Z",
    }),
  ],
  rewards: rewards("points", 20 + amount, [
    { id: "gilded", name: "Gilded", kind: "product", cost: { unit: "points", amount: 9 }, tiers: ["silver", "gold"] },
  ]),
});
const tiered: Published[] = [
  { afterDays: 0, document: tieredVersion(2) },
  { afterDays: 60, document: tieredVersion(3) },
  { afterDays: 150, document: tieredVersion(1) },
];

/** Stamps for visits with a cap a day, points beside them, tiers by orders in a calendar year. */
const visits: Published[] = [
  {
    afterDays: 0,
    document: {
      ...base("visits", "America/New_York", "USD"),
      lateDays: 12,
      units: {
        stamps: unit({ expiry: { kind: "rolling", days: 60 } }),
        points: unit({ pending: { kind: "days", days: 2 } }),
      },
      metrics: { orders: { counts: "orders", bucket: "month" }, kept: { counts: "earned", unit: "points" } },
      tiers: [
        {
          id: "status",
          measure: { metric: "orders", window: { kind: "calendar-year" } },
          levels: [
            { id: "new", name: "New", from: 0 },
            { id: "regular", name: "Regular", from: 4 },
            { id: "friend", name: "Friend", from: 12 },
          ],
        },
      ],
      campaigns: [
        campaign("stamps", [
          rule("stamp", [earn("stamps", 1)], { caps: [{ what: "times", per: "day", atMost: 1 }] }),
          rule("coffee-stamp", [earn("stamps", 3, undefined, { regular: 150, friend: 250 })], {
            caps: [{ what: "times", per: "day", atMost: 2 }],
            when: [{ kind: "category", in: ["coffee"] }],
          }),
        ]),
        campaign("points", [rule("rate", [earn("points", 13, 700, { friend: 110, new: 0 })])]),
      ],
      rewards: rewards("stamps", 4),
    },
  },
];

/** Two units that expire fast, tiers by what was earned and kept in a lifetime. */
const fast: Published[] = [
  {
    afterDays: 0,
    document: {
      ...base("fast", "Pacific/Auckland", "NZD"),
      lateDays: 40,
      units: {
        points: unit({ pending: { kind: "days", days: 3 }, expiry: { kind: "rolling", days: 10 } }),
        miles: unit({ expiry: { kind: "rolling", days: 25 } }),
      },
      metrics: { kept: { counts: "earned", unit: "points", bucket: "lifetime" } },
      tiers: [
        {
          id: "status",
          measure: { metric: "kept", window: { kind: "lifetime" } },
          levels: [
            { id: "low", name: "Low", from: 0 },
            { id: "high", name: "High", from: 400 },
          ],
        },
      ],
      campaigns: [
        campaign("points", [rule("rate", [earn("points", 1, 10, { high: 133 })])]),
        campaign("miles", [
          rule("miles", [earn("miles", 1, 37)]),
          rule("first", [earn("miles", 50)], { caps: [{ what: "times", per: "day", atMost: 1 }] }),
        ]),
      ],
      rewards: rewards("miles", 60, [
        { id: "gilded", name: "Gilded", kind: "product", cost: { unit: "points", amount: 90 }, tiers: ["high"] },
      ]),
    },
  },
];

export const documents: Record<string, Published[]> = { plain, tiered, visits, fast };
