/** What came of a check-in, as contracts show it, whoever says that she is there. */
import * as z from "zod";
import type { CheckedIn } from "../decisions/check-in.ts";
import type { JsonObject } from "../values/json.ts";
import { balances, earned, messages, stampCards, surprises, tickets } from "./shapes.ts";
import { earnedView, raisedView } from "./views.ts";
import { vouchers, vouchersView } from "./voucher-view.ts";

export const checkInShape = z.strictObject({
  id: z.string(),
  operation: z.string(),
  evidence: z
    .enum(["claimed", "gps", "qr", "nfc", "purchase", "staff", "demo position"])
    .describe("how presence was shown; claimed: by her word only"),
  trust: z.enum(["low", "ok", "high"]),
  earned,
  vouchers,
  surprises,
  tickets,
  messages,
  why: z.array(z.string()).describe("what was seen and decided, in sentences"),
  balances,
  stampCards,
});

/** An answer, for examples. */
export const CHECKED_IN: JsonObject = {
  id: "chk_01kajw8zt0q9w4m2xv5n6p7r8x",
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8y",
  evidence: "gps",
  trust: "ok",
  earned: [
    {
      unit: "points",
      amount: 50,
      rule: "points-for-being-there",
      availableOn: null,
      expiresOn: null,
      why: { rule: "points-for-being-there", amount: 50, percent: 100, tier: null },
    },
  ],
  vouchers: [],
  surprises: [{ id: "play_01kajw8zt0q9w4m2xv5n6p7r8z", state: "pending", pool: "walk-in" }],
  tickets: [],
  messages: [],
  why: ["Your device's position shows that you are here.", "It is your first here today, so it counts."],
  balances: { points: { available: 50, pending: 0, held: 0, debt: 0 } },
  stampCards: [],
};

/** The outcome as the contract shows it. */
export function checkInView({
  id,
  operation,
  evidence,
  trust,
  earned: given,
  gifts,
  surprises: plays,
  tickets: entries,
  messages: told,
  why,
  balances: after,
  stampCards: cards,
}: CheckedIn): JsonObject {
  return {
    id,
    operation,
    evidence,
    trust,
    earned: given.map(earnedView),
    vouchers: vouchersView(gifts),
    surprises: plays.map(raisedView),
    tickets: entries.map((entry) => ({ ...entry })),
    messages: told.map((message) => ({ ...message })),
    why,
    balances: { ...after } as unknown as JsonObject,
    stampCards: cards.map((card) => ({ ...card })),
  };
}
