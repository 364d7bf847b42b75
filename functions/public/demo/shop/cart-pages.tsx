/** The cart, and the checkout with the vouchers that she has and the rewards that she could have. */
import type { FC } from "hono/jsx";
import { speechFor } from "../../../edge/words.ts";
import type { Checkout } from "./checkout.ts";
import type { OrderLine } from "./loyalty.ts";
import { moneyIn, type Place } from "./page.tsx";

/** What lies in the cart; beside it the one thing worth saying, which never stands in the way. */
export const CartPage: FC<{ place: Place; lines: OrderLine[] }> = ({ place, lines }) => {
  const money = moneyIn(place);
  const total = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
  if (lines.length === 0)
    return (
      <>
        <h1>Your cart is empty</h1>
        <p>
          <a href="/shop">To the goods</a>
        </p>
      </>
    );
  const cart = lines.map(({ sku, category, quantity, unitMinor }) => ({ sku, category, quantity, unitMinor }));
  return (
    <>
      <h1>Your cart</h1>
      <ul class="cart">
        {lines.map(({ sku, name, quantity, unitMinor }) => (
          <li>
            <a href={`/shop/products/${sku}`}>{name}</a>
            <form method="post" action="/shop/cart">
              <input type="hidden" name="sku" value={sku} />
              <label>
                <span class="visually-hidden">How many {name}</span>
                <input type="number" name="quantity" min="0" max="99" value={String(quantity)} inputmode="numeric" />
              </label>
              <button type="submit" aria-label={`Change how many ${name}`}>
                Change
              </button>
            </form>
            <span class="price">{money(quantity * unitMinor)}</span>
          </li>
        ))}
      </ul>
      <p class="total">
        <span>Total</span> <strong>{money(total)}</strong>
      </p>
      <tessera-nudge cart={JSON.stringify(cart)} href="/shop/checkout" />
      <p>
        <a class="button primary" href="/shop/checkout">
          To the checkout
        </a>
      </p>
    </>
  );
};

/** What the forms of a checkout were given when it was shown. */
export interface CheckoutForm {
  order: string;
  occurredAt: string;
  redemption: string;
}

/** What it costs, with one voucher at most; points become a voucher here too. */
export const CheckoutPage: FC<{
  place: Place;
  checkout: Checkout;
  form: CheckoutForm;
  /** The reward that a nudge spoke of. */
  wish: string | null;
  refused: string | null;
}> = ({ place, checkout, form, wish, refused }) => {
  const money = moneyIn(place);
  const { units } = speechFor(place.programme);
  const { lines, goodsMinor, discountMinor, voucher, vouchers, toPayMinor, quote } = checkout;
  const offers = quote.rewards.filter(({ missing, discountMinor: takes }) => missing === 0 && takes !== null);
  const wished = [...offers].sort((a, b) => Number(b.reward === wish) - Number(a.reward === wish));
  return (
    <>
      <h1>Checkout</h1>
      {refused === null ? null : (
        <p role="alert" class="bad">
          {refused}
        </p>
      )}
      <ul class="cart">
        {lines.map(({ name, quantity, unitMinor }) => (
          <li>
            <span>
              {quantity} × {name}
            </span>
            <span class="price">{money(quantity * unitMinor)}</span>
          </li>
        ))}
        {discountMinor > 0 ? (
          <li>
            <span>Your discount, {quote.discount?.percent} %</span>
            <span class="price">−{money(discountMinor)}</span>
          </li>
        ) : null}
        {voucher === null ? null : (
          <li>
            <span>
              {voucher.name} <code>{voucher.code}</code>
            </span>
            <span class="price">−{money(voucher.amountMinor)}</span>
          </li>
        )}
      </ul>
      {vouchers.length === 0 || voucher !== null ? null : (
        <form method="get" action="/shop/checkout" class="vouchers">
          <fieldset>
            <legend>Your vouchers</legend>
            {vouchers.map(({ voucher: id, name, amountMinor }, index) => (
              <label>
                <input type="radio" name="voucher" value={id} checked={index === 0} />
                {name}: −{money(amountMinor)}
              </label>
            ))}
          </fieldset>
          <button type="submit">Use the voucher</button>
        </form>
      )}
      {voucher === null
        ? wished.map(({ reward, name, unit, costs, discountMinor: takes }) => (
            <form method="post" action="/shop/checkout/reward">
              <input type="hidden" name="reward" value={reward} />
              <input type="hidden" name="redemption" value={form.redemption} />
              <button type="submit">
                {name}: {money(takes ?? 0)} off for {units(costs, unit)}
              </button>
            </form>
          ))
        : null}
      <p class="total">
        <span>To pay{goodsMinor === toPayMinor ? "" : `, instead of ${money(goodsMinor)}`}</span>{" "}
        <strong>{money(toPayMinor)}</strong>
      </p>
      <form method="post" action="/shop/checkout">
        <input type="hidden" name="order" value={form.order} />
        <input type="hidden" name="occurredAt" value={form.occurredAt} />
        <input type="hidden" name="voucher" value={voucher?.voucher ?? ""} />
        <button type="submit" class="primary" disabled={lines.length === 0}>
          Pay {money(toPayMinor)}
        </button>
      </form>
      <p class="quiet">
        {place.member === null ? "Paying joins you as a visitor of the demo. " : ""}No money moves: this is a demo.
      </p>
    </>
  );
};
