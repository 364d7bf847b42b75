/** Rewards that redeem themselves: when a card is full, what keeps it waiting, and what a refund undoes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { AUTOMATIC_MAX, stampCardsOf } from "../../functions/decisions/automatic.ts";
import { decideBoundary } from "../../functions/decisions/boundary.ts";
import { draftOf } from "../../functions/decisions/draft.ts";
import type { Facts, Given } from "../../functions/decisions/facts.ts";
import { decidePurchase } from "../../functions/decisions/purchase.ts";
import { decideRefund } from "../../functions/decisions/refund.ts";
import { decideReverseVoucher } from "../../functions/decisions/reverse-voucher.ts";
import { decideUseVoucher } from "../../functions/decisions/use-voucher.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { debtOf, lotOf, stockOf } from "../../functions/values/account.ts";
import { ALWAYS, DAY_MS, dayOf, NEVER } from "../../functions/values/day.ts";
import { asKind, type Holder } from "../../functions/values/holder.ts";
import { idFrom } from "../../functions/values/id.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { codeOf } from "../../functions/values/voucher-code.ts";
import { ADA, factsWith, given, memberOf, NOW } from "../support/facts.ts";
import { SECRET } from "../support/global-setup.ts";
import { after } from "../support/memory.ts";
import { pointsProgramme } from "../support/programmes.ts";

const card = { id: "sixth", name: "The sixth", kind: "voucher", valueMinor: 300, automatic: true };
const document = ({
  unit = {},
  reward = {},
  more = {},
}: Partial<Record<"unit" | "reward" | "more", JsonObject>> = {}) =>
  pointsProgramme({
    units: { stamps: { name: { one: "stamp", other: "stamps" }, ...unit } },
    campaigns: [
      {
        id: "cards",
        name: "Cards",
        rules: [
          {
            id: "stamp",
            name: "A stamp a piece",
            on: "purchase",
            effects: [{ kind: "earn", unit: "stamps", amount: 1, perPieces: 1 }],
          },
        ],
      },
    ],
    rewards: [{ ...card, cost: { unit: "stamps", amount: 5 }, ...reward }],
    ...more,
  });

let drawn = 0;
/** Luck of one attempt: no id twice. */
function luck(now = NOW): Given {
  const id: Given["id"] = (noun) => {
    drawn += 1;
    const bytes = new Uint8Array(10);
    new DataView(bytes.buffer).setUint32(6, drawn);
    return idFrom(noun, now, bytes);
  };
  return { ...given, id, operation: id("op") };
}

function buy(facts: Facts, order: string, pieces: number) {
  return after(
    facts,
    decidePurchase(
      facts,
      {
        store: "sto_shop",
        member: { id: ADA },
        order,
        occurredAt: facts.now,
        currency: "EUR",
        lines: [{ line: "1", sku: "COFFEE", category: null, quantity: pieces, unitMinor: 300 }],
        discountMinor: 0,
        shippingMinor: 0,
        taxMinor: 0,
        totalMinor: pieces * 300,
        paidWith: [],
        isImport: false,
      },
      luck(facts.now),
    ),
  );
}

function refund(facts: Facts, order: string, pieces: number) {
  return after(
    facts,
    decideRefund(
      facts,
      { store: "sto_shop", order, refund: String(drawn), amountMinor: 0, lines: [{ line: "1", quantity: pieces }] },
      luck(facts.now),
    ),
  );
}

const vouchersOf = (facts: Facts) =>
  [...facts.holders.values()].flatMap((holder) => (holder.kind === "voucher" ? [asKind(holder, "voucher")] : []));

function use(facts: Facts, voucher: string, order = "later") {
  const cart = { channel: null, venue: null, lines: [] };
  const code = codeOf(SECRET, voucher);
  return after(
    facts,
    decideUseVoucher(facts, { store: "sto_shop", code, order, amountMinor: null, cart }, luck(facts.now)),
  );
}

function cardOf(facts: Facts) {
  const [first] = stampCardsOf(draftOf(facts), facts, ADA);
  const owes = 0 - draftOf(facts).balanceOf(debtOf(ADA, "stamps"));
  return first && { has: first.has, filled: first.filled, owes, waits: first.waits };
}

const stamps = (balance: number, days: Partial<{ availableOn: number; expiresOn: number }> = {}) =>
  balance < 0
    ? { ...debtOf(ADA, "stamps"), balance }
    : { ...lotOf(ADA, "stamps", { availableOn: ALWAYS, expiresOn: NEVER, ...days }), balance };

