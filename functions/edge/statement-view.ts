/** A member's statement as members, stores and staff see it: each movement with its why, in words and in numbers. */
import * as z from "zod";
import type { MemberStatement, StatementOperation } from "../database/statement-of.ts";
import { documentOf } from "../operations/facts-from.ts";
import type { Ledger } from "../operations/verb.ts";
import { whySentence } from "../programme/why.ts";
import { wordingOf } from "../programme/wording.ts";
import type { JsonObject } from "../values/json.ts";
import { pageOf, why } from "./shapes.ts";
import { instantView } from "./views.ts";

export const statementPage = pageOf(
  z.strictObject({
    operation: z.string(),
    kind: z.string(),
    occurredAt: z.string().describe("when it happened"),
    recordedAt: z.string().describe("when we learned it"),
    lines: z.array(
      z.strictObject({
        unit: z.string(),
        amount: z.int().describe("whole units, signed for the member"),
        reason: z.string(),
        says: z.string().describe("why, in words"),
        why,
        runningBalance: z
          .int()
          .describe(
            "units of hers after this line: pending ones are in it, held ones are not, a debt counts against it",
          ),
      }),
    ),
    refused: z.string().nullable().describe("code of the problem that answered it: nothing moved"),
    messages: z
      .array(z.strictObject({ message: z.string(), says: z.record(z.string(), z.string()).describe("by language") }))
      .describe("what rules told her"),
  }),
);

export const statementExample: JsonObject = {
  data: [
    {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
      kind: "purchase",
      occurredAt: "2026-11-21T10:00:00.000Z",
      recordedAt: "2026-11-21T10:00:01.000Z",
      lines: [
        {
          unit: "points",
          amount: 80,
          reason: "earn",
          says: "2 points per €1.00 on €40.00 = 80 points",
          why: { rule: "points-per-euro", basisMinor: 4000, amount: 2, perMinor: 100, percent: 100, tier: null },
          runningBalance: 80,
        },
      ],
      refused: null,
      messages: [],
    },
  ],
  next_cursor: null,
};

/** A page of a statement, each operation explained under its own programme version, in a language. */
export function statementView(
  { found, next, balances, documents }: MemberStatement,
  { ledger, language }: { ledger: Ledger; language: string },
): JsonObject {
  const running = new Map(balances);
  const data = found.map((operation) => operationView(operation, { running, documents, ledger, language }));
  return { data, next_cursor: next === null ? null : String(next) };
}

/** One operation; lines are numbered back from the balances after it. */
function operationView(
  { operation, kind, version, occurredAt, recordedAt, lines, refused, messages }: StatementOperation,
  {
    running,
    documents,
    ledger,
    language,
  }: { running: Map<string, number>; documents: Map<number, string>; ledger: Ledger; language: string },
): JsonObject {
  const wording = wordingOf(documentOf(ledger, version, documents.get(version) ?? null), language);
  const views: JsonObject[] = [];
  for (const line of lines.toReversed()) {
    const after = running.get(line.unit) ?? 0;
    running.set(line.unit, after - line.amount);
    views.unshift({ ...line, says: whySentence(line, wording), runningBalance: after });
  }
  return {
    operation,
    kind,
    occurredAt: instantView(occurredAt),
    recordedAt: instantView(recordedAt),
    lines: views,
    refused,
    messages,
  };
}
