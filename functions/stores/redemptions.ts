/** POST /v1/redemptions: units of a member for a reward, at once or held; then captured, released, fulfilled or reversed. */
import * as z from "zod";
import type { AboutRedemption } from "../decisions/redemption.ts";
import { contract } from "../edge/contract.ts";
import {
  fulfilledAnswer,
  fulfilledExample,
  fulfilledView,
  fulfilmentBody,
  fulfilmentRefusals,
  redeemExample,
  redeemFields,
  redeemRefusals,
  redemptionAnswer,
  redemptionView,
  returnedAnswer,
  returnedExample,
  returnedView,
} from "../edge/redemption-shapes.ts";
import { type App, type Asked, serveWrite } from "../edge/serve.ts";
import { memberRef } from "../edge/shapes.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { capture } from "../operations/capture.ts";
import { fulfil } from "../operations/fulfil.ts";
import { redeem } from "../operations/redeem.ts";
import { release } from "../operations/release.ts";
import { reverse } from "../operations/reverse.ts";
import { AMOUNT_MAX } from "../values/money.ts";

/** How long a hold lasts where nobody says, in seconds: a checkout. */
const TTL_SECONDS = 900;

const redeemBody = z
  .strictObject({
    member: memberRef,
    ...redeemFields,
    hold: z.boolean().default(false).describe("set aside until it is captured, released or lapses"),
    ttlSeconds: z.int().min(60).max(86_400).describe(`how long a hold lasts; ${TTL_SECONDS} where absent`).optional(),
  })
  .refine(({ hold, ttlSeconds }) => hold || ttlSeconds === undefined, {
    message: "only a hold lasts",
    path: ["ttlSeconds"],
  });

export const redeemForMember = contract({
  id: "redeemForMember",
  method: "post",
  path: "/v1/redemptions",
  audience: { kind: "store", scope: "redeem" },
  title: "Redeem a reward for a member",
  about:
    "Spends what expires first. A voucher comes with its code; a hold sets the units and the piece aside until you capture or release it, and lapses by itself.",
  body: redeemBody,
  status: 201,
  answer: redemptionAnswer,
  refusals: redeemRefusals,
  example: { body: { member: { email: "ada@example.com" }, reward: "five-euro", cost: 500 }, answer: redeemExample },
});

export const captureRedemption = contract({
  id: "captureRedemption",
  method: "post",
  path: "/v1/redemptions/:redemption/capture",
  audience: { kind: "store", scope: "redeem" },
  title: "Capture a held redemption",
  about:
    "The reward is handed over and what was held is spent. After the end of the hold nothing is spent: redeem again. Only the store that held it can.",
  body: z.strictObject({
    amount: z
      .int()
      .min(1)
      .max(AMOUNT_MAX)
      .describe("units to spend of what pays an order; all that is held where absent")
      .optional(),
    rest: z
      .enum(["release", "keep"])
      .default("release")
      .describe("what happens to the rest: given back, or held on for another part"),
  }),
  status: 200,
  answer: redemptionAnswer,
  refusals: [
    "redemption_unknown",
    "hold_lapsed",
    "fulfilment_refused",
    "redemption_not_held",
    "member_frozen",
    "amount_not_offered",
    "contest_closed",
    "surprise_closed",
    "limit_reached",
  ],
  isBodyOptional: true,
  example: { body: { amount: 500, rest: "keep" }, answer: redeemExample },
});

export const releaseRedemption = contract({
  id: "releaseRedemption",
  method: "post",
  path: "/v1/redemptions/:redemption/release",
  audience: { kind: "store", scope: "redeem" },
  title: "Release a held redemption",
  about: "What was held goes back to the lots it came from, and the piece to its stock.",
  status: 200,
  answer: returnedAnswer,
  refusals: ["redemption_unknown", "hold_lapsed", "fulfilment_refused", "redemption_not_held"],
  example: { answer: { ...returnedExample, status: "released" } },
});

export const reverseRedemption = contract({
  id: "reverseRedemption",
  method: "post",
  path: "/v1/redemptions/:redemption/reversal",
  audience: { kind: "store", scope: "redeem" },
  title: "Reverse a captured redemption",
  about:
    "Units go back to the lots they came from with the expiry they had: what has expired meanwhile is gone. A voucher that was not used is cancelled; a used one has to be reversed first.",
  body: z.strictObject({
    amount: z
      .int()
      .min(1)
      .max(AMOUNT_MAX)
      .describe("units to give back of what paid an order, pro rata to their lots; all where absent")
      .optional(),
  }),
  status: 200,
  answer: returnedAnswer,
  refusals: [
    "redemption_unknown",
    "already_reversed",
    "redemption_not_captured",
    "fulfilment_refused",
    "amount_not_offered",
    "voucher_used",
    "not_reversible",
  ],
  isBodyOptional: true,
  example: { body: { amount: 500 }, answer: { ...returnedExample, status: "reversed" } },
});

export const fulfilRedemption = contract({
  id: "fulfilRedemption",
  method: "post",
  path: "/v1/redemptions/:redemption/fulfilment",
  audience: { kind: "store", scope: "redeem" },
  title: "Say how far a redemption has come",
  about:
    "Goods go from requested to packed, shipped, delivered, and may be returned: the units come back then. A partner's points are accepted, which spends what was held, or rejected, which gives it back to the lots it came from. One state follows the other, once.",
  body: fulfilmentBody,
  status: 200,
  answer: fulfilledAnswer,
  refusals: fulfilmentRefusals,
  example: { body: { state: "rejected" }, answer: fulfilledExample },
});

function aboutRedemption({ params, caller }: Asked<unknown, unknown>): AboutRedemption {
  if (caller.kind !== "store") throw new Error("only a store goes on with a redemption");
  return { store: caller.store, redemption: params.redemption ?? "" };
}

export function mountRedemptions(app: App): void {
  serveWrite(app, redeemForMember, redeem, {
    request: ({ body: { member, reward, amount, cost, hold, ttlSeconds = TTL_SECONDS }, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store redeems for a member");
      const holdMs = hold ? ttlSeconds * 1000 : null;
      return { store: caller.store, member, reward, amount: amount ?? null, cost: cost ?? null, holdMs };
    },
    view: redemptionView,
    unseal: unsealVouchers,
  });
  serveWrite(app, captureRedemption, capture, {
    request: (asked) => {
      const { amount = null, rest } = asked.body;
      return { ...aboutRedemption(asked), amount, keepsRest: rest === "keep" };
    },
    view: redemptionView,
    unseal: unsealVouchers,
  });
  serveWrite(app, releaseRedemption, release, { request: aboutRedemption, view: returnedView });
  serveWrite(app, reverseRedemption, reverse, {
    request: (asked) => ({ ...aboutRedemption(asked), amount: asked.body.amount ?? null }),
    view: returnedView,
  });
  serveWrite(app, fulfilRedemption, fulfil, {
    request: (asked) => {
      const { state, reference = null } = asked.body;
      return { ...aboutRedemption(asked), state, reference };
    },
    view: fulfilledView,
  });
}
