/** Refusals of redemptions, in order of precedence: each row removes one reason, and the next one answers. */
import { expect, test } from "vitest";
import { decideCapture } from "../../functions/decisions/capture.ts";
import type { Facts } from "../../functions/decisions/facts.ts";
import { decideRedeem, type Redeeming } from "../../functions/decisions/redeem.ts";
import { decideRelease } from "../../functions/decisions/release.ts";
import { decideReverse } from "../../functions/decisions/reverse.ts";
import { decideUseVoucher } from "../../functions/decisions/use-voucher.ts";
import { debtOf, heldFor, lotOf, redeemedAt, stockOf } from "../../functions/values/account.ts";
import { ALWAYS, NEVER } from "../../functions/values/day.ts";
import type { Holder } from "../../functions/values/holder.ts";
import { isRefusal } from "../../functions/values/refusal.ts";
import { codeHashOf, codeOf } from "../../functions/values/voucher-code.ts";
import { ADA, factsWith, given, memberOf, NOW, redemptionOf, voucherWith } from "../support/facts.ts";
import { SECRET } from "../support/global-setup.ts";
import { pointsProgramme } from "../support/programmes.ts";

const forEver = { availableOn: ALWAYS, expiresOn: NEVER };

const document = pointsProgramme({
  metrics: { earned: { counts: "earned", unit: "points" } },
  inputs: { demand: { name: "Demand", min: 0, max: 100 } },
  tiers: [
    {
      id: "status",
      measure: { metric: "earned", window: { kind: "lifetime" } },
      levels: [
        { id: "new", name: "New", from: 0 },
        { id: "gold", name: "Gold", from: 1000 },
      ],
    },
  ],
  segments: {
    thirties: { name: "Thirties", when: [{ kind: "age-band", from: 30, to: 39 }] },
    forties: { name: "Forties", when: [{ kind: "age-band", from: 40, to: 49 }] },
  },
  rewards: [
    {
      id: "everything",
      name: "Everything",
      kind: "voucher",
      cost: { unit: "points", amount: 100 },
      valueMinor: 100,
      stepsMax: 5,
      stock: 3,
      perMember: 2,
      tiers: ["gold"],
      segments: ["thirties", "forties"],
      while: [{ kind: "input", input: "demand", atMost: 70 }],
    },
    { id: "level", name: "Level", kind: "discount-level", percentByTier: { gold: 10 } },
  ],
});

interface Situation {
  member: Holder<"member"> | null;
  paused: boolean;
  reward: string;
  amount: number;
  cost: number;
  demand: number;
  earned: number;
  /** In whole years. */
  age: number;
  had: number;
  points: number;
  stock: number;
}

/** Everything that can be wrong at once. */
const worst: Situation = {
  member: null,
  paused: true,
  reward: "level",
  amount: 550,
  cost: 99,
  demand: 71,
  earned: 999,
  age: 29,
  had: 2,
  points: 499,
  stock: 0,
};

function decided(situation: Situation) {
  const { member, paused, reward, amount, cost, demand, earned, age, had, points, stock } = situation;
  const programme: Holder<"programme"> = {
    publicId: "programme",
    kind: "programme",
    owner: null,
    version: 1,
    state: "open",
    dueAt: null,
    facts: { paused: paused ? { redemption: "Back at noon." } : {} },
  };
  const facts: Facts = factsWith(
    {
      holders: new Map<string, Holder>([["programme", programme]]),
      accounts: [
        { ...lotOf(ADA, "points", forEver), balance: points },
        { ...stockOf("everything"), balance: stock },
      ],
      metrics: [
        { holder: "programme", metric: "input:demand", bucket: 0, amount: demand },
        { holder: "programme", metric: "input-at:demand", bucket: 0, amount: 1 },
        { holder: ADA, metric: "earned", bucket: 0, amount: earned },
        { holder: ADA, metric: "redeemed:everything", bucket: 0, amount: had },
      ],
      profiles: new Map([[ADA, { birthDate: `${2026 - age}-01-01` }]]),
    },
    document,
  );
  const request: Redeeming = { store: "sto_shop", member: { id: ADA }, reward, amount, cost, holdMs: null };
  return decideRedeem({ ...facts, member }, request, given);
}

const removals: [string, Partial<Situation>, boolean, object][] = [
  ["member_unknown", {}, false, {}],
  ["reward_unknown", { member: memberOf("frozen") }, false, {}],
  ["redemption_paused", { reward: "everything" }, false, { says: "Back at noon." }],
  ["member_frozen", { paused: false }, true, {}],
  ["member_not_joined", { member: memberOf("guest") }, true, {}],
  ["amount_not_offered", { member: memberOf("joined") }, true, { asked: 550, step: 100, max: 500 }],
  ["price_changed", { amount: 500 }, true, { costs: 100, seen: 99 }],
  ["not_now", { cost: 100 }, true, { input: "demand", atMost: 70, value: 71 }],
  ["tier_too_low", { demand: 70 }, true, { tier: "new", tiers: ["gold"] }],
  ["segment_needed", { earned: 1000 }, true, { segments: ["thirties", "forties"] }],
  ["limit_reached", { age: 40 }, true, { limit: 2, had: 2 }],
  ["points_short", { had: 1 }, true, { unit: "points", has: 499, needs: 500 }],
  ["stock_exhausted", { points: 500 }, true, { reward: "everything", stock: 3, left: 0 }],
];

