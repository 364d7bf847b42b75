/** POST /v1/redemptions: units of a member for a reward, at once or held; then captured, released or reversed. */
import * as z from "zod";
import type { AboutRedemption } from "../decisions/redemption.ts";
import { contract } from "../edge/contract.ts";
import {
  redeemExample,
  redeemFields,
  redeemRefusals,
  redemptionAnswer,
  redemptionView,
  returnedAnswer,
  returnedView,
} from "../edge/redemption-shapes.ts";
import { type App, type Asked, serveWrite } from "../edge/serve.ts";
import { memberRef } from "../edge/shapes.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { capture } from "../operations/capture.ts";
import { redeem } from "../operations/redeem.ts";
import { release } from "../operations/release.ts";
import { reverse } from "../operations/reverse.ts";

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

const returnedExample = {
  id: "rdm_01kajw8zt0q9w4m2xv5n6p7r8s",
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v",
  member: "mem_01kajw8zt0q9w4m2xv5n6p7r8u",
  reward: "five-euro",
  returned: [{ unit: "points", amount: 500, lapsed: 0 }],
  balances: { points: { available: 600, pending: 0, held: 0, debt: 0 } },
};

export const captureRedemption = contract({
  id: "captureRedemption",
  method: "post",
  path: "/v1/redemptions/:redemption/capture",
  audience: { kind: "store", scope: "redeem" },
  title: "Capture a held redemption",
  about:
    "The reward is handed over and what was held is spent. After the end of the hold nothing is spent: redeem again. Only the store that held it can.",
  status: 200,
  answer: redemptionAnswer,
  refusals: [
    "redemption_unknown",
    "hold_lapsed",
    "redemption_not_held",
    "member_frozen",
    "contest_closed",
    "surprise_closed",
    "limit_reached",
  ],
  example: { answer: redeemExample },
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
  refusals: ["redemption_unknown", "hold_lapsed", "redemption_not_held"],
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
  status: 200,
  answer: returnedAnswer,
  refusals: ["redemption_unknown", "already_reversed", "redemption_not_captured", "voucher_used", "not_reversible"],
  example: { answer: { ...returnedExample, status: "reversed" } },
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
    request: aboutRedemption,
    view: redemptionView,
    unseal: unsealVouchers,
  });
  serveWrite(app, releaseRedemption, release, { request: aboutRedemption, view: returnedView });
  serveWrite(app, reverseRedemption, reverse, { request: aboutRedemption, view: returnedView });
}
