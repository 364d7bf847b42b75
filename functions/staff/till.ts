/** /v1/staff/till: what staff do at a counter, with any phone: see who is there, sell, hand over a reward, and take it back. */
import * as z from "zod";
import { readStock } from "../database/stock.ts";
import { reachOf } from "../decisions/reach.ts";
import type { Looked } from "../decisions/till.ts";
import { contract } from "../edge/contract.ts";
import { memberShape, memberView, rewardsShape, rewardsView } from "../edge/member-view.ts";
import { memberIn, read } from "../edge/read.ts";
import {
  redeemExample,
  redeemFields,
  redeemRefusals,
  redemptionAnswer,
  redemptionView,
  returnedAnswer,
  returnedExample,
  returnedView,
} from "../edge/redemption-shapes.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { amount, balances, idText, memberRef, stampCards, text } from "../edge/shapes.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { purchase } from "../operations/purchase.ts";
import { redeem } from "../operations/redeem.ts";
import { lookAtTill, undoAtTill, undoSale } from "../operations/till.ts";
import { wordingOf } from "../programme/wording.ts";
import type { JsonObject } from "../values/json.ts";
import { MAY } from "./roles.ts";

const audience = { kind: "staff", roles: MAY.sell } as const;
const store = idText("the store whose till it is");
const SKU = "till";

const memberExample = {
  member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
  state: "joined",
  joinedAt: "2026-11-21T10:00:00.000Z",
  balances: { points: { available: 80, pending: 0, held: 0, debt: 0 } },
  tier: null,
  tiers: [],
  stampCards: [],
  attributes: {},
  ageBand: null,
  segments: [],
};
const operation = "op_01kajw8zt0q9w4m2xv5n6p7r8v";

const looked = {
  name: z.string().nullable(),
  currency: z.string(),
  who: memberShape,
  rewards: rewardsShape.shape.data,
};

export const lookWho = contract({
  id: "lookAtTill",
  method: "post",
  path: "/v1/staff/till/looks",
  audience,
  title: "See who is at the till",
  about:
    "By the code that her phone shows, which is taken by it, or by what she says. What she has, and the rewards in her reach.",
  body: z.strictObject({ member: memberRef }),
  status: 201,
  answer: z.strictObject({ operation: z.string(), ...looked }),
  refusals: ["member_unknown"],
  example: {
    body: {
      member: { memberCode: "T1.01KAJW8ZT0Q9W4M2XV5N6P7R8T.01KAJW8ZT0Q9W4M2XV5N6P7R8S.59555000.0A1B2C3D4E5F6G7H" },
    },
    answer: { operation, name: "Ada", currency: "EUR", who: memberExample, rewards: [] },
  },
});

export const showAtTill = contract({
  id: "showAtTill",
  method: "get",
  path: "/v1/staff/till/members/:member",
  audience,
  title: "What somebody at the till has now",
  about:
    "After a sale or a reward, without another look: the till has her id from the one that took her code. It moves nothing, and takes no code.",
  status: 200,
  answer: z.strictObject(looked),
  refusals: ["member_unknown"],
  example: { answer: { name: "Ada", currency: "EUR", who: memberExample, rewards: [] } },
});

const saleBody = z.strictObject({
  store,
  member: memberRef,
  order: idText("the till's own number of the sale"),
  currency: z.string().regex(/^[A-Z]{3}$/),
  amountMinor: amount.describe("what was paid, in minor units"),
  pieces: z.int().min(1).max(1000).default(1).describe("how many of them: what stamps count"),
  category: text("category that rules may name", 100).optional(),
});

export const sellAtTill = contract({
  id: "sellAtTill",
  method: "post",
  path: "/v1/staff/till/sales",
  audience,
  title: "Sell at the till",
  about: "A purchase of one kind of thing, as POST /v1/purchases records it.",
  body: saleBody,
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    order: z.string(),
    earned: z.array(z.strictObject({ unit: z.string(), amount: z.int() })),
    balances,
    stampCards,
  }),
  refusals: ["currency_not_accepted", "earning_paused", "member_unknown", "duplicate", "member_frozen"],
  example: {
    body: {
      store: "sto_shop",
      member: { id: memberExample.member },
      order: "till-1",
      currency: "EUR",
      amountMinor: 4000,
    },
    answer: {
      operation,
      member: memberExample.member,
      order: "till-1",
      earned: [{ unit: "points", amount: 80 }],
      balances: memberExample.balances,
      stampCards: [],
    },
  },
});

