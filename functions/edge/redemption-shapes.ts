/** What contracts about redemptions share: the request's fields, the answer and its view. */
import * as z from "zod";
import type { Fulfilled } from "../decisions/fulfil.ts";
import type { Redeemed } from "../decisions/redeem.ts";
import type { Returned } from "../decisions/redemption.ts";
import { STATES } from "../programme/rewards/fulfilment.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { AMOUNT_MAX } from "../values/money.ts";
import type { Handed } from "../values/redemption-facts.ts";
import type { ProblemCode } from "./problems.ts";
import { balances, idText, surprises, tickets } from "./shapes.ts";
import { availableView, expiryView, instantView } from "./views.ts";
import { voucher, voucherView } from "./voucher-view.ts";

export const redeemFields = {
  reward: idText("a reward of the catalogue that has a price"),
  amount: z
    .int()
    .min(1)
    .max(AMOUNT_MAX)
    .describe("units to spend: a multiple of the reward's cost, up to its steps; one step where absent")
    .optional(),
  cost: z
    .int()
    .min(1)
    .max(AMOUNT_MAX)
    .describe("the price of one step as it was shown: another one now is refused, with both")
    .optional(),
};

export const spent = z.array(z.strictObject({ unit: z.string(), amount: z.int() })).describe("by unit");

export const fulfilmentShape = z
  .strictObject({
    by: z.enum(["goods", "partner"]),
    state: z.enum(["requested", ...STATES]),
    reference: z.string().nullable().describe("a name that others know it by, as a parcel's number"),
  })
  .describe("how far it has come to her");

/** What a reward gave beside a voucher. */
const gaveShape = z.strictObject({
  units: z
    .array(
      z.strictObject({
        unit: z.string(),
        amount: z.int(),
        availableOn: z.string().nullable().describe("first good day; null: at once"),
        expiresOn: z.string().nullable().describe("last good day; null: never"),
      }),
    )
    .optional(),
  tickets: tickets.optional(),
  surprises: surprises.optional(),
  donations: z
    .array(z.strictObject({ charity: z.string(), amountMinor: z.int().describe("in minor units") }))
    .optional(),
});

/** What was handed over, as contracts show it. */
function gaveView(gave: Handed[]): JsonObject {
  const view: Record<"units" | "tickets" | "surprises" | "donations", JsonObject[]> = {
    units: [],
    tickets: [],
    surprises: [],
    donations: [],
  };
  for (const handed of gave) {
    if (handed.kind === "units") {
      const { unit, amount, availableOn, expiresOn } = handed;
      const days = { availableOn: availableView(availableOn), expiresOn: expiryView(expiresOn) };
      view.units.push({ unit, amount, ...days });
    } else if (handed.kind === "tickets") {
      const { contest, amount, entry } = handed;
      view.tickets.push({ contest, amount, entry });
    } else if (handed.kind === "donation")
      view.donations.push({ charity: handed.charity, amountMinor: handed.amountMinor });
    else view.surprises.push({ id: handed.id, state: "pending", pool: handed.pool });
  }
  return Object.fromEntries(Object.entries(view).filter(([, list]) => list.length > 0));
}

export const redemptionAnswer = z.strictObject({
  id: z.string(),
  operation: z.string(),
  member: z.string(),
  reward: z.string(),
  status: z.enum(["held", "captured"]),
  spent,
  worthMinor: z.int().describe("what the units take off the order, in minor units").optional(),
  fulfilment: fulfilmentShape.optional(),
  endsAt: z.string().describe("a hold lapses then by itself").optional(),
  voucher: voucher.optional(),
  gave: gaveShape.optional(),
  balances,
});

/** The refusals of a step of fulfilment, in the order in which they are checked. */
export const fulfilmentRefusals: ProblemCode[] = [
  "redemption_unknown",
  "fulfilment_refused",
  "contest_closed",
  "surprise_closed",
  "limit_reached",
  "voucher_used",
  "not_reversible",
];

/** The refusals of a redemption, in the order in which they are checked. */
export const redeemRefusals: ProblemCode[] = [
  "member_unknown",
  "reward_unknown",
  "redemption_paused",
  "member_frozen",
  "member_not_joined",
  "amount_not_offered",
  "price_changed",
  "not_yet",
  "no_longer",
  "not_now",
  "tier_too_low",
  "segment_needed",
  "limit_reached",
  "points_short",
  "contest_closed",
  "surprise_closed",
  "stock_exhausted",
];

