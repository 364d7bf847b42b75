/**
 * A small shop with a loyalty programme, to be read as the example of one. It uses the public API and nothing else:
 * loyalty.ts has every request, checkout.ts what a cart costs, kept.ts what the shop itself remembers, and these are its
 * addresses. Everything works as plain forms; the elements (/elements.js) add what she earns, beside the goods.
 *
 *   GET  /shop                          the goods
 *   GET  /shop/products/{sku}           one of them
 *   GET  /shop/cart, POST /shop/cart    what lies in the cart, and how many of it
 *   GET  /shop/checkout                 what it costs with one of her vouchers; POST pays
 *   POST /shop/checkout/reward          points become a voucher, at the checkout
 *   GET  /shop/orders                   what became of her orders, and why; POST …/{order}/refunds gives a line back
 *   POST /shop/join                     joins the programme
 *   GET  /shop/loyalty-token            what the elements ask for: a token, or 204 for a visitor
 */
import { readForm } from "../../../edge/body.ts";
import { askOwn } from "../../../edge/own-api.ts";
import { pageLanguage } from "../../../edge/page-language.ts";
import { tellingOf } from "../../../edge/phrases/problems/index.ts";
import { Problem } from "../../../edge/problem.ts";
import { isKnownProblem } from "../../../edge/problems.ts";
import type { App, Ctx } from "../../../edge/serve.ts";
import type { Language } from "../../../values/language.ts";
import { joined } from "../session.ts";
import { visitorIfAny, visitorOf } from "../visitor.ts";
import { CartPage, CheckoutPage } from "./cart-pages.tsx";
import { checkoutOf, linesOf, purchaseOf } from "./checkout.ts";
import { cartOf, keepCart, keepOrder, NUMBER, newNumber, ordersOf, withQuantity } from "./kept.ts";
import { loyaltyOf } from "./loyalty.ts";
import { OrdersPage, type Shown } from "./order-pages.tsx";
import { goodsName, type Place, shopPage } from "./page.tsx";
import { shopPhrases } from "./phrases/index.ts";
import { JoinPage, ProductPage, ProductsPage } from "./product-pages.tsx";
import { productOf } from "./products.ts";
import { mountTold } from "./told.ts";

/** Orders that the front page shows. */
const NEWEST = 3;

