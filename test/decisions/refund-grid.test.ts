/**
 * The whole grid of Square's three refund policies (by amount, by visit with a least, by item) × three return policies ×
 * orders, refunds and spending at random, against a second telling that shares nothing with the first: an order is what is
 * left of it on paper, and a member has pots of units by the day from which they are good.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { decidePurchase } from "../../functions/decisions/purchase.ts";
import { decideRefund } from "../../functions/decisions/refund.ts";
import { balancesOf } from "../../functions/decisions/standing.ts";
import { spend } from "../../functions/decisions/units.ts";
import { redeemedAt } from "../../functions/values/account.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import { asKind } from "../../functions/values/holder.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { ADA, factsWith, given } from "../support/facts.ts";
import { after } from "../support/memory.ts";
import { pointsProgramme } from "../support/programmes.ts";

const POLICIES = ["amount", "visit", "item"] as const;
const RETURNS = ["only-pending", "within-balance", "debt"] as const;
const GRID = POLICIES.flatMap((policy) =>
  RETURNS.map((returns) => ({ policy, returns, unit: `${policy}-${returns}` })),
);

/** Three units for each 0.70: thirds of sevenths of a unit are carried from order to order. */
const RATE = { amount: 3, perMinor: 70 };
const LEAST_MINOR = 2_000;
const PENDING_DAYS = 3;
const MUG_MINOR = 700;
const CUP_MINOR = 333;

const EFFECTS: Record<(typeof POLICIES)[number], { earns: JsonObject; when: JsonObject[] }> = {
  amount: { earns: RATE, when: [] },
  visit: { earns: { amount: 1 }, when: [{ kind: "amount", atLeastMinor: LEAST_MINOR }] },
  item: { earns: { amount: 1, perPieces: 1 }, when: [{ kind: "sku", in: ["MUG"] }] },
};

const document = pointsProgramme({
  units: Object.fromEntries(
    GRID.map(({ unit, returns }) => [
      unit,
      { name: { one: unit, other: unit }, returns, pending: { kind: "days", days: PENDING_DAYS } },
    ]),
  ),
  campaigns: [
    {
      id: "base",
      name: "Base",
      rules: GRID.map(({ unit, policy }) => ({
        id: unit,
        name: unit,
        on: "purchase",
        when: EFFECTS[policy].when,
        effects: [{ kind: "earn", unit, ...EFFECTS[policy].earns }],
      })),
    },
  ],
});

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant("buy" as const), mugs: fc.nat(4), cups: fc.nat(4) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("money" as const),
      order: fc.nat(9),
      minor: fc.integer({ min: 1, max: 3_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("pieces" as const),
      order: fc.nat(9),
      line: fc.constantFrom("m" as const, "c" as const),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("spend" as const), of: fc.nat(8), percent: fc.nat(100) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("pass" as const), days: fc.integer({ min: 1, max: 4 }) }) },
);

/** An order as it is on paper: pieces that were kept, and money that was given back beside them. */
interface Paper {
  boughtOn: number;
  isVisit: boolean;
  mugs: number;
  cups: number;
  backMinor: number;
}
const goodsOf = ({ mugs, cups }: Pick<Paper, "mugs" | "cups">) => mugs * MUG_MINOR + cups * CUP_MINOR;
const keptOf = (paper: Paper) => goodsOf(paper) - paper.backMinor;

/** Mugs of which money is left. Money back is shared out in proportion, whole cents first, then to the largest fractions. */
function paidMugs(paper: Paper): number {
  const [mugs, cups, all] = [paper.mugs * MUG_MINOR, paper.cups * CUP_MINOR, goodsOf(paper)];
  if (mugs === 0) return 0;
  const [share, rest] = [Math.floor((paper.backMinor * mugs) / all), (paper.backMinor * mugs) % all];
  const other = (paper.backMinor * cups) % all;
  const left = paper.backMinor - share - Math.floor((paper.backMinor * cups) / all);
  return mugs - share - (left > 0 && rest >= other ? 1 : 0) > 0 ? paper.mugs : 0;
}

/** What orders are worth in all, in whole units. */
function worth(policy: (typeof POLICIES)[number], papers: Paper[]): number {
  if (policy === "visit") return papers.filter((paper) => paper.isVisit && keptOf(paper) >= LEAST_MINOR).length;
  if (policy === "item") return papers.reduce((all, paper) => all + paidMugs(paper), 0);
  const minor = papers.reduce((all, paper) => all + keptOf(paper), 0);
  return Math.floor((minor * RATE.amount) / RATE.perMinor);
}

/** What a member has of a unit: pots by the day from which they are good, and what she owes. */
class Purse {
  readonly pots = new Map<number, number>();
  debt = 0;
  readonly returns: (typeof RETURNS)[number];

  constructor(returns: (typeof RETURNS)[number]) {
    this.returns = returns;
  }

  gets(amount: number, on: number): void {
    const repaid = Math.min(this.debt, amount);
    this.debt -= repaid;
    this.pots.set(on, (this.pots.get(on) ?? 0) + amount - repaid);
  }

  loses(amount: number, on: number, today: number): void {
    const pots = [on, ...[...this.pots.keys()].sort((a, b) => b - a)];
    let missing = amount;
    for (const pot of this.returns === "only-pending" ? [on].filter((day) => day > today) : pots)
      missing -= this.takes(pot, missing);
    if (this.returns === "debt") this.debt += missing;
  }

