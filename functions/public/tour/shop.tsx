/** /shop: the demo's shop. A few things with prices, a cart, and the visitor's orders with a refund each. */
import type { FC } from "hono/jsx";
import { isDemo } from "../../edge/environment.ts";
import { askOwn } from "../../edge/own-api.ts";
import { Problem } from "../../edge/problem.ts";
import type { App } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";
import { type ProgrammeWords, type Speech, speechFor } from "../../edge/words.ts";
import { type Product, priceMinor, products } from "../demo/products.ts";
import { type ShopOrder, shopNamed, shopOrders } from "../demo/shop.ts";
import { visitorIfAny } from "../demo/visitor.ts";

export function mountShopPage(app: App): void {
  app.get("/shop", async (context) => {
    if (!isDemo(context.env)) throw new Problem("not_found");
    const { body: programme } = await askOwn<ProgrammeWords>(app, context, "/v1/programme");
    const name = await shopNamed(context);
    const visitor = await visitorIfAny(context);
    const orders = visitor === null ? [] : await shopOrders(visitor);
    const speech = speechFor(programme);
    return sitePage(context, {
      title: "The demo shop",
      language: "en",
      script: "shop",
      kind: "shop-page",
      children: (
        <live-page>
          <header class="shop-head">
            <p class="shop-name">{name}</p>
            <p class="quiet">A shop in the programme {programme.name}</p>
          </header>
          <main>
            <h1 class="visually-hidden">The demo shop</h1>
            <shop-cart data-currency={programme.currency} data-language={programme.language}>
              <form>
                <ul class="products">
                  {products.map((product) => (
                    <Row product={product} minor={priceMinor(product, programme.currency)} speech={speech} />
                  ))}
                </ul>
                <div class="checkout">
                  <button type="submit" class="primary" disabled>
                    Pay
                  </button>
                  <p role="status" class="said" />
                  <noscript>Paying in this demo needs JavaScript.</noscript>
                </div>
              </form>
            </shop-cart>
            <section id="orders" data-live aria-labelledby="orders-title">
              <h2 id="orders-title">Your orders</h2>
              <Orders orders={orders} speech={speech} />
            </section>
          </main>
        </live-page>
      ),
    });
  });
}

const Row: FC<{ product: Product; minor: number; speech: Speech }> = ({ product, minor, speech }) => {
  const { sku, name, about, picture } = product;
  return (
    <li class="product">
      <Mosaic tiles={picture} />
      <div class="product-words">
        <h2>{name}</h2>
        <p class="quiet">{about}</p>
      </div>
      <p class="price">{speech.money(minor)}</p>
      <label>
        <span class="visually-hidden">How many {name}</span>
        <input type="number" name={sku} data-minor={String(minor)} min="0" max="99" value="0" inputmode="numeric" />
      </label>
    </li>
  );
};

/** A picture of 8 by 8 tiles. It says nothing that the name beside it does not. */
const Mosaic: FC<{ tiles: string[] }> = ({ tiles }) => (
  <svg class="mosaic" viewBox="0 0 8 8" aria-hidden="true">
    {tiles.flatMap((row, y) =>
      [...row].map((tile, x) =>
        tile === "." ? null : (
          <rect class={`tile-${tile}`} x={x + 0.06} y={y + 0.06} width="0.88" height="0.88" rx="0.12" />
        ),
      ),
    )}
  </svg>
);

const Orders: FC<{ orders: ShopOrder[]; speech: Speech }> = ({ orders, speech }) => {
  if (orders.length === 0) return <p class="quiet">Nothing yet. What you buy here shows on the phone at once.</p>;
  return (
    <ul class="orders">
      {orders.map(({ order, totalMinor, refundedMinor }) => {
        const left = totalMinor - refundedMinor;
        const third = Math.min(left, Math.floor(totalMinor / 3));
        return (
          <li>
            <p>
              <span class="order-number">{order}</span> {speech.money(totalMinor)}
              {refundedMinor > 0 ? <span class="quiet">, {speech.money(refundedMinor)} refunded</span> : null}
            </p>
            {third > 0 ? (
              <order-refund data-order={order} data-minor={String(third)}>
                <button type="button" id={`refund-${order}`}>
                  Refund {speech.money(third)}
                </button>
                <p role="status" class="said" />
              </order-refund>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
};
