/** The goods: all of them, one of them, and the page on which somebody joins. */
import type { FC } from "hono/jsx";
import { OrderLines, type Shown } from "./order-pages.tsx";
import { goodsName, type Place, speechIn } from "./page.tsx";
import { type Product, priceMinor, products } from "./products.ts";

/** The front page: her points, the goods with what each would earn, and her newest orders. */
export const ProductsPage: FC<{ place: Place; orders: Shown[] }> = ({ place, orders }) => (
  <>
    <h1>{place.says.lead}</h1>
    <tessera-points class="shop-points" />
    <ul class="goods">
      {products.map((product) => (
        <li>
          <a href={`/shop/products/${product.sku}`}>
            <Picture of={product} />
            <h2>{goodsName(place, product)}</h2>
          </a>
          <Price place={place} product={product} />
          <AddToCart place={place} product={product} isSmall />
        </li>
      ))}
    </ul>
    <section id="orders" data-live aria-labelledby="orders-title">
      <h2 id="orders-title">{place.says.yourOrders}</h2>
      {orders.length === 0 ? (
        <p class="quiet">{place.says.noneYet}</p>
      ) : (
        <>
          <ul class="orders">
            {orders.map((shown) => (
              <OrderLines place={place} shown={shown} />
            ))}
          </ul>
          <p>
            <a href="/shop/orders">{place.says.allOrders}</a>
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
      <h1>{goodsName(place, product)}</h1>
      <p>{place.says.goods[product.sku].about}</p>
      <Price place={place} product={product} />
      <AddToCart place={place} product={product} />
      <p>
        <a href="/shop">{place.says.back}</a>
      </p>
    </div>
  </article>
);

/** Joining: a real shop asks for an address; a demo's visitor is made up. */
export const JoinPage: FC<{ place: Place }> = ({ place: { programme, member, says } }) => (
  <>
    <h1>{programme.name}</h1>
    <p>{programme.about}</p>
    {member === null ? (
      <form method="post" action="/shop/join">
        <button type="submit" class="primary">
          {says.visitor}
        </button>
      </form>
    ) : (
      <p>
        {says.member} <a href="/shop">{says.toGoods}</a>
      </p>
    )}
  </>
);

const Price: FC<{ place: Place; product: Product }> = ({ place, product }) => {
  const minor = priceMinor(product, place.programme.currency);
  return (
    <>
      <p class="price">{speechIn(place).money(minor)}</p>
      <tessera-earn sku={product.sku} category={product.category} price={String(minor)} />
    </>
  );
};

const AddToCart: FC<{ place: Place; product: Product; isSmall?: boolean }> = ({ place, product, isSmall = false }) => (
  <form method="post" action="/shop/cart">
    <input type="hidden" name="sku" value={product.sku} />
    <input type="hidden" name="add" value="1" />
    <button type="submit" class={isSmall ? "" : "primary"} aria-label={place.says.addThis(goodsName(place, product))}>
      {place.says.add}
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
