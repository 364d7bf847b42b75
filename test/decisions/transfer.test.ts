/** Refusals of transfers, in order of precedence: each row removes one reason, and the next one answers; then which days move. */
import { expect, test } from "vitest";
import { decideTransfer } from "../../functions/decisions/transfer.ts";
import { type Account, debtOf, lotOf } from "../../functions/values/account.ts";
import { ALWAYS, DAY_MS, GRACE, NEVER, SLIDES, WAITS } from "../../functions/values/day.ts";
import type { Holder } from "../../functions/values/holder.ts";
import { isRefusal } from "../../functions/values/refusal.ts";
import { ADA, factsWith, given, memberOf, NOW } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

const BEN = "mem_00000000000000000000000ben";
const document = pointsProgramme({
  units: {
    points: { name: { one: "point", other: "points" }, transferable: true },
    stamps: { name: { one: "stamp", other: "stamps" } },
  },
});
const { today: TODAY } = factsWith({}, document);

interface Situation {
  to: string;
  ben: Holder<"member"> | null;
  ada: Holder<"member">;
  paused: boolean;
  unit: string;
  amount: number;
  accounts: Account[];
}

/** Somebody who is not Ada, in a state. */
function benIn(state: Parameters<typeof memberOf>[0], mergedInto?: string): Holder<"member"> {
  const ben = memberOf(state);
  return { ...ben, publicId: BEN, ...(mergedInto ? { facts: { ...ben.facts, mergedInto } } : {}) };
}

const lot = (balance: number, availableOn = ALWAYS, expiresOn = NEVER): Account => ({
  ...lotOf(ADA, "points", { availableOn, expiresOn }),
  balance,
});

const worst: Situation = {
  to: BEN,
  ben: null,
  ada: memberOf("frozen"),
  paused: true,
  unit: "miles",
  amount: 100,
  accounts: [{ ...debtOf(ADA, "points"), balance: -1 }, lot(100)],
};

function decided({ to, ben, ada, paused, unit, amount, accounts }: Situation) {
  const programme: Holder<"programme"> = {
    publicId: "programme",
    kind: "programme",
    owner: null,
    version: 1,
    state: "open",
    dueAt: null,
    facts: { paused: paused ? { redemption: "Back at noon." } : {} },
  };
  const holders = new Map<string, Holder>([["programme", programme], ...(ben ? [[BEN, ben] as const] : [])]);
  const facts = factsWith({ holders, accounts, member: ada }, document);
  return decideTransfer(facts, { member: ADA, to, unit, amount }, given);
}

const removals: [string, Partial<Situation>, boolean, object][] = [
  ["member_unknown", {}, false, {}],
  ["member_unknown", { ben: benIn("erased") }, false, {}],
  ["to_herself", { ben: benIn("guest"), to: ADA }, true, {}],
  ["to_herself", { ben: benIn("guest", ADA), to: BEN }, true, {}],
  ["member_frozen", { ben: benIn("guest") }, true, {}],
  ["member_not_joined", { ada: memberOf("guest") }, true, {}],
  ["recipient_unavailable", { ada: memberOf("joined") }, true, {}],
  ["recipient_unavailable", { ben: benIn("frozen") }, true, {}],
  ["redemption_paused", { ben: benIn("joined") }, false, { says: "Back at noon." }],
  ["invalid", { paused: false }, false, { units: ["points", "stamps"] }],
  ["not_transferable", { unit: "stamps" }, true, { unit: "stamps" }],
  ["points_short", { unit: "points" }, true, { unit: "points", has: 99, needs: 100, owes: 1 }],
  ["points_short", { accounts: [lot(99)] }, true, { unit: "points", has: 99, needs: 100 }],
];

test.each(removals.map(([code], index) => [code, index] as const))(
  "%s is answered before what follows it (%i)",
  (_, index) => {
    const changes = removals.slice(0, index + 1).map(([, change]) => change);
    const [refused, , isDecided, numbers] = removals[index] ?? ["", {}, false, {}];
    expect(decided(Object.assign({}, worst, ...changes) as Situation)).toMatchObject({ refused, isDecided, numbers });
  },
);

const good: Situation = { ...worst, ben: benIn("joined"), ada: memberOf("joined"), paused: false, unit: "points" };