export function mountShop(app: App): void {
  mountTold(app);

  app.get("/shop", async (context) => {
    const place = await placeOf(app, context);
    const orders = await ordersShown(app, context, place, NEWEST);
    return shopPage(context, place, {
      title: place.says.everything,
      children: <ProductsPage place={place} orders={orders} />,
    });
  });

  app.get("/shop/products/:sku", async (context) => {
    const product = productOf(context.req.param("sku"));
    if (!product) throw new Problem("not_found");
    const place = await placeOf(app, context);
    return shopPage(context, place, {
      title: goodsName(place, product),
      children: <ProductPage place={place} product={product} />,
    });
  });

  app.get("/shop/cart", async (context) => {
    const place = await placeOf(app, context);
    const lines = linesOf(cartOf(context), place.programme.currency);
    return shopPage(context, place, { title: place.says.yourCart, children: <CartPage place={place} lines={lines} /> });
  });

  app.post("/shop/cart", async (context) => {
    const { sku = "", quantity = "", add = "" } = await formOf(context);
    const cart = cartOf(context);
    const known = cart.find((line) => line.sku === sku)?.quantity ?? 0;
    keepCart(context, withQuantity(cart, sku, add === "" ? Number(quantity) || 0 : known + (Number(add) || 0)));
    return context.redirect("/shop/cart", 303);
  });

  app.get("/shop/checkout", async (context) => {
    const place = await placeOf(app, context);
    const checkout = await checkoutOf(loyaltyOf(app, context, place.language), {
      cart: cartOf(context),
      currency: place.programme.currency,
      member: place.member,
      chosen: context.req.query("voucher") ?? null,
    });
    const wish = context.req.query("reward") ?? null;
    const refused = refusedIn(context, place);
    const form = { order: newNumber("ORD"), occurredAt: new Date().toISOString(), redemption: newNumber("RDM") };
    return shopPage(context, place, {
      title: place.says.checkout,
      children: <CheckoutPage place={place} checkout={checkout} form={form} wish={wish} refused={refused} />,
    });
  });

  app.post("/shop/checkout/reward", async (context) => {
    const { reward = "", redemption = "" } = await formOf(context);
    const { member } = await visitorOf(context);
    const { status, answer } = await loyaltyOf(app, context).redeem(member, reward, numberIn(redemption));
    const next = new URLSearchParams(status === 201 ? { voucher: answer.voucher?.id ?? "" } : { refused: answer.code });
    return context.redirect(`/shop/checkout?${next}`, 303);
  });

  app.post("/shop/checkout", async (context) => {
    const { order = "", occurredAt = "", voucher = "" } = await formOf(context);
    const { member } = await joined(app, context);
    const cart = cartOf(context);
    // Pressed twice: the first press emptied the cart, and its order stands.
    if (cart.length === 0) return context.redirect("/shop/orders", 303);
    const { currency } = await programmeOf(app, context);
    const loyalty = loyaltyOf(app, context);
    const checkout = await checkoutOf(loyalty, { cart, currency, member, chosen: voucher });
    const { status, answer } = await loyalty.report(
      purchaseOf(checkout, { order: numberIn(order), occurredAt, currency, member }),
    );
    if (status !== 201) return context.redirect(`/shop/checkout?${new URLSearchParams({ refused: answer.code })}`, 303);
    keepOrder(context, { order, cart });
    keepCart(context, []);
    return context.redirect(`/shop/orders?thanks=${order}`, 303);
  });

  app.get("/shop/orders", async (context) => {
    const place = await placeOf(app, context);
    const orders = await ordersShown(app, context, place);
    const said = { thanks: context.req.query("thanks") ?? null, refused: refusedIn(context, place) };
    return shopPage(context, place, {
      title: place.says.yourOrders,
      children: <OrdersPage place={place} orders={orders} said={said} newNumber={newNumber} />,
    });
  });

  app.post("/shop/orders/:order/refunds", async (context) => {
    const { refund = "", line = "", quantity = "" } = await formOf(context);
    const { member } = await visitorOf(context);
    const order = context.req.param("order");
    const loyalty = loyaltyOf(app, context);
    // The shop's own promise, not the engine's: a customer gives back her own orders.
    if ((await loyalty.story(numberIn(order)))?.member !== member) throw new Problem("order_unknown");
    const lines = [{ line, quantity: Number(quantity) || 0 }];
    const { status, answer } = await loyalty.refund(order, { refund: numberIn(refund), lines });
    const next = new URLSearchParams(status === 201 ? { refunded: order } : { refused: answer.code });
    return context.redirect(`/shop/orders?${next}`, 303);
  });

  app.get("/shop/join", async (context) => {
    const place = await placeOf(app, context);
    return shopPage(context, place, { title: place.says.join, children: <JoinPage place={place} /> });
  });

  app.post("/shop/join", async (context) => {
    await joined(app, context);
    return context.redirect("/shop", 303);
  });

  app.get("/shop/loyalty-token", async (context) => {
    const customer = await visitorIfAny(context);
    context.header("cache-control", "no-store");
    if (customer === null) return context.body(null, 204);
    const { token, expiresAt } = await loyaltyOf(app, context).tokenFor(customer.member);
    return context.json({ token, expiresAt });
  });
}

/** Who shops, in which programme. A shop has its own sign-in; here it is the demo visitor's session. */
async function placeOf(app: App, context: Ctx): Promise<Place> {
  const language = pageLanguage(context);
  const [programme, customer] = await Promise.all([programmeOf(app, context, language), visitorIfAny(context)]);
  const count = cartOf(context).reduce((sum, { quantity }) => sum + quantity, 0);
  return { language, says: shopPhrases(language), programme, member: customer?.member ?? null, inCart: count };
}

async function programmeOf(app: App, context: Ctx, language?: Language): Promise<Place["programme"]> {
  return (await askOwn<Place["programme"]>(app, context, "/v1/programme", language)).body;
}

/** Her orders with what became of each. */
async function ordersShown(
  app: App,
  context: Ctx,
  { member, programme, language }: Place,
  most = Number.POSITIVE_INFINITY,
) {
  const loyalty = loyaltyOf(app, context, language);
  const shown = await Promise.all(
    ordersOf(context)
      .slice(0, most)
      .map(async ({ order, cart }): Promise<Shown[]> => {
        const story = await loyalty.story(order);
        return story?.member === member ? [{ lines: linesOf(cart, programme.currency), story }] : [];
      }),
  );
  return shown.flat();
}

async function formOf(context: Ctx): Promise<Record<string, string>> {
  const form = await readForm(context);
  return Object.fromEntries([...form].map(([name, values]) => [name, values.at(-1) ?? ""]));
}

/** What a customer is told of what the engine refused. The address has its code and no words, so that no link makes the shop say something. */
function refusedIn(context: Ctx, { language }: Place): string | null {
  const code = context.req.query("refused") ?? "";
  return isKnownProblem(code) ? tellingOf(code, language).title : null;
}

/** A number that one of our forms was given. Problems: invalid. */
function numberIn(text: string): string {
  if (!NUMBER.test(text)) throw new Problem("invalid");
  return text;
}
