/** POST /v1/activations: what a purchase, a check-in or a reported event earned waited for an event, and the store says that it happened. */
import * as z from "zod";
import { orderName } from "../decisions/record-order.ts";
import { eventName } from "../decisions/report.ts";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { balances, idText } from "../edge/shapes.ts";
import { availableView, expiryView } from "../edge/views.ts";
import { activate } from "../operations/activate.ts";
import { slug } from "../programme/words.ts";
import type { JsonObject } from "../values/json.ts";

export const recordActivation = contract({
  id: "recordActivation",
  method: "post",
  path: "/v1/activations",
  audience: { kind: "store", scope: "earn" },
  title: "Say that what units waited for has happened",
  about:
    "Units whose `pending` is an event wait until a store says it of what they were earned for. The document says which events make them available and which take them back. Their life begins on the day on which they become available.",
  body: z
    .strictObject({
      order: idText("the store's order number").optional(),
      reported: idText("the store's id of an event that it reported").optional(),
      source: z
        .string()
        .regex(/^[a-z]{2,8}_[0-9a-z]{26}$/)
        .describe("the id of what they were earned for: a check-in")
        .optional(),
      event: slug.describe("the event, as the document names it"),
    })
    .refine(
      ({ order, reported, source }) => [order, reported, source].filter((name) => name !== undefined).length === 1,
      "name the order, the reported event or the source",
    ),
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    activated: z.array(
      z.strictObject({
        unit: z.string(),
        amount: z.int(),
        rule: z.string(),
        availableOn: z.string().nullable().describe("first good day; null: at once"),
        expiresOn: z.string().nullable().describe("last good day; null: never"),
      }),
    ),
    cancelled: z.array(z.strictObject({ unit: z.string(), amount: z.int(), rule: z.string() })),
    balances,
  }),
  refusals: ["source_unknown", "duplicate", "not_awaited"],
  example: {
    body: { order: "1001", event: "order-accepted" },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      activated: [{ unit: "points", amount: 80, rule: "points-per-euro", availableOn: null, expiresOn: null }],
      cancelled: [],
      balances: { points: { available: 80, pending: 0, held: 0, debt: 0 } },
    },
  },
});

export function mountActivations(app: App): void {
  serveWrite(app, recordActivation, activate, {
    request: ({ body: { order, reported, source, event }, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store says what happened to an order");
      const { store } = caller;
      const named = order !== undefined ? orderName(store, order) : reported && eventName(store, reported);
      return { store, source: named ?? source ?? "", event };
    },
    view: ({ operation, member, activated, cancelled, balances: has }) => ({
      operation,
      member,
      activated: activated.map(({ availableOn, expiresOn, ...gain }) => ({
        ...gain,
        availableOn: availableView(availableOn),
        expiresOn: expiryView(expiresOn),
      })),
      cancelled,
      balances: { ...has } as unknown as JsonObject,
    }),
  });
}
