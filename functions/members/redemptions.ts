/** POST /v1/me/redemptions: a member spends her own units. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import type { ProblemCode } from "../edge/problems.ts";
import {
  redeemExample,
  redeemFields,
  redeemRefusals,
  redemptionAnswer,
  redemptionView,
} from "../edge/redemption-shapes.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { redeem } from "../operations/redeem.ts";

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
}