test.each([
  { had: 0, bought: 4, has: 4, filled: 0, owes: 0 },
  { had: 0, bought: 5, has: 0, filled: 1, owes: 0 },
  { had: 0, bought: 6, has: 1, filled: 1, owes: 0 },
  { had: 4, bought: 1, has: 0, filled: 1, owes: 0 },
  { had: 4, bought: 7, has: 1, filled: 2, owes: 0 },
  { had: -2, bought: 6, has: 4, filled: 0, owes: 0 },
  { had: -2, bought: 7, has: 0, filled: 1, owes: 0 },
  { had: -9, bought: 7, has: 0, filled: 0, owes: 2 },
])(
  "with $had stamps, $bought more leave $has on the card, $filled filled and $owes owed",
  ({ had, bought, ...left }) => {
    const facts = factsWith({ accounts: had === 0 ? [] : [stamps(had)] }, document());
    const { outcome, facts: now } = buy(facts, "1", bought);
    expect(cardOf(now)).toEqual({ ...left, waits: null });
    expect(outcome?.stampCards).toEqual([
      {
        reward: "sixth",
        unit: "stamps",
        has: left.has,
        needs: 5,
        filled: left.filled,
        justFilled: left.filled,
        waits: null,
      },
    ]);
    expect(outcome?.gifts.map(({ reward, voucher }) => [reward, voucher?.valueMinor])).toEqual(
      Array.from({ length: left.filled }, () => ["sixth", 300]),
    );
  },
);

test("a full card is a redemption as any other, taken from what expires first", () => {
  const today = dayOf(NOW, "Europe/Berlin");
  const accounts = [stamps(3), stamps(2, { availableOn: today - 9, expiresOn: today + 3 })];
  const { outcome, facts } = buy(factsWith({ accounts }, document()), "1", 1);
  const made = facts.holders.get(outcome?.gifts[0]?.redemption ?? "");
  expect(made).toMatchObject({
    kind: "redemption",
    owner: ADA,
    state: "captured",
    facts: { automatic: true, store: null, taken: [{ amount: 2, expiresOn: today + 3 }, { amount: 3 }] },
  });
});

const pausing: Holder<"programme"> = {
  publicId: "programme",
  kind: "programme",
  owner: null,
  version: 1,
  state: "open",
  dueAt: null,
  facts: { paused: { redemption: "Back at noon." } },
};

test.each([
  ["redemption_paused", { holders: new Map([["programme", pausing]]), member: memberOf("guest") }, {}],
  ["member_not_joined", { member: memberOf("guest") }, { perMember: 1, stock: 0 }],
  [
    "limit_reached",
    { metrics: [{ holder: ADA, metric: "redeemed:sixth", bucket: 0, amount: 1 }] },
    { perMember: 1, stock: 0 },
  ],
  ["stock_exhausted", {}, { stock: 1 }],
] as const)("a full card waits and says %s", (waits, more, reward) => {
  const facts = factsWith(more as Partial<Facts>, document({ reward }));
  const { outcome } = buy(facts, "1", 6);
  expect(outcome?.stampCards).toMatchObject([{ has: 6, justFilled: 0, waits }]);
  expect(outcome?.gifts).toEqual([]);
});

test("the last piece of a stock goes to the first full card, and the next one waits", () => {
  const { outcome } = buy(
    factsWith({ accounts: [{ ...stockOf("sixth"), balance: 1 }] }, document({ reward: { stock: 1 } })),
    "1",
    11,
  );
  expect(outcome?.stampCards).toMatchObject([{ has: 6, filled: 1, justFilled: 1, waits: "stock_exhausted" }]);
});

test("pending stamps do not count until the day on which they are available, when the clock comes by", () => {
  const facts = factsWith({}, document({ unit: { pending: { kind: "days", days: 2 } } }));
  const bought = buy(facts, "1", 5).facts;
  expect(cardOf(bought)).toMatchObject({ has: 0, filled: 0 });
  const due = bought.member?.dueAt ?? 0;
  expect(dayOf(due, "Europe/Berlin")).toBe(facts.today + 2);
  expect(dayOf(due - 1, "Europe/Berlin")).toBe(facts.today + 1);
  const later = { ...bought, now: due, today: facts.today + 2 };
  expect(cardOf(after(later, decideBoundary(later, { member: ADA }, luck(due))).facts)).toMatchObject({
    has: 0,
    filled: 1,
  });
});

