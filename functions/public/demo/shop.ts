/**
 * The demo shop's server: it knows its prices and its customers' orders, and holds the store key. POST
 * /demo/shop/purchases checks out a cart, POST /demo/shop/refunds gives money back; both answer what was sent and what
 * came back.
 */
import * as z from "zod";
import { readOrdersOf } from "../../database/orders-of.ts";
import { orderName } from "../../decisions/record-order.ts";
import { readJson } from "../../edge/body.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { askOwn } from "../../edge/own-api.ts";
import { Problem } from "../../edge/problem.ts";
import { read } from "../../edge/read.ts";
import { type App, type Ctx, hostOf } from "../../edge/serve.ts";
import type { ProgrammeWords } from "../../edge/words.ts";
import { asKind } from "../../values/holder.ts";
import type { JsonObject } from "../../values/json.ts";
import { readStoreKey } from "../../values/key.ts";
import { type Asked, askAsStore } from "./ask.ts";
import { priceMinor, products } from "./products.ts";
import { type Visitor, visitorOf } from "./visitor.ts";

/** Orders that the shop shows a visitor. */
const ORDERS = 5;
/** Among how many of her newest a refund looks for its order. */
const ORDERS_MAX = 100;

const cart = z.strictObject({
  order: z.string().regex(/^[A-Z0-9-]{4,40}$/),
  occurredAt: z.iso.datetime(),
  lines: z
    .array(z.strictObject({ sku: z.string(), quantity: z.int().min(1).max(99) }))
    .min(1)
    .max(products.length),
});

const refund = z.strictObject({
  order: z.string().regex(/^[A-Z0-9-]{4,40}$/),
  refund: z.string().regex(/^[A-Z0-9-]{4,40}$/),
  amountMinor: z.int().min(1),
});

/** An order as the shop's page shows it. */
export interface ShopOrder {
  order: string;
  totalMinor: number;
  refundedMinor: number;
}

/** The shop's name, as the programme knows it. */
export async function shopNamed(context: Ctx): Promise<string> {
  const ledger = ledgerOf(context.env, hostOf(context));
  const store = storeOf(context);
  const { facts } = await read({ caller: { kind: "public" }, ledger }, { holders: [store] });
  const known = facts.holders.get(store);
  return known ? asKind(known, "store").facts.name : "The shop";
}

/** The store whose key the shop's server holds. */
function storeOf({ env }: Ctx): string {
  return readStoreKey(env.DEMO_STORE_KEY ?? "")?.store ?? "";
}

/** The visitor's newest orders. */
export async function shopOrders(visitor: Visitor): Promise<ShopOrder[]> {
  const { found } = await read(visitor, { reading: readOrdersOf(visitor.member, ORDERS) });
  return found.map(({ name, facts: { totalMinor, refunds } }) => ({
    order: name.slice(name.lastIndexOf(":") + 1),
    totalMinor,
    refundedMinor: Object.values(refunds).reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  }));
}

export function mountShop(app: App): void {
  app.post("/demo/shop/purchases", async (context: Ctx) => {
    const { member } = await visitorOf(context);
    const { order, occurredAt, lines } = sentBy(cart, await readJson(context));
    const { currency } = (await askOwn<ProgrammeWords>(app, context, "/v1/programme")).body;
    const priced = lines.map(({ sku, quantity }) => {
      const product = products.find((known) => known.sku === sku);
      if (!product) throw new Problem("not_found");
      const { name, category } = product;
      return { sku, name, category, quantity, unitMinor: priceMinor(product, currency) };
    });
    const totalMinor = priced.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
    const body: JsonObject = { member: { id: member }, order, occurredAt, currency, lines: priced, totalMinor };
    return answerWith(await askAsStore(app, context, { path: "/v1/purchases", key: keyOf(context), body }));
  });

  app.post("/demo/shop/refunds", async (context: Ctx) => {
    const visitor = await visitorOf(context);
    const { order, ...body } = sentBy(refund, await readJson(context));
    const { found } = await read(visitor, { reading: readOrdersOf(visitor.member, ORDERS_MAX) });
    if (!found.some(({ name }) => name === orderName(storeOf(context), order))) throw new Problem("order_unknown");
    const path = `/v1/purchases/${order}/refunds`;
    return answerWith(await askAsStore(app, context, { path, key: keyOf(context), body }));
  });
}

function answerWith(asked: Asked): Response {
  return Response.json(asked, { status: asked.status, headers: { "cache-control": "no-store" } });
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
