/**
 * What the tour's buttons ask the shop's server as JSON: POST /demo/shop/purchases checks out a cart, POST /demo/shop/refunds
 * gives money back. Both answer what was sent to the engine and what came back, so that the tour can show it.
 */
import * as z from "zod";
import { readJson } from "../../../edge/body.ts";
import { askOwn } from "../../../edge/own-api.ts";
import { Problem } from "../../../edge/problem.ts";
import type { App, Ctx } from "../../../edge/serve.ts";
import type { ProgrammeWords } from "../../../edge/words.ts";
import { type Asked, askAsStore } from "../ask.ts";
import { visitorOf } from "../visitor.ts";
import { linesOf } from "./checkout.ts";
import { keepOrder, NUMBER } from "./kept.ts";
import { loyaltyOf } from "./loyalty.ts";
import { productOf, products } from "./products.ts";

const cart = z.strictObject({
  order: z.string().regex(NUMBER),
  occurredAt: z.iso.datetime(),
  lines: z
    .array(z.strictObject({ sku: z.string(), quantity: z.int().min(1).max(99) }))
    .min(1)
    .max(products.length),
});

const refund = z.strictObject({
  order: z.string().regex(NUMBER),
  refund: z.string().regex(NUMBER),
  amountMinor: z.int().min(1),
});

export function mountTold(app: App): void {
  app.post("/demo/shop/purchases", async (context: Ctx) => {
    const { member } = await visitorOf(context);
    const { order, occurredAt, lines: asked } = sentBy(cart, await readJson(context));
    if (!asked.every(({ sku }) => productOf(sku))) throw new Problem("not_found");
    const { currency } = (await askOwn<ProgrammeWords>(app, context, "/v1/programme")).body;
    const lines = linesOf(asked, currency).map((line) => ({ ...line }));
    const totalMinor = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
    const body = { member: { id: member }, order, occurredAt, currency, lines, totalMinor };
    const told = await askAsStore(app, context, { path: "/v1/purchases", key: keyOf(context), body });
    if (told.status === 201) keepOrder(context, { order, cart: asked });
    return answerWith(context, told);
  });

  app.post("/demo/shop/refunds", async (context: Ctx) => {
    const { member } = await visitorOf(context);
    const { order, ...body } = sentBy(refund, await readJson(context));
    // The shop's own promise, not the engine's: a customer gives back her own orders.
    if ((await loyaltyOf(app, context).story(order))?.member !== member) throw new Problem("order_unknown");
    const path = `/v1/purchases/${order}/refunds`;
    return answerWith(context, await askAsStore(app, context, { path, key: keyOf(context), body }));
  });
}

function answerWith(context: Ctx, asked: Asked): Response {
  context.header("cache-control", "no-store");
  return context.newResponse(JSON.stringify(asked), {
    status: asked.status as 200,
    headers: { "content-type": "application/json" },
  });
}

function keyOf(context: Ctx): string {
  const key = context.req.header("idempotency-key");
  if (!key) throw new Problem("key_missing");
  return key;
}

function sentBy<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new Problem("invalid");
  return parsed.data;
}