test("one operation fills 100 cards at most, and the clock goes on at once", () => {
  const first = buy(factsWith({}, document()), "1", 5 * AUTOMATIC_MAX + 12);
  expect(first.outcome?.gifts).toHaveLength(AUTOMATIC_MAX);
  expect(first.facts.member?.dueAt).toBe(NOW);
  const turned = after(first.facts, decideBoundary(first.facts, { member: ADA }, luck())).facts;
  expect(cardOf(turned)).toMatchObject({ has: 2, filled: AUTOMATIC_MAX + 2 });
  expect(turned.member?.dueAt).toBe(null);
});

test.each([
  // Orders bought, cards used before the refund, pieces of the first order given back.
  { orders: [4], used: 0, back: 1, has: 3, filled: 0, owes: 0 },
  { orders: [5], used: 0, back: 1, has: 4, filled: 0, owes: 0 },
  { orders: [1, 4], used: 0, back: 1, has: 4, filled: 0, owes: 0 },
  { orders: [5], used: 1, back: 1, has: 0, filled: 1, owes: 1 },
  { orders: [5], used: 1, back: 5, has: 0, filled: 1, owes: 5 },
  // What is over pays first: the card stays, as the pieces that are left fill it.
  { orders: [6], used: 0, back: 1, has: 0, filled: 1, owes: 0 },
  { orders: [5, 2], used: 0, back: 2, has: 0, filled: 1, owes: 0 },
  { orders: [5, 2], used: 0, back: 3, has: 4, filled: 0, owes: 0 },
  // The newest first, used ones passed over.
  { orders: [5, 5], used: 0, back: 1, has: 4, filled: 1, owes: 0 },
  { orders: [5, 5], used: 1, back: 1, has: 4, filled: 1, owes: 0 },
  { orders: [7, 5], used: 1, back: 7, has: 0, filled: 1, owes: 0 },
  { orders: [10], used: 1, back: 10, has: 0, filled: 1, owes: 5 },
  { orders: [10], used: 2, back: 3, has: 0, filled: 2, owes: 3 },
])(
  "after $orders, $used used, $back given back leave $has, $filled filled and $owes owed",
  ({ orders, used, back, ...left }) => {
    let facts = factsWith({}, document());
    for (const [index, pieces] of orders.entries()) facts = buy(facts, String(index + 1), pieces).facts;
    const [newest, older] = vouchersOf(facts).reverse();
    for (const voucher of [older ?? newest, newest].slice(0, used)) facts = use(facts, voucher?.publicId ?? "").facts;
    const { outcome, facts: now } = refund(facts, "1", back);
    expect(cardOf(now)).toEqual({ ...left, waits: null });
    const live = vouchersOf(now).filter(({ state }) => state !== "cancelled");
    expect(live).toHaveLength(left.filled);
    expect(outcome?.undone).toHaveLength(vouchersOf(now).length - live.length);
  },
);

test("a debt is repaid by the next stamps before they fill anything", () => {
  const bought = buy(factsWith({}, document()), "1", 5).facts;
  const used = use(bought, vouchersOf(bought)[0]?.publicId ?? "").facts;
  const owing = refund(used, "1", 2).facts;
  expect(cardOf(owing)).toMatchObject({ has: 0, owes: 2 });
  expect(cardOf(buy(owing, "2", 6).facts)).toMatchObject({ has: 4, owes: 0, filled: 1 });
});

test.each([
  { demand: 49, bought: 4, has: 4, needs: 5, filled: 0 },
  { demand: 50, bought: 2, has: 2, needs: 3, filled: 0 },
  { demand: 50, bought: 7, has: 1, needs: 3, filled: 2 },
])("at a demand of $demand, $bought stamps fill $filled cards of $needs", ({ demand, bought, ...says }) => {
  const follows = { input: "demand", table: [{ from: 50, amount: 3 }] };
  const facts = factsWith(
    {
      metrics: [
        { holder: "programme", metric: "input:demand", bucket: 0, amount: demand },
        { holder: "programme", metric: "input-at:demand", bucket: 0, amount: 1 },
      ],
    },
    document({
      reward: { cost: { unit: "stamps", amount: 5, min: 3, follows } },
      more: { inputs: { demand: { name: "Demand", min: 0, max: 100 } } },
    }),
  );
  const { facts: now } = buy(facts, "1", bought);
  expect(stampCardsOf(draftOf(now), now, ADA)[0]).toMatchObject({ ...says, waits: null });
});

test("stamps that come back go to their own days: what has expired meanwhile repays first, and is gone beyond that", () => {
  const start = factsWith({}, document({ unit: { expiry: { kind: "rolling", days: 10 } }, reward: { validDays: 90 } }));
  const bought = buy(start, "1", 5).facts;
  const later = { ...bought, now: NOW + 20 * DAY_MS, today: bought.today + 20 };
  expect(cardOf(refund(later, "1", 1).facts)).toMatchObject({ has: 0, filled: 0, owes: 0 });
});

