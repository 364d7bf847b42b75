/** GET /v1/purchases/{order}: what an order earned, what refunds took back, and why. */
import * as z from "zod";
import { type OrderStory, readOrderStory } from "../database/order-story.ts";
import type { StatementLine } from "../database/statement-of.ts";
import { sum } from "../decisions/order.ts";
import { orderName } from "../decisions/record-order.ts";
import { refundName } from "../decisions/refund.ts";
import { contract } from "../edge/contract.ts";
import { spoken, wordingAsked } from "../edge/page-language.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { why } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { documentOf } from "../operations/facts-from.ts";
import type { Ledger } from "../operations/verb.ts";
import { whySentence } from "../programme/why.ts";
import { wordingOf } from "../programme/wording.ts";
import { asKind } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { OrderFacts } from "../values/order-facts.ts";

const movement = z.strictObject({
  unit: z.string(),
  amount: z.int().describe("whole units, positive"),
  rule: z.string(),
  says: z.string().describe("why, in words"),
  why,
});

export const showPurchase = contract({
  id: "showPurchase",
  method: "get",
  path: "/v1/purchases/:order",
  audience: { kind: "store", scope: "read" },
  title: "A purchase",
  about:
    "What the order earned, what each refund took back and what is left of it, under the programme version it was judged by.",
  query: z.strictObject(spoken),
  status: 200,
  answer: z.strictObject({
    order: z.string(),
    member: z.string(),
    operation: z.string(),
    state: z.enum(["recorded", "refunded"]),
    occurredAt: z.string(),
    currency: z.string(),
    totalMinor: z.int(),
    version: z.int().describe("programme version that it was judged by"),
    earned: z.array(movement),
    refunds: z.array(
      z.strictObject({
        refund: z.string(),
        operation: z.string(),
        recordedAt: z.string(),
        amountMinor: z.int().describe("money given back; 0: lines were"),
        lines: z.array(z.strictObject({ line: z.string(), quantity: z.int() })),
        takenBack: z.array(movement),
      }),
    ),
    kept: z.record(z.string(), z.int()).describe("earned less taken back, by unit"),
  }),
  refusals: ["order_unknown"],
  example: {
    answer: {
      order: "1001",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
      state: "recorded",
      occurredAt: "2026-11-21T10:00:00.000Z",
      currency: "EUR",
      totalMinor: 4000,
      version: 1,
      earned: [
        {
          unit: "points",
          amount: 80,
          rule: "points-per-euro",
          says: "2 points per €1.00 on €40.00 = 80 points",
          why: { rule: "points-per-euro", basisMinor: 4000, amount: 2, perMinor: 100, percent: 100, tier: null },
        },
      ],
      refunds: [],
      kept: { points: 80 },
    },
  },
});

export function mountPurchase(app: App): void {
  serveRead(app, showPurchase, async (asked) => {
    if (asked.caller.kind !== "store") throw new Error("only a store has orders");
    const { store } = asked.caller;
    const order = asked.params.order ?? "";
    const name = orderName(store, order);
    const reading = readOrderStory(name, [...asked.ledger.documents.keys()]);
    const { facts, found } = await read(asked, { holders: [name], reading });
    const holder = facts.holders.get(name);
    if (!holder || holder.owner === null) throw new Problem("order_unknown");
    const { state, owner, facts: about } = asKind(holder, "order");
    const { language } = wordingAsked(asked, facts, owner ?? undefined);
    return {
      order,
      member: owner,
      state,
      ...storyView({ store, order, name }, about, found, { ledger: asked.ledger, language }),
    };
  });
}

function storyView(
  { store, order, name }: { store: string; order: string; name: string },
  about: OrderFacts,
  { operations, documents }: OrderStory,
  { ledger, language }: { ledger: Ledger; language: string },
): JsonObject {
  const byClaim = new Map(operations.flatMap((operation) => operation.claims.map((claim) => [claim, operation])));
  const movements = (lines: StatementLine[]) => {
    const programme = documentOf(ledger, about.version, documents.get(about.version) ?? null);
    const byRule = Map.groupBy(lines, ({ unit, why: { rule } }) => `${rule}\n${unit}`);
    return [...byRule.values()].flatMap((parts) => {
      // The part without a debt says the whole of it; where all of it met a debt, that part does.
      const told =
        parts.find(({ why }) => why.repays === undefined && why.owes === undefined && why.forgiven === undefined) ??
        parts[0];
      if (!told) return [];
      const says = whySentence(
        parts.find(({ why: { repays, owes, forgiven } }) => repays ?? owes ?? forgiven) ?? told,
        wordingOf(programme, language),
      );
      const amount = Math.abs(sum(parts.map((part) => part.amount)));
      return [{ unit: told.unit, amount, rule: String(told.why.rule), says, why: told.why }];
    });
  };
  const recorded = byClaim.get(name);
  const told = new Set<string>();
  const kept = new Map<string, number>();
  for (const { unit, amount } of operations.flatMap(({ lines }) => lines))
    kept.set(unit, (kept.get(unit) ?? 0) + amount);
  return {
    operation: recorded?.operation ?? null,
    occurredAt: instantView(about.occurredAt),
    currency: about.currency,
    totalMinor: about.totalMinor,
    version: about.version,
    earned: movements(recorded?.lines.filter(({ reason }) => reason === "earn") ?? []),
    refunds: Object.entries(about.refunds).flatMap(([refund, { amountMinor, lines }]) => {
      const operation = byClaim.get(refundName(store, order, refund));
      if (!operation) return [];
      // Refunds that a platform stated at once moved units together: the first of them tells it.
      const isToldHere = !told.has(operation.operation);
      told.add(operation.operation);
      return [
        {
          refund,
          operation: operation.operation,
          recordedAt: instantView(operation.recordedAt),
          amountMinor,
          lines,
          takenBack: isToldHere
            ? movements(operation.lines.filter(({ reason }) => reason === "refund" || reason === "forgive"))
            : [],
        },
      ];
    }),
    kept: Object.fromEntries(kept),
  };
}
