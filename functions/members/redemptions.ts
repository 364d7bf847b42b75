/** POST /v1/me/redemptions: a member spends her own units, and may think again for a moment. */
import * as z from "zod";
import { UNDO_MS } from "../decisions/undo-own.ts";
import { contract } from "../edge/contract.ts";
import type { ProblemCode } from "../edge/problems.ts";
import { memberAsking } from "../edge/read.ts";
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
import { type App, serveWrite } from "../edge/serve.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { redeem } from "../operations/redeem.ts";
import { undoOwn } from "../operations/undo-own.ts";

export const redeemOwn = contract({
  id: "redeemOwn",
  method: "post",
  path: "/v1/me/redemptions",
  audience: { kind: "member" },
  title: "Redeem a reward",
  about:
    "Spends what expires first. What pays an order is redeemed by the store at its checkout. Send the cost as it was shown, and another price is refused instead of paid.",
  body: z.strictObject(redeemFields),
  status: 201,
  answer: redemptionAnswer,
  refusals: redeemRefusals
    .filter((code) => code !== "member_unknown")
    .flatMap((code): ProblemCode[] => (code === "member_not_joined" ? [code, "pays_orders_only"] : [code])),
  example: { body: { reward: "five-euro", cost: 500 }, answer: redeemExample },
});

export const undoOwnRedemption = contract({
  id: "undoOwnRedemption",
  method: "post",
  path: "/v1/me/redemptions/:redemption/reversal",
  audience: { kind: "member" },
  title: "Undo what I redeemed",
  about: `For ${UNDO_MS / 1000} seconds after I redeemed it myself. Units go back to the lots they came from, and a voucher that was not used is cancelled. A code that the shop brought along was shown and stays hers, and units that it gave must all be there.`,
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
  example: { answer: { ...returnedExample, status: "reversed" } },
});

export function mountRedemptions(app: App): void {
  serveWrite(app, redeemOwn, redeem, {
    request: ({ body: { reward, amount, cost }, caller }) => {
      if (caller.kind !== "member") throw new Error("only a member redeems her own");
      return {
        store: null,
        member: { id: caller.member },
        reward,
        amount: amount ?? null,
        cost: cost ?? null,
        holdMs: null,
      };
    },
    view: redemptionView,
    unseal: unsealVouchers,
  });
  serveWrite(app, undoOwnRedemption, undoOwn, {
    request: ({ params, caller }) => ({ member: memberAsking(caller), redemption: params.redemption ?? "" }),
    view: returnedView,
  });
}
