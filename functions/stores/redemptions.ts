/** POST /v1/redemptions: units of a member for a reward, at once or held. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import {
  redeemExample,
  redeemFields,
  redeemRefusals,
  redemptionAnswer,
  redemptionView,
  unsealVouchers,
} from "../edge/redemption-shapes.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { memberRef } from "../edge/shapes.ts";
import { redeem } from "../operations/redeem.ts";

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
}
