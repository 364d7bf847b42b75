/** What a merge comes to, case by case: who is known, what each has and owes, and what is counted. */
import { expect, test } from "vitest";
import type { Facts } from "../../functions/decisions/facts.ts";
import { decideMerge } from "../../functions/decisions/merge.ts";
import { type Account, debtOf, heldFor, lotOf } from "../../functions/values/account.ts";
import { ALWAYS, NEVER } from "../../functions/values/day.ts";
import type { Holder } from "../../functions/values/holder.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { isRefusal } from "../../functions/values/refusal.ts";
import type { MetricRow } from "../../functions/values/written.ts";
import { ADA, factsWith, given, memberOf, NOW, redemptionOf } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

const BEN = "mem_00000000000000000000000ben";
const CLEO = "mem_0000000000000000000000cleo";
const forEver = { availableOn: ALWAYS, expiresOn: NEVER };
const { today } = factsWith();
const soon = { availableOn: today, expiresOn: today };
const gone = { availableOn: ALWAYS, expiresOn: today - 1 };
const later = { availableOn: today + 1, expiresOn: today + 9 };

type State = "guest" | "joined" | "frozen";

interface Case {
  identified?: (string | null)[];
  store?: string;
  /** Ada becomes Ben. */
  states?: { ada: State; ben: State };
  joinedAt?: { ada: number | null; ben: number | null };
  accounts?: Account[];
  metrics?: MetricRow[];
  counts?: MetricRow[];
  more?: Holder[];
  document?: JsonObject;
}

function decided({
  identified = [BEN, ADA],
  store = "open",
  states = { ada: "joined", ben: "joined" },
  joinedAt = { ada: 1, ben: 2 },
  accounts = [],
  metrics = [],
  counts = metrics.filter(({ holder }) => holder === ADA),
  more = [],
  document = pointsProgramme(),
}: Case) {
  const shop = { publicId: "sto_shop", kind: "store", owner: null, version: 0, dueAt: null, facts: { name: "Shop" } };
  const ada = { ...memberOf(states.ada), facts: { joinedAt: joinedAt.ada } };
  const ben = { ...memberOf(states.ben), publicId: BEN, facts: { joinedAt: joinedAt.ben } };
  const holders: Holder[] = [{ ...shop, kind: "store", state: store }, ada, ben, ...more];
  const read = { holders: new Map(holders.map((holder) => [holder.publicId, holder])), identified, accounts, metrics };
  const facts: Facts = factsWith(read, document);
  return decideMerge(facts, { store: "sto_shop", from: "2", into: "1", counts }, given);
}

function writtenBy(situation: Case) {
  const answer = decided(situation);
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
}

test.each([
  ["a closed store", { store: "closed", identified: [null, null] }, "store_unknown"],
  ["neither known", { identified: [null, null] }, "member_unknown"],
])("%s: nothing is decided", (_, situation, refused) => {
  expect(decided(situation)).toMatchObject({ refused, isDecided: false });
});

test.each([
  ["only who is no more", [null, ADA], "named", ADA, [{ kind: "external:sto_shop", value: "1", holder: ADA }]],
  ["only who stays", [BEN, null], "named", BEN, [{ kind: "external:sto_shop", value: "2", holder: BEN }]],
  ["one member by both names", [BEN, BEN], "unchanged", BEN, undefined],
  ["two members", [BEN, ADA], "merged", BEN, undefined],
])("known is %s", (_, identified, effect, member, identities) => {
  const { outcome, written } = writtenBy({ identified });
  expect(outcome).toMatchObject({ effect, member });
  expect(written.member).toBe(member);
  expect(written.records.identities).toEqual(identities);
  expect(written.records.linked).toEqual(effect === "merged" ? { member: ADA, into: BEN } : undefined);
});

const lot = (member: string, days: typeof forEver, balance: number): Account => ({
  ...lotOf(member, "points", days),
  balance,
});
const debt = (member: string, amount: number): Account => ({ ...debtOf(member, "points"), balance: -amount });

