/**
 * What this shop remembers: a cart and the orders. A real one has a database; this one writes both into its visitor's own
 * browser, so that the demo needs no table and forgets with her. Nothing of the loyalty programme is kept: the engine has it.
 */
import { getCookie, setCookie } from "hono/cookie";
import type { Ctx } from "../../../edge/serve.ts";
import { productOf } from "./products.ts";

/** Things in a cart, by number. */
export type Cart = { sku: string; quantity: number }[];

/** An order as the shop placed it, before the engine heard of it. */
export interface Placed {
  order: string;
  cart: Cart;
}

/** Orders that are kept: what a cookie holds without growing large. */
const ORDERS_MAX = 12;
/** A demo is remembered for a day. */
const KEPT_SECONDS = 86_400;
const QUANTITY_MAX = 99;

/** The numbers of orders and refunds. */
export const NUMBER = /^[A-Z0-9-]{4,40}$/;

/** What lies in the cart. */
export function cartOf(context: Ctx): Cart {
  return read(getCookie(context, "cart") ?? "");
}

/** Keeps the cart as it is now. */
export function keepCart(context: Ctx, cart: Cart): void {
  keep(context, "cart", written(cart));
}

/** Sets how many of a thing lie in the cart; none takes it out. */
export function withQuantity(cart: Cart, sku: string, quantity: number): Cart {
  const others = cart.filter((line) => line.sku !== sku);
  const kept = Math.min(Math.max(0, Math.trunc(quantity)), QUANTITY_MAX);
  return kept === 0 || !productOf(sku) ? others : [...others, { sku, quantity: kept }];
}

/** Her orders, newest first. */
export function ordersOf(context: Ctx): Placed[] {
  return (getCookie(context, "orders") ?? "").split("_").flatMap((text) => {
    const [order = "", lines = ""] = text.split("~");
    return NUMBER.test(order) ? [{ order, cart: read(lines) }] : [];
  });
}

/** Keeps a new order; the same again is the same. */
export function keepOrder(context: Ctx, placed: Placed): void {
  const orders = [placed, ...ordersOf(context).filter(({ order }) => order !== placed.order)];
  keep(
    context,
    "orders",
    orders
      .slice(0, ORDERS_MAX)
      .map(({ order, cart }) => `${order}~${written(cart)}`)
      .join("_"),
  );
}

/** A number for an order, a refund or a redemption, made before the form is sent. */
export function newNumber(letter: string): string {
  const luck = crypto.getRandomValues(new Uint8Array(8));
  return `${letter}-${[...luck].map((byte) => "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[byte % 32]).join("")}`;
}

/** "MUG:2.MAP:1" */
function written(cart: Cart): string {
  return cart.map(({ sku, quantity }) => `${sku}:${quantity}`).join(".");
}

function read(text: string): Cart {
  return text.split(".").reduce<Cart>((cart, line) => {
    const [sku = "", quantity = "0"] = line.split(":");
    return withQuantity(cart, sku, Number(quantity) || 0);
  }, []);
}

function keep(context: Ctx, name: string, value: string): void {
  setCookie(context, name, value, { path: "/", httpOnly: true, sameSite: "Strict", maxAge: KEPT_SECONDS });
}