export const redeemExample: Json = {
  id: "rdm_01kajw8zt0q9w4m2xv5n6p7r8s",
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8t",
  member: "mem_01kajw8zt0q9w4m2xv5n6p7r8u",
  reward: "five-euro",
  status: "captured",
  spent: [{ unit: "points", amount: 500 }],
  voucher: {
    id: "vch_01kajw8zt0q9w4m2xv5n6p7r8s",
    code: "TSR-7K2M-XQ4D-09VB",
    valueMinor: 500,
    expiresOn: "2027-11-21",
  },
  balances: { points: { available: 100, pending: 0, held: 0, debt: 0 } },
};

/** A redemption as contracts show it; its code stays sealed until the answer leaves. */
export function redemptionView({
  redemption,
  operation,
  member,
  reward,
  status,
  spent: taken,
  worthMinor,
  fulfilment,
  endsAt,
  voucher: issued,
  gave,
  balances: after,
}: Redeemed): JsonObject {
  return {
    id: redemption,
    operation,
    member,
    reward,
    status,
    spent: taken.map((each) => ({ ...each })),
    ...(worthMinor === null ? {} : { worthMinor }),
    ...(fulfilment === null ? {} : { fulfilment: { ...fulfilment } }),
    ...(endsAt === null || status === "captured" ? {} : { endsAt: instantView(endsAt) }),
    ...(issued === null ? {} : { voucher: voucherView(issued) }),
    ...(gave.length === 0 ? {} : { gave: gaveView(gave) }),
    balances: { ...after } as unknown as JsonObject,
  };
}

export const returnedAnswer = z.strictObject({
  id: z.string(),
  operation: z.string(),
  member: z.string(),
  reward: z.string(),
  status: z.enum(["released", "reversed", "captured"]).describe("captured: a part came back, more can"),
  returned: z
    .array(
      z.strictObject({
        unit: z.string(),
        amount: z.int().describe("given back to the lots it came from, with the expiry it had"),
        lapsed: z.int().describe("of it, what had expired meanwhile"),
      }),
    )
    .describe("by unit"),
  balances,
});

export const fulfilmentBody = z.strictObject({
  state: z.enum(STATES),
  reference: idText("a name that others know it by, as a parcel's number: opaque, never of a person").optional(),
});

export const fulfilledAnswer = z.strictObject({
  id: z.string(),
  operation: z.string(),
  member: z.string(),
  reward: z.string(),
  status: z.enum(["held", "captured", "released", "reversed"]),
  fulfilment: fulfilmentShape,
  returned: returnedAnswer.shape.returned,
  balances,
});

export const fulfilledExample: Json = {
  id: "rdm_01kajw8zt0q9w4m2xv5n6p7r8s",
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8t",
  member: "mem_01kajw8zt0q9w4m2xv5n6p7r8u",
  reward: "blue-sky-miles",
  status: "released",
  fulfilment: { by: "partner", state: "rejected", reference: null },
  returned: [{ unit: "points", amount: 1000, lapsed: 0 }],
  balances: { points: { available: 1000, pending: 0, held: 0, debt: 0 } },
};

/** How far a redemption has come, as contracts show it. */
export function fulfilledView({ redemption, fulfilment, returned, balances: after, ...rest }: Fulfilled): JsonObject {
  return {
    id: redemption,
    ...rest,
    fulfilment: { ...fulfilment },
    returned: returned.map((each) => ({ ...each })),
    balances: { ...after } as unknown as JsonObject,
  };
}

/** What came back, as contracts show it. */
export function returnedView({ redemption, returned, balances: after, ...rest }: Returned): JsonObject {
  return {
    id: redemption,
    ...rest,
    returned: returned.map((each) => ({ ...each })),
    balances: { ...after } as unknown as JsonObject,
  };
}

export const returnedExample = {
  id: "rdm_01kajw8zt0q9w4m2xv5n6p7r8s",
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v",
  member: "mem_01kajw8zt0q9w4m2xv5n6p7r8u",
  reward: "five-euro",
  returned: [{ unit: "points", amount: 500, lapsed: 0 }],
  balances: { points: { available: 600, pending: 0, held: 0, debt: 0 } },
};