test.each(removals.map((row, index) => [row[0], index] as const))(
  "%s is answered before what follows it",
  (_, index) => {
    const situation = Object.assign(
      {},
      worst,
      ...removals.slice(0, index + 1).map(([, change]) => change),
    ) as Situation;
    const [refused, , isDecided, numbers] = removals[index] ?? removals[0] ?? ["", {}, false, {}];
    expect(decided(situation)).toMatchObject({ refused, isDecided, numbers });
  },
);

test("with every reason removed it is decided, and an erased member is as unknown as nobody", () => {
  const good = Object.assign({}, worst, ...removals.map(([, change]) => change), { stock: 1 }) as Situation;
  const answer = decided(good);
  if (isRefusal(answer)) throw new Error(answer.refused);
  expect(answer.outcome).toMatchObject({ status: "captured", voucher: { valueMinor: 500 } });
  expect(answer.written.postings.map(({ from, to, amount }) => [from.unit, to.holder, amount])).toEqual([
    ["stock:everything", "programme:redeemed", 1],
    ["points", "sto_shop:redeemed", 500],
    // The level that her spending had reached: recorded with what she does next.
    ["tier:status:gold", ADA, 1],
  ]);
  expect(decided({ ...good, member: memberOf("erased") })).toMatchObject({ refused: "member_unknown" });
});

const rdm = "rdm_1";
const asked = { store: "sto_shop", redemption: rdm };
const taken = [{ unit: "points", ...forEver, amount: 100 }];

test.each([
  ["captured", NOW + 1, "redemption_not_held", "redemption_not_held"],
  ["released", NOW + 1, "redemption_not_held", "redemption_not_held"],
  ["lapsed", NOW - 1, "hold_lapsed", "hold_lapsed"],
  ["held", NOW - 1, "hold_lapsed", "hold_lapsed"],
  ["held", NOW, "hold_lapsed", "hold_lapsed"],
  ["held", NOW + 1, null, null],
])("a redemption that is %s and ends at %i: capture %s, release %s", (state, endsAt, captured, released) => {
  const facts = factsWith({
    holders: new Map<string, Holder>([[rdm, redemptionOf(rdm, state, { endsAt, taken })]]),
    accounts: [{ ...heldFor(rdm, "points"), balance: 100 }],
  });
  const answers = [decideCapture(facts, asked, given), decideRelease(facts, asked, given)];
  expect(answers.map((answer) => (isRefusal(answer) ? answer.refused : null))).toEqual([captured, released]);
});

test("a capture must be written before the hold ends, and a frozen member's hold is not captured but can be released", () => {
  const facts = factsWith({
    holders: new Map<string, Holder>([[rdm, redemptionOf(rdm, "held", { endsAt: NOW + 1, taken })]]),
    accounts: [{ ...heldFor(rdm, "points"), balance: 100 }],
  });
  const answer = decideCapture(facts, asked, given);
  if (isRefusal(answer)) throw new Error(answer.refused);
  expect(answer.written.holders.find(({ publicId }) => publicId === rdm)?.before).toBe(NOW + 1);
  const frozen = { ...facts, holders: new Map([...facts.holders, [ADA, memberOf("frozen")]]) };
  expect(decideCapture(frozen, asked, given)).toMatchObject({ refused: "member_frozen" });
  expect(decideRelease(frozen, asked, given)).toMatchObject({ outcome: { status: "released" } });
});

test.each([
  ["held", null, "issued", "redemption_not_captured"],
  ["released", null, "issued", "redemption_not_captured"],
  ["lapsed", null, "issued", "redemption_not_captured"],
  ["reversed", "op_1", "cancelled", "already_reversed"],
  ["captured", null, "used", "voucher_used"],
  ["captured", null, "issued", null],
])("the reversal of a %s redemption (reversed by %s, voucher %s): %s", (state, reversedBy, voucherState, refused) => {
  const voucher = voucherWith("vch_1", voucherState, { codeHash: "", expiresOn: NEVER, redemption: rdm });
  const facts = factsWith({
    holders: new Map<string, Holder>([
      [rdm, redemptionOf(rdm, state, { taken, reversedBy, voucher: "vch_1" })],
      ["vch_1", voucher],
    ]),
    accounts: [
      { ...redeemedAt("sto_shop", "points"), balance: 100 },
      { ...debtOf(ADA, "points"), balance: -30 },
    ],
  });
  const answer = decideReverse(facts, asked, given);
  if (refused !== null) expect(answer).toMatchObject({ refused, isDecided: true });
  else {
    expect(answer).toMatchObject({ outcome: { balances: { points: { available: 70, debt: 0 } } } });
    if (isRefusal(answer)) throw new Error(answer.refused);
    expect(answer.written.holders.find(({ publicId }) => publicId === "vch_1")?.state).toBe("cancelled");
  }
});

test.each([
  ["cancelled", -1, "voucher_cancelled"],
  ["used", -1, "voucher_expired"],
  ["issued", -1, "voucher_expired"],
  ["used", 0, "voucher_used"],
  ["issued", 0, null],
  ["issued", 1, null],
])("a voucher that is %s with %i days to its last: %s", (state, days, refused) => {
  const facts = factsWith();
  const code = codeOf(SECRET, "vch_1");
  const expiresOn = facts.today + days;
  facts.holders.set("vch_1", voucherWith("vch_1", state, { codeHash: codeHashOf(code), expiresOn }));
  const use = {
    store: "sto_shop",
    code,
    order: "1",
    amountMinor: null,
    cart: { channel: null, venue: null, lines: [] },
  };
  const answer = decideUseVoucher(facts, use, given);
  expect(isRefusal(answer) ? answer.refused : null).toBe(refused);
});