  spends(amount: number): void {
    let missing = amount;
    for (const pot of [...this.pots.keys()].sort((a, b) => a - b)) missing -= this.takes(pot, missing);
  }

  good(today: number): number {
    return [...this.pots].filter(([day]) => day <= today).reduce((all, [, amount]) => all + amount, 0);
  }

  waiting(today: number): number {
    return [...this.pots].filter(([day]) => day > today).reduce((all, [, amount]) => all + amount, 0);
  }

  private takes(pot: number, most: number): number {
    const part = Math.min(this.pots.get(pot) ?? 0, most);
    this.pots.set(pot, (this.pots.get(pot) ?? 0) - part);
    return part;
  }
}

test("Square's refund policies × return policies × random refund orders: exact to the unit, and to what is refused", {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      let facts = factsWith({}, document);
      const purses = new Map(GRID.map(({ unit, returns }) => [unit, new Purse(returns)]));
      const papers: Paper[] = [];
      const purseOf = (unit: string) => purses.get(unit) ?? new Purse("debt");
      /** Moves each purse by what all orders are worth now and were before. */
      const settle = (before: Paper[], on: number) => {
        for (const { unit, policy } of GRID) {
          const change = worth(policy, papers) - worth(policy, before);
          if (change > 0) purseOf(unit).gets(change, on);
          if (change < 0) purseOf(unit).loses(-change, on, facts.today);
        }
      };
      for (const [index, asked] of steps.entries()) {
        const before = papers.map((paper) => ({ ...paper }));
        switch (asked.does) {
          case "buy": {
            const { mugs, cups } = asked;
            if (mugs + cups === 0) break;
            const lines = [
              { line: "m", sku: "MUG", category: null, quantity: mugs, unitMinor: MUG_MINOR },
              { line: "c", sku: "CUP", category: null, quantity: cups, unitMinor: CUP_MINOR },
            ].filter(({ quantity }) => quantity > 0);
            const purchase = {
              store: "sto_shop",
              member: { id: ADA },
              order: String(papers.length),
              occurredAt: facts.now,
              currency: "EUR",
              lines,
              discountMinor: 0,
              shippingMinor: 0,
              taxMinor: 0,
              totalMinor: goodsOf(asked),
              paidWith: [],
              isImport: false,
            };
            const bought = after(facts, decidePurchase(facts, purchase, { ...given, occurredAt: facts.now }));
            expect(bought.refusal).toBeNull();
            facts = bought.facts;
            papers.push({ boughtOn: facts.today, isVisit: goodsOf(asked) >= LEAST_MINOR, mugs, cups, backMinor: 0 });
            settle(before, facts.today + PENDING_DAYS);
            break;
          }
          case "money":
          case "pieces": {
            const paper = papers[asked.order % Math.max(1, papers.length)];
            if (!paper) break;
            const order = String(papers.indexOf(paper));
            const isMoney = asked.does === "money";
            const next = { ...paper };
            if (isMoney) next.backMinor += asked.minor;
            else if (asked.line === "m") next.mugs -= asked.quantity;
            else next.cups -= asked.quantity;
            const hadLine = isMoney || hasLine(facts, order, asked.line);
            const refund = {
              store: "sto_shop",
              order,
              refund: String(index),
              amountMinor: isMoney ? asked.minor : 0,
              lines: isMoney ? [] : [{ line: asked.line, quantity: asked.quantity }],
            };
            const refunded = after(facts, decideRefund(facts, refund, given));
            const isTooMuch = next.mugs < 0 || next.cups < 0 || keptOf(next) < 0;
            expect(refunded.refusal?.refused ?? null).toBe(
              !hadLine ? "line_unknown" : isTooMuch ? "refund_exceeds_order" : null,
            );
            if (refunded.refusal) break;
            facts = refunded.facts;
            Object.assign(paper, next);
            settle(before, paper.boughtOn + PENDING_DAYS);
            break;
          }
          case "spend": {
            const unit = GRID[asked.of]?.unit ?? "";
            const amount = Math.floor((purseOf(unit).good(facts.today) * asked.percent) / 100);
            if (amount === 0) break;
            const draft = draftOf(facts);
            spend(draft, facts, {
              member: ADA,
              unit,
              amount,
              to: redeemedAt("sto_shop", unit),
              reason: "redeem",
              why: {},
            });
            facts = after(facts, { written: draft.written(ADA), outcome: null }).facts;
            purseOf(unit).spends(amount);
            break;
          }
          case "pass":
            facts = { ...facts, now: facts.now + asked.days * DAY_MS, today: facts.today + asked.days };
        }
        const balances = balancesOf(draftOf(facts), facts, ADA);
        for (const { unit } of GRID) {
          const purse = purseOf(unit);
          const { available = 0, pending = 0, debt = 0 } = balances[unit] ?? {};
          expect([unit, available, pending, debt]).toEqual([
            unit,
            purse.good(facts.today),
            purse.waiting(facts.today),
            purse.debt,
          ]);
        }
      }
    }),
    { numRuns: 400 },
  );
});

/** Whether an order was sold with a line. */
function hasLine({ holders }: ReturnType<typeof factsWith>, order: string, line: string): boolean {
  const sold = holders.get(`order:sto_shop:${order}`);
  return sold !== undefined && asKind(sold, "order").facts.lines.some((known) => known.line === line);
}