export const undoTillSale = contract({
  id: "undoTillSale",
  method: "post",
  path: "/v1/staff/till/sales/:order/undo",
  audience,
  title: "Undo a sale",
  about: "For 60 seconds: a refund of all of it.",
  body: z.strictObject({ store }),
  status: 200,
  answer: z.strictObject({ operation: z.string(), member: z.string(), order: z.string(), balances }),
  refusals: ["order_unknown", "undo_over", "duplicate", "refund_exceeds_order"],
  example: {
    body: { store: "sto_shop" },
    answer: { operation, member: memberExample.member, order: "till-1", balances: memberExample.balances },
  },
});

export const redeemAtTill = contract({
  id: "redeemAtTill",
  method: "post",
  path: "/v1/staff/till/redemptions",
  audience,
  title: "Hand over a reward",
  about: "Spends what expires first, as POST /v1/redemptions does.",
  body: z.strictObject({ store, member: memberRef, ...redeemFields }),
  status: 201,
  answer: redemptionAnswer,
  refusals: redeemRefusals,
  example: {
    body: { store: "sto_shop", member: { id: memberExample.member }, reward: "five-euro", cost: 500 },
    answer: redeemExample,
  },
});

export const undoTillRedemption = contract({
  id: "undoTillRedemption",
  method: "post",
  path: "/v1/staff/till/redemptions/:redemption/undo",
  audience,
  title: "Take a reward back",
  about: "For 60 seconds: its reversal.",
  body: z.strictObject({ store }),
  status: 200,
  answer: returnedAnswer,
  refusals: [
    "redemption_unknown",
    "undo_over",
    "already_reversed",
    "redemption_not_captured",
    "fulfilment_refused",
    "voucher_used",
    "not_reversible",
  ],
  example: { body: { store: "sto_shop" }, answer: { ...returnedExample, status: "reversed" } },
});

export function mountTill(app: App): void {
  serveWrite(app, lookWho, lookAtTill, {
    request: ({ body }) => body,
    view: ({ operation: id, ...found }) => ({ operation: id, ...lookView(found) }),
  });
  serveRead(app, showAtTill, async (asked) => {
    const { facts, found } = await read(asked, { member: asked.params.member ?? "", reading: readStock });
    const member = memberIn(facts);
    return lookView({ facts, member, reaches: reachOf(facts, member.publicId, found) });
  });
  serveWrite(app, sellAtTill, purchase, {
    request: ({ body, ledger }) => {
      const { amountMinor, pieces, category = null, ...named } = body;
      // Pieces of one price: what does not divide comes off the goods, so that the total is what was paid.
      const unitMinor = Math.ceil(amountMinor / pieces);
      return {
        ...named,
        occurredAt: ledger.now ?? Date.now(),
        channel: "shop",
        lines: [{ line: "1", sku: SKU, category, quantity: pieces, unitMinor }],
        discountMinor: unitMinor * pieces - amountMinor,
        shippingMinor: 0,
        taxMinor: 0,
        totalMinor: amountMinor,
        paidWith: [],
        isImport: false,
      };
    },
    view: ({ operation: id, member, order, earned, balances: after, stampCards: cards }) => ({
      operation: id,
      member,
      order,
      earned: earned.map(({ unit, amount: units }) => ({ unit, amount: units })),
      balances: { ...after } as unknown as JsonObject,
      stampCards: cards.map((card) => ({ ...card })),
    }),
  });
  serveWrite(app, undoTillSale, undoSale, {
    request: ({ body, params }) => ({ store: body.store, order: params.order ?? "" }),
    view: ({ operation: id, member, order, balances: after }) => ({
      operation: id,
      member,
      order,
      balances: { ...after } as unknown as JsonObject,
    }),
  });
  serveWrite(app, redeemAtTill, redeem, {
    request: ({ body: { store: at, member, reward, amount: units, cost } }) => ({
      store: at,
      member,
      reward,
      amount: units ?? null,
      cost: cost ?? null,
      holdMs: null,
    }),
    view: redemptionView,
    unseal: unsealVouchers,
  });
  serveWrite(app, undoTillRedemption, undoAtTill, {
    request: ({ body, params }) => ({ store: body.store, redemption: params.redemption ?? "" }),
    view: returnedView,
  });
}

function lookView({ facts, member, reaches }: Omit<Looked, "operation">): JsonObject {
  const { name } = facts.profiles.get(member.publicId) ?? {};
  const wording = wordingOf(facts.current.programme);
  return {
    name: typeof name === "string" ? name : null,
    currency: facts.current.programme.currency,
    who: memberView(facts, member, wording),
    rewards: rewardsView(reaches, wording).data as JsonObject[],
  };
}