test.each<[string, Account[], [number, number, number][], number]>([
  ["nothing", [], [], 0],
  [
    "lots keep their days",
    [lot(ADA, soon, 5), lot(ADA, later, 7)],
    [
      [today, today, 5],
      [today + 1, today + 9, 7],
    ],
    0,
  ],
  ["a lot of the same days grows", [lot(ADA, soon, 5), lot(BEN, soon, 1)], [[today, today, 6]], 0],
  ["a lot that has run out lapses and repays nothing", [lot(ADA, gone, 5), debt(BEN, 3)], [], 3],
  ["her debt is repaid by his lots", [debt(ADA, 3), lot(BEN, soon, 5)], [[today, today, 2]], 0],
  ["her debt, exactly", [debt(ADA, 5), lot(BEN, soon, 5)], [], 0],
  ["her debt, one more", [debt(ADA, 6), lot(BEN, soon, 5)], [], 1],
  ["his debt is repaid by her lots", [debt(BEN, 3), lot(ADA, soon, 5)], [[today, today, 2]], 0],
  ["his debt, one more", [debt(BEN, 6), lot(ADA, soon, 5)], [], 1],
  ["two debts are one", [debt(ADA, 2), debt(BEN, 3)], [], 5],
])("units: %s", (_, accounts, lots, owed) => {
  const { written } = writtenBy({ accounts });
  const balances = new Map<string, Account>();
  const move = (account: Omit<Account, "balance">, amount: number) => {
    const { holder, unit, availableOn, expiresOn } = account;
    const key = `${holder} ${availableOn} ${expiresOn}`;
    const known = balances.get(key) ?? { holder, unit, availableOn, expiresOn, balance: 0 };
    balances.set(key, { ...known, balance: known.balance + amount });
  };
  for (const account of accounts) move(account, account.balance);
  for (const { from, to, amount } of written.postings) {
    move(from, -amount);
    move(to, amount);
  }
  const left = [...balances.values()].filter(({ holder, balance }) => holder.startsWith("mem_") && balance !== 0);
  expect(left.filter(({ holder }) => holder === ADA)).toEqual([]);
  const hers = left.map(({ availableOn, expiresOn, balance }) => [availableOn, expiresOn, balance]);
  expect(hers.sort(([a = 0], [b = 0]) => a - b)).toEqual([...(owed > 0 ? [[-1, -1, -owed]] : []), ...lots]);
});

test("counts add up, of days long past too; refusals and the numbers of plays stay where they are", () => {
  const row = (metric: string, bucket: number, amount: number) => ({ holder: ADA, metric, bucket, amount });
  const counts = [
    row("spent", 0, 100),
    row("spent", 202_610, 60),
    row("carry:r:points:10000", 0, 9_800),
    row("rule:r", today - 30, 2),
    row("refusals", today, 4),
    row("nonce:pool:x:1", 0, 3),
  ];
  const { written } = writtenBy({ metrics: counts.slice(0, 3), counts });
  const moved = counts.slice(0, 4);
  expect(written.metrics.filter(({ holder }) => holder === BEN)).toEqual(
    moved.map((each) => ({ ...each, holder: BEN })),
  );
  expect(written.metrics.filter(({ holder }) => holder === ADA)).toEqual(
    moved.map((each) => ({ ...each, amount: -each.amount })),
  );
});

const hold = (endsAt: number) => ({
  more: [redemptionOf("rdm_1", "held", { taken: [{ unit: "points", ...forEver, amount: 100 }], endsAt })],
  accounts: [{ ...heldFor("rdm_1", "points"), balance: 100 }],
  metrics: [{ holder: ADA, metric: "redeemed:coffee", bucket: 0, amount: 3 }],
});
const coffees = (hers: number, his: number) => [
  { holder: ADA, metric: "redeemed:coffee", bucket: 0, amount: hers },
  { holder: BEN, metric: "redeemed:coffee", bucket: 0, amount: his },
];

test("what she holds stays held; what has run out is released, and the count of what she had goes along without it", () => {
  const held = writtenBy(hold(NOW + 1)).written;
  expect(held.postings).toEqual([]);
  expect(held.holders.filter(({ kind }) => kind === "redemption")).toEqual([]);
  expect(held.metrics).toEqual(coffees(-3, 3));
  const { postings, metrics } = writtenBy(hold(NOW)).written;
  expect(postings.map(({ from, to, amount, reason }) => [from.holder, to.holder, amount, reason])).toEqual([
    ["rdm_1", ADA, 100, "release"],
    [ADA, BEN, 100, "merge"],
  ]);
  expect(metrics).toEqual(coffees(-3, 2));
});

const seat = {
  id: "evening",
  name: "Evening",
  kind: "seat",
  date: "2027-05-01",
  stock: 1,
  cost: { unit: "points", amount: 100 },
};
/** What Ada, or Ben, is offered from the line for the evening, until an hour from now. */
const offered = (id: string, owner: string, more: { endsAt?: number; offer?: string } = { offer: "stb_1" }) => ({
  ...redemptionOf(id, "held", {
    ...{ reward: "evening", store: null, stock: true, endsAt: NOW + 3_600_000, ...more },
    taken: [{ unit: "points", ...soon, amount: 100 }],
  }),
  owner,
});
const had = (holder: string, amount: number) => ({ holder, metric: "redeemed:evening", bucket: 0, amount });
const [HERS, HIS] = ["rdm_of_ada", "rdm_of_ben"];

test.each<
  [string, { hers?: object; his?: object; had?: [number, number]; perMember?: number; inLine?: string[] }, string]
