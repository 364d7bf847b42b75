/** The goods: all of them, one of them, and the page on which somebody joins. */
import type { FC } from "hono/jsx";
import { OrderLines, type Shown } from "./order-pages.tsx";
import { moneyIn, type Place } from "./page.tsx";
import { type Product, priceMinor, products } from "./products.ts";

/** The front page: her points, the goods with what each would earn, and her newest orders. */
export const ProductsPage: FC<{ place: Place; orders: Shown[] }> = ({ place, orders }) => (
  <>
    <h1>Useful things from around the corner</h1>
    <tessera-points class="shop-points" />
    <ul class="goods">
      {products.map((product) => (
        <li>
          <a href={`/shop/products/${product.sku}`}>
            <Picture of={product} />
            <h2>{product.name}</h2>
          </a>
          <Price place={place} product={product} />
          <AddToCart product={product} isSmall />
        </li>
      ))}
    </ul>
    <section id="orders" data-live aria-labelledby="orders-title">
      <h2 id="orders-title">Your orders</h2>
      {orders.length === 0 ? (
        <p class="quiet">Nothing yet. What you buy here shows on your phone at once.</p>
      ) : (
        <>
          <ul class="orders">
            {orders.map((shown) => (
              <OrderLines place={place} shown={shown} />
            ))}
          </ul>
          <p>
            <a href="/shop/orders">All orders, and why they earned what they did</a>
          </p>
        </>
      )}
    </section>
  </>
);

/** One of the goods. */
export const ProductPage: FC<{ place: Place; product: Product }> = ({ place, product }) => (
  <article class="product">
    <Picture of={product} />
    <div>
      <h1>{product.name}</h1>
      <p>{product.about}</p>
      <Price place={place} product={product} />
      <AddToCart product={product} />
      <p>
        <a href="/shop">Back to everything</a>
      </p>
    </div>
  </article>
);

/** Joining: a real shop asks for an address; a demo's visitor is made up. */
export const JoinPage: FC<{ place: Place }> = ({ place: { programme, member } }) => (
  <>
    <h1>{programme.name}</h1>
    <p>{programme.about}</p>
    {member === null ? (
      <form method="post" action="/shop/join">
        <button type="submit" class="primary">
          Join as a visitor
        </button>
      </form>
    ) : (
      <p>
        You are a member. <a href="/shop">On to the goods</a>
      </p>
    )}
  </>
);

const Price: FC<{ place: Place; product: Product }> = ({ place, product }) => {
  const minor = priceMinor(product, place.programme.currency);
  return (
    <>
      <p class="price">{moneyIn(place)(minor)}</p>
      <tessera-earn sku={product.sku} category={product.category} price={String(minor)} />
    </>
  );
};

const AddToCart: FC<{ product: Product; isSmall?: boolean }> = ({ product: { sku, name }, isSmall = false }) => (
  <form method="post" action="/shop/cart">
    <input type="hidden" name="sku" value={sku} />
    <input type="hidden" name="add" value="1" />
    <button type="submit" class={isSmall ? "" : "primary"} aria-label={`Add to cart: ${name}`}>
      Add to cart
    </button>
  </form>
);

/** A drawing of a thing. It says nothing that the name beside it does not. */
const Picture: FC<{ of: Product }> = ({ of: { picture } }) => (
  <svg class="picture" viewBox="0 0 100 100" aria-hidden="true">
    {picture.map(([tone, path]) => (
      <path class={`tone-${tone}`} d={path} />
    ))}
  </svg>
);
