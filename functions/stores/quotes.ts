/** POST /v1/quotes: what a cart would earn, cost and need. */
import * as z from "zod";
import type { Offer } from "../decisions/quote.ts";
import { contract } from "../edge/contract.ts";
import { saidIn, spoken } from "../edge/page-language.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { amount, balances, earned, idText, memberPrices, memberRef, standing } from "../edge/shapes.ts";
import { outcomeOf } from "../edge/tried.ts";
import { earnedView } from "../edge/views.ts";
import { dryRun } from "../operations/dry-run.ts";
import { quote } from "../operations/quote.ts";
import type { JsonObject } from "../values/json.ts";
import { linesOf, purchaseBody } from "./purchases.ts";

const { currency, lines, discountMinor, shippingMinor, taxMinor, channel, venue } = purchaseBody.shape;

export const quoteCart = contract({
  id: "quoteCart",
  method: "post",
  path: "/v1/quotes",
  audience: { kind: "store", scope: "read" },
  title: "Quote a cart",
  about:
    "What a cart would earn, the discount of the member's tier (for who has joined), and the rewards that she may have. Writes nothing and takes no key. Whoever is not known is quoted as a guest. Send the cart without the discount that is quoted: what it earns has it taken off. All of it is of the cart at the prices that rules have for her.",
  query: z.strictObject(spoken),
  body: z.strictObject({
    member: memberRef.optional(),
    currency,
    lines,
    discountMinor,
    shippingMinor,
    taxMinor,
    totalMinor: amount.describe("as shown; goods less discount plus shipping and tax where absent").optional(),
    channel,
    venue,
    reward: idText("the one reward that is asked about").optional(),
  }),
  status: 200,
  answer: z.strictObject({
    memberPrices,
    discount: z
      .strictObject({ reward: z.string(), percent: z.int(), discountMinor: z.int() })
      .nullable()
      .describe("the best that her tier gives, rounded down to a minor unit"),
    earns: earned,
    notApplied: z
      .array(z.strictObject({ rule: z.string(), because: z.string(), says: z.string() }))
      .describe(
        "rules that give nothing, and why: conditions (with what would make them hold), holdout, cap, budget or stacking",
      ),
    vouchers: z
      .array(
        z.strictObject({
          voucher: z.string(),
          reward: z.string(),
          amountMinor: z.int(),
          lines: z.array(z.strictObject({ line: z.string(), amountMinor: z.int() })),
        }),
      )
      .describe("hers that take something off this cart, each alone, the most first; she has their codes"),
    rewards: z
      .array(
        z.strictObject({
          reward: z.string(),
          name: z.string(),
          unit: z.string(),
          costs: z.int(),
          has: z.int().describe("what she can spend now"),
          missing: z.int(),
          discountMinor: z.int().nullable().describe("what it would take off this cart; null: nothing"),
        }),
      )
      .describe("that her tier, her limit, their stock and what is published allow, nearest first"),
    nudge: z
      .strictObject({ reward: z.string(), unit: z.string(), missing: z.int() })
      .nullable()
      .describe("the nearest reward that is out of reach"),
    tier: standing,
    balances,
  }),
  refusals: ["currency_not_accepted", "totals_do_not_add_up", "reward_unknown", "member_unknown"],
  example: {
    body: {
      member: { email: "ada@example.com" },
      currency: "EUR",
      lines: [{ sku: "MUG-1", quantity: 2, unitMinor: 2000 }],
    },
    answer: {
      memberPrices: [],
      discount: { reward: "levels", percent: 12, discountMinor: 480 },
      earns: [
        {
          unit: "points",
          amount: 70,
          rule: "points-per-euro",
          availableOn: null,
          expiresOn: null,
          why: {
            rule: "points-per-euro",
            basisMinor: 3520,
            amount: 2,
            perMinor: 100,
            percent: 100,
            tier: "gold",
            carriedBefore: 0,
            carriedAfter: 4000,
            denominator: 10000,
          },
        },
      ],
      notApplied: [
        {
          rule: "spring-bonus",
          because: "budget",
          says: 'the budget of the campaign "Spring" has no points left',
        },
      ],
      vouchers: [
        {
          voucher: "vch_01kajw8zt0q9w4m2xv5n6p7r8s",
          reward: "five-euro",
          amountMinor: 500,
          lines: [{ line: "1", amountMinor: 500 }],
        },
      ],
      rewards: [
        {
          reward: "coffee",
          name: "Coffee",
          unit: "points",
          costs: 600,
          has: 540,
          missing: 60,
          discountMinor: null,
        },
      ],
      nudge: { reward: "coffee", unit: "points", missing: 60 },
      tier: { tier: "gold", has: 1500, next: null },
      balances: { points: { available: 540, pending: 0, held: 0, debt: 0 } },
    },
  },
  isKeyless: true,
});

export function mountQuotes(app: App): void {
  serveRead(app, quoteCart, async ({ body, caller, ledger, context }) => {
    if (caller.kind !== "store") throw new Error("only a store asks for quotes");
    const { member = null, totalMinor = null, reward = null, channel: sold = null, venue: at = null, ...cart } = body;
    const request = {
      ...cart,
      channel: sold,
      venue: at,
      lines: linesOf(cart.lines),
      store: caller.store,
      member,
      totalMinor,
      reward,
      said: saidIn(context),
    };
    const tried = outcomeOf(await dryRun(ledger, quote, { request, caller }));
    const { language, earned: earns, nudge, ...quoted } = tried;
    context.set("language", language);
    return {
      memberPrices: quoted.memberPrices.map((price) => ({ ...price })),
      discount: quoted.discount,
      earns: earns.map(earnedView),
      notApplied: quoted.notApplied.map((left) => ({ ...left })),
      vouchers: quoted.vouchers.map(({ lines, ...offer }) => ({ ...offer, lines: lines.map((each) => ({ ...each })) })),
      rewards: quoted.rewards.map((offer) => ({ ...offer })),
      nudge: nudge === null ? null : nudgeView(nudge),
      tier: quoted.tier as JsonObject | null,
      balances: { ...quoted.balances } as unknown as JsonObject,
    };
  });
}

function nudgeView({ reward, unit, missing }: Offer): JsonObject {
  return { reward, unit, missing };
}
