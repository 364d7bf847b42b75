/** One happening becomes one operation; what a member has is remembered from the last answer, as a store would know it. */

import { enrol } from "../../functions/operations/enrol.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { refund } from "../../functions/operations/refund.ts";
import type { Programme } from "../../functions/programme/programme.ts";
import { discountOn } from "../../functions/programme/rewards/discount-level.ts";
import { purchaseView } from "../../functions/stores/purchases.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import type { Hands } from "./doing.ts";
import type { Happening } from "./history.ts";

/** What is known of a person while her history is lived. */
export interface Known {
  member: string | null;
  tier: string | null;
  available: Record<string, number>;
}

/** Does what happened. `known` is brought up to date. */
export async function live(hands: Hands, programme: Programme, happening: Happening, known: Known): Promise<void> {
  const { at, person } = happening;
  const member = { email: person.email };
  switch (happening.kind) {
    case "join": {
      const enrolment = {
        identity: { kind: "email", value: person.email },
        others: [],
        profile: { name: person.name, language: programme.language },
      };
      learn(known, await hands.do(enrol, enrolment, { key: `join/${person.number}`, now: at, path: "/v1/members" }));
      return;
    }
    case "purchase": {
      const { store, order } = happening;
      const lines = happening.lines.map(({ goods: { sku, category, unitMinor }, quantity }, index) => ({
        line: String(index + 1),
        sku,
        category,
        quantity,
        unitMinor,
      }));
      const goodsMinor = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
      const discountMinor = discountFor(programme, known.tier, goodsMinor);
      const request = {
        store,
        member,
        order,
        occurredAt: at,
        currency: programme.currency,
        lines,
        discountMinor,
        shippingMinor: 0,
        taxMinor: 0,
        totalMinor: goodsMinor - discountMinor,
        paidWith: [],
        isImport: false,
      };
      const doing = { key: `order/${order}`, now: at, path: "/v1/purchases", view: purchaseView };
      learn(known, await hands.do(purchase, request, doing));
      return;
    }
    case "refund": {
      const { store, order, lines } = happening;
      const request = { store, order, refund: "1", amountMinor: 0, lines };
      const doing = { key: `refund/${order}`, now: at, path: `/v1/purchases/${order}/refunds` };
      learn(known, await hands.do(refund, request, doing));
      return;
    }
    case "redemption":
    case "check-in":
      return;
    default:
      happening satisfies never;
  }
}

function discountFor({ rewards }: Programme, tier: string | null, goodsMinor: number): number {
  const level = rewards.find((reward) => reward.kind === "discount-level");
  return level ? discountOn(level, tier, goodsMinor).discountMinor : 0;
}

function learn(known: Known, answer: JsonObject): void {
  if (typeof answer.member === "string") known.member = answer.member;
  const standing = answer.tier as { tier: string } | null | undefined;
  if (standing) known.tier = standing.tier;
  for (const [unit, balance] of Object.entries((answer.balances ?? {}) as Record<string, { available: number }>))
    known.available[unit] = balance.available;
}