>([
  ["hers is his", {}, "stays"],
  ["within his limit, exactly", { had: [1, 1], perMember: 2 }, "stays"],
  ["one beyond his limit: it is the next one's", { had: [1, 2], perMember: 2 }, "released"],
  ["his own is open: hers is the next one's", { his: {} }, "released"],
  ["his own has run out: hers is his", { his: { endsAt: NOW } }, "stays"],
  ["hers has run out", { hers: { endsAt: NOW } }, "lapsed"],
  ["a hold that nobody offered, and his own is open", { hers: { offer: undefined }, his: {} }, "stays"],
  ["he was in line for another piece", { inLine: [BEN] }, "stays"],
  ["she was in line for another piece", { inLine: [ADA] }, "stays"],
])("an offer: %s", (_, { hers, his, had: [hersHad, hisHad] = [1, 0], perMember, inLine = [] }, comesOf) => {
  const document = pointsProgramme({ rewards: [perMember === undefined ? seat : { ...seat, perMember }] });
  const line = {
    publicId: "reward:evening",
    kind: "reward",
    owner: null,
    version: 0,
    state: "open",
    dueAt: null,
  } as const;
  const about = { offer: "stb_1" };
  const more: Holder[] = [
    { ...line, facts: { issued: 1, line: { turn: 1, through: 0 } } },
    offered(HERS, ADA, { ...about, ...hers }),
    ...(his ? [offered(HIS, BEN, { ...about, ...his })] : []),
    ...inLine.map(
      (owner): Holder => ({
        ...line,
        publicId: `stb_${owner}`,
        kind: "standby",
        owner,
        state: "waiting",
        facts: { reward: "evening", at: 0 },
      }),
    ),
  ];
  const isCounted = his === undefined ? [] : [had(BEN, 1)];
  const accounts = more
    .filter(({ kind }) => kind === "redemption")
    .flatMap(({ publicId }) => [
      { ...heldFor(publicId, "points"), balance: 100 },
      { ...heldFor(publicId, "stock:evening"), balance: 1 },
    ]);
  const metrics = [had(ADA, hersHad), ...(hisHad > 0 ? [had(BEN, hisHad)] : isCounted)];
  const { written } = writtenBy({ document, more, accounts, metrics });
  const moved = written.postings
    .filter(({ from }) => from.holder === HERS)
    .map(({ to, amount, reason }) => [to.holder, amount, reason]);
  const change = written.holders.find(({ publicId }) => publicId === HERS);
  const free = written.holders.find(({ publicId }) => publicId === "reward:evening")?.facts;
  const places = written.holders.filter(({ kind }) => kind === "standby").map(({ state: stands }) => stands);
  expect(places).toEqual(inLine.map(() => "left"));
  if (comesOf === "stays") {
    expect(moved).toEqual([]);
    expect(change).toBeUndefined();
  } else {
    expect(moved.map(([, ...rest]) => rest)).toEqual([
      [100, "release"],
      [1, "release"],
    ]);
    expect(change?.state).toBe(comesOf);
    // Whoever is next in line is asked.
    expect(free).toEqual({ issued: 1, line: { turn: 2, through: 0 } });
  }
});

test.each<[State, State, number | null, number | null, State, number | null]>([
  ["guest", "guest", null, null, "guest", null],
  ["joined", "guest", 1, null, "joined", 1],
  ["guest", "joined", null, 2, "joined", 2],
  ["joined", "joined", 1, 2, "joined", 1],
  ["frozen", "joined", 1, 2, "frozen", 1],
  ["guest", "frozen", null, null, "frozen", null],
])("%s becomes %s (joined at %s, %s): %s since %s", (ada, ben, adaAt, benAt, state, joinedAt) => {
  const { written } = writtenBy({ states: { ada, ben }, joinedAt: { ada: adaAt, ben: benAt } });
  const stands = (id: string) => written.holders.find(({ publicId }) => publicId === id);
  expect(stands(BEN)).toMatchObject({ state, facts: { joinedAt } });
  expect(stands(ADA)).toMatchObject({ state: "merged", dueAt: null, facts: { mergedInto: BEN } });
});

test("who became her before becomes whom she becomes", () => {
  const cleo: Holder = {
    ...memberOf("joined"),
    publicId: CLEO,
    state: "merged",
    facts: { joinedAt: null, mergedInto: ADA },
  };
  const { written } = writtenBy({ more: [cleo] });
  expect(written.holders.find(({ publicId }) => publicId === CLEO)).toMatchObject({
    state: "merged",
    isChanged: true,
    facts: { mergedInto: BEN },
  });
});

test("a tier comes along until its day, with what it asked when it was given", () => {
  const document = pointsProgramme({
    metrics: { spend: { counts: "spend", bucket: "month" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "spend", window: { kind: "calendar-year" } },
        held: { kind: "years" },
        levels: [
          { id: "base", name: "Base", from: 0 },
          { id: "gold", name: "Gold", from: 2000 },
        ],
      },
    ] as unknown as JsonObject[],
  });
  const needs = { "tier:status:gold": { spend: 1000 } };
  const gold = { ...lotOf(ADA, "tier:status:gold", { availableOn: today - 9, expiresOn: today + 9 }), balance: 1 };
  const ada = { ...memberOf("joined"), facts: { joinedAt: 1, needs } };
  const { written } = writtenBy({ document, accounts: [gold], more: [ada] });
  expect(written.postings.map(({ to, reason }) => [to.holder, to.expiresOn, reason])).toEqual([
    [BEN, today + 9, "merge"],
  ]);
  expect(written.holders.find(({ publicId }) => publicId === BEN)?.facts).toMatchObject({ needs });
});