function done(situation: Partial<Situation>) {
  const answer = decided({ ...good, ...situation });
  if (isRefusal(answer)) throw new Error(answer.refused);
  const { outcome, written } = answer;
  const got = written.postings
    .filter(({ to }) => to.holder === BEN)
    .map(({ to, amount }) => [amount, to.availableOn, to.expiresOn]);
  return { outcome, got, written };
}

test("exactly what she has goes, and both members are expected and changed", () => {
  const { outcome, got, written } = done({ accounts: [lot(100)] });
  expect(got).toEqual([[100, ALWAYS, NEVER]]);
  expect(outcome.balances.points).toMatchObject({ available: 0, debt: 0 });
  const changed = written.holders.filter(({ expected, isChanged }) => expected === 0 && isChanged);
  expect(changed.map(({ publicId }) => publicId).sort()).toEqual([ADA, BEN]);
  expect(written.member).toBe(ADA);
  expect(written.metrics).toEqual([]);
});

test("the first to expire goes first and keeps its last day; what is pending, over or waiting stays", () => {
  const accounts = [
    lot(5, TODAY - 9, TODAY - 1),
    lot(7, TODAY + 1, TODAY + 2),
    lot(9, WAITS, NEVER),
    lot(40, TODAY - 1, TODAY + 30),
    lot(30, GRACE, TODAY),
    lot(50, ALWAYS, NEVER),
  ];
  expect(done({ accounts, amount: 71 }).got).toEqual([
    [30, GRACE, TODAY],
    [40, TODAY - 1, TODAY + 30],
    [1, ALWAYS, NEVER],
  ]);
  const refused = decided({ ...good, accounts, amount: 121 });
  expect(refused).toMatchObject({ refused: "points_short", numbers: { has: 120, needs: 121 } });
});

test("what slides becomes a lot that ends on the giver's date, and neither's date moves", () => {
  const ada = memberOf("joined");
  const slides = { points: TODAY + 12 };
  const { got, written } = done({
    ada: { ...ada, facts: { ...ada.facts, slides } },
    accounts: [lot(100, ALWAYS, SLIDES)],
  });
  expect(got).toEqual([[100, ALWAYS, TODAY + 12]]);
  const dates = written.holders.map(({ facts }) => (facts as { slides?: object }).slides);
  expect(dates.filter((each) => each !== undefined)).toEqual([slides]);
});

test("what the other owes is repaid first, and the giver's lines do not say so", () => {
  const owes = { ...debtOf(BEN, "points"), balance: -30 };
  const { written } = done({ accounts: [lot(40), owes], amount: 40 });
  const lines = written.postings.map(({ from, to, amount, why }) => [
    from.holder,
    to.holder,
    to.expiresOn,
    amount,
    why,
  ]);
  const between = `transfer:${given.operation}`;
  expect(lines).toEqual([
    [ADA, between, NEVER, 40, {}],
    [between, BEN, debtOf(BEN, "points").expiresOn, 30, { repays: "debt" }],
    [between, BEN, NEVER, 10, {}],
  ]);
});

test("turns of tiers that a late clock missed are recorded for both, each turn by turn", () => {
  const tiered = {
    ...document,
    metrics: { tenure: { counts: "tenure", bucket: "month" } },
    tiers: [
      {
        id: "years",
        measure: { metric: "tenure", window: { kind: "lifetime" } },
        levels: [
          { id: "new", name: "New", from: 0 },
          { id: "known", name: "Known", from: 30 },
          { id: "old", name: "Old", from: 60 },
        ],
      },
    ],
  };
  const since = (days: number) => NOW - days * DAY_MS;
  const due = (member: Holder<"member">) => ({ ...member, dueAt: since(40), facts: { joinedAt: since(70) } });
  const holders = new Map<string, Holder>([[BEN, due(benIn("joined"))]]);
  const facts = factsWith({ holders, accounts: [lot(100)], member: due(memberOf("joined")) }, tiered);
  const answer = decideTransfer(facts, { member: ADA, to: BEN, unit: "points", amount: 1 }, given);
  if (isRefusal(answer)) throw new Error(answer.refused);
  const turns = (of: string) =>
    answer.written.postings.flatMap(({ reason, from, to, why }) =>
      reason === "tier" && (from.holder === of || to.holder === of)
        ? [`${to.holder === of ? "+" : "-"}${to.unit} ${why.cause}`]
        : [],
    );
  const both = ["+tier:years:known reached", "-tier:years:known replaced", "+tier:years:old reached"];
  expect([turns(ADA), turns(BEN)]).toEqual([both, both]);
});