test("a voucher whose days are over had its time: it stays, and the stamp is owed", () => {
  const start = factsWith({}, document({ reward: { validDays: 10 } }));
  const bought = buy(start, "1", 5).facts;
  const onItsLastDay = { ...bought, now: NOW + 10 * DAY_MS, today: bought.today + 10 };
  expect(cardOf(refund(onItsLastDay, "1", 1).facts)).toMatchObject({ has: 4, filled: 0, owes: 0 });
  const later = { ...bought, now: NOW + 11 * DAY_MS, today: bought.today + 11 };
  expect(cardOf(refund(later, "1", 1).facts)).toMatchObject({ has: 0, filled: 1, owes: 1 });
});

test("a thing that was handed over at once is used, and stays", () => {
  const { valueMinor: _, ...thing } = card;
  const handed = { rewards: [{ ...thing, kind: "product", cost: { unit: "stamps", amount: 5 } }] };
  const bought = buy(factsWith({}, document({ more: handed })), "1", 5).facts;
  expect(cardOf(refund(bought, "1", 1).facts)).toMatchObject({ has: 0, filled: 1, owes: 1 });
});

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant("buy" as const), pieces: fc.integer({ min: 1, max: 12 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant("refund" as const),
      order: fc.nat(20),
      pieces: fc.integer({ min: 1, max: 12 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("use" as const), voucher: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("bring back" as const), voucher: fc.nat(20) }) },
);

test("no sequence of purchases, refunds and uses leaves more than the pieces that were kept justify, but for what is owed", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (steps, cost) => {
      let facts = factsWith({}, document({ reward: { cost: { unit: "stamps", amount: cost } } }));
      const kept: number[] = [];
      for (const taken of steps) {
        const vouchers = vouchersOf(facts);
        const voucher = "voucher" in taken ? vouchers[taken.voucher % Math.max(1, vouchers.length)] : undefined;
        const code = codeOf(SECRET, voucher?.publicId ?? "");
        const order = "order" in taken ? taken.order % Math.max(1, kept.length) : 0;
        if (taken.does === "buy") {
          facts = buy(facts, String(kept.length), taken.pieces).facts;
          kept.push(taken.pieces);
        } else if (taken.does === "refund") {
          const did = refund(facts, String(order), taken.pieces);
          if (did.outcome) kept[order] = (kept[order] ?? 0) - taken.pieces;
          facts = did.facts;
          const live = vouchersOf(facts).filter(({ state }) => state === "issued");
          // Nobody owes for a card that can still be undone …
          if (did.outcome && (cardOf(facts)?.owes ?? 0) > 0) expect(live).toEqual([]);
        } else if (taken.does === "use" && voucher) facts = use(facts, voucher.publicId).facts;
        else if (voucher)
          facts = after(facts, decideReverseVoucher(facts, { store: "sto_shop", code, order: null }, luck())).facts;
        const { has = 0, owes = 0, filled = 0 } = cardOf(facts) ?? {};
        const pieces = kept.reduce((sum, each) => sum + each, 0);
        // … and cards and stamps are what the pieces are worth, whatever was used, with the debt to the piece.
        const good = vouchersOf(facts).filter(({ state }) => state !== "cancelled").length;
        expect(filled).toBe(good);
        expect(good * cost + has - owes).toBe(pieces);
        expect(has).toBeLessThan(cost);
        expect(has === 0 || owes === 0).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["one without a cost", [{ ...card }], ["/rewards/0/automatic"]],
  [
    "one that gives what it takes",
    [
      {
        id: "a",
        name: "A",
        kind: "units",
        cost: { unit: "stamps", amount: 5 },
        gives: { unit: "stamps", amount: 5 },
        automatic: true,
      },
    ],
    ["/rewards/0/gives"],
  ],
  [
    "one that rules give, and gives what another takes",
    [
      { ...card, cost: { unit: "stamps", amount: 5 } },
      { id: "a", name: "A", kind: "units", gives: { unit: "stamps", amount: 5 } },
    ],
    [],
  ],
])("of rewards that redeem themselves, %s is told by its pointer", (_, rewards, pointers) => {
  const read = readProgramme(document({ more: { rewards } as JsonObject }));
  expect("faults" in read ? read.faults.map(({ pointer }) => pointer) : []).toEqual(pointers);
});
