/** The cart, and the checkout with the vouchers that she has and the rewards that she could have. */
import type { FC } from "hono/jsx";
import type { Checkout } from "./checkout.ts";
import type { OrderLine } from "./loyalty.ts";
import { goodsName, type Place, speechIn } from "./page.tsx";

/** What lies in the cart; beside it the one thing worth saying, which never stands in the way. */
export const CartPage: FC<{ place: Place; lines: OrderLine[] }> = ({ place, lines }) => {
  const { says } = place;
  const { money } = speechIn(place);
  const total = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
  if (lines.length === 0)
    return (
      <>
        <h1>{says.empty}</h1>
        <p>
          <a href="/shop">{says.toGoods}</a>
        </p>
      </>
    );
  const cart = lines.map(({ sku, category, quantity, unitMinor }) => ({ sku, category, quantity, unitMinor }));
  return (
    <>
      <h1>{says.yourCart}</h1>
      <ul class="cart">
        {lines.map(({ sku, quantity, unitMinor, ...line }) => (
          <li>
            <a href={`/shop/products/${sku}`}>{goodsName(place, { sku, ...line })}</a>
            <form method="post" action="/shop/cart">
              <input type="hidden" name="sku" value={sku} />
              <label>
                <span class="visually-hidden">{says.howMany(goodsName(place, { sku, ...line }))}</span>
                <input type="number" name="quantity" min="0" max="99" value={String(quantity)} inputmode="numeric" />
              </label>
              <button type="submit" aria-label={says.changeThis(goodsName(place, { sku, ...line }))}>
                {says.change}
              </button>
            </form>
            <span class="price">{money(quantity * unitMinor)}</span>
          </li>
        ))}
      </ul>
      <p class="total">
        <span>{says.total}</span> <strong>{money(total)}</strong>
      </p>
      <tessera-nudge cart={JSON.stringify(cart)} href="/shop/checkout" />
      <p>
        <a class="button primary" href="/shop/checkout">
          {says.toCheckout}
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
  const { says } = place;
  const { money, units } = speechIn(place);
  const { lines, goodsMinor, discountMinor, voucher, vouchers, toPayMinor, quote } = checkout;
  const offers = quote.rewards.filter(({ missing, discountMinor: takes }) => missing === 0 && takes !== null);
  const wished = [...offers].sort((a, b) => Number(b.reward === wish) - Number(a.reward === wish));
  return (
    <>
      <h1>{says.checkout}</h1>
      {refused === null ? null : (
        <p role="alert" class="bad">
          {refused}
        </p>
      )}
      <ul class="cart">
        {lines.map(({ quantity, unitMinor, ...line }) => (
          <li>
            <span>
              {quantity} × {goodsName(place, line)}
            </span>
            <span class="price">{money(quantity * unitMinor)}</span>
          </li>
        ))}
        {discountMinor > 0 ? (
          <li>
            <span>{says.discount(String(quote.discount?.percent))}</span>
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
            <legend>{says.vouchers}</legend>
            {vouchers.map(({ voucher: id, name, amountMinor }, index) => (
              <label>
                <input type="radio" name="voucher" value={id} checked={index === 0} />
                {name}: −{money(amountMinor)}
              </label>
            ))}
          </fieldset>
          <button type="submit">{says.useVoucher}</button>
        </form>
      )}
      {voucher === null
        ? wished.map(({ reward, name, unit, costs, discountMinor: takes }) => (
            <form method="post" action="/shop/checkout/reward">
              <input type="hidden" name="reward" value={reward} />
              <input type="hidden" name="redemption" value={form.redemption} />
              <button type="submit">
                {says.takesOff({ reward: name, money: money(takes ?? 0), units: units(costs, unit) })}
              </button>
            </form>
          ))
        : null}
      <p class="total">
        <span>
          {says.toPay}
          {goodsMinor === toPayMinor ? "" : `, ${says.insteadOf(money(goodsMinor))}`}
        </span>{" "}
        <strong>{money(toPayMinor)}</strong>
      </p>
      <form method="post" action="/shop/checkout">
        <input type="hidden" name="order" value={form.order} />
        <input type="hidden" name="occurredAt" value={form.occurredAt} />
        <input type="hidden" name="voucher" value={voucher?.voucher ?? ""} />
        <button type="submit" class="primary" disabled={lines.length === 0}>
          {says.pay(money(toPayMinor))}
        </button>
      </form>
      <p class="quiet">
        {place.member === null ? `${says.payingJoins} ` : ""}
        {says.noMoney}
      </p>
    </>
  );
};
