/** What stands around every page of the shop: its name, the way to cart and orders, and one script tag for the elements. */
import type { Child, FC } from "hono/jsx";
import type { Ctx } from "../../../edge/serve.ts";
import { type BrandShown, sitePage } from "../../../edge/site-page.tsx";
import { type ProgrammeWords, type Speech, speechFor } from "../../../edge/words.ts";
import { readStoreKey } from "../../../values/key.ts";
import type { Language } from "../../../values/language.ts";
import type { ShopPhrases } from "./phrases/index.ts";

/** What the shop is called. */
const SHOP = "Corner & Co.";

/** Who shops, in which programme and in which language. */
export interface Place {
  language: Language;
  says: ShopPhrases;
  programme: ProgrammeWords & { brand: BrandShown | null };
  /** Null: a visitor who has not joined. */
  member: string | null;
  inCart: number;
}

/** How the shop writes amounts. */
export function speechIn({ programme, language }: Place): Speech {
  return speechFor(programme, language);
}

/** What one of the goods is called on the page. */
export function goodsName({ says }: Place, { sku, name }: { sku: string; name: string }): string {
  const goods: Record<string, { name: string }> = says.goods;
  return goods[sku]?.name ?? name;
}

/** Answers with a page of the shop. */
export function shopPage(
  context: Ctx,
  place: Place,
  { title, children }: { title: string; children: Child },
): Response {
  const { language, says } = place;
  const store = readStoreKey(context.env.DEMO_STORE_KEY ?? "")?.store ?? "";
  return sitePage(context, {
    title: `${title} · ${SHOP}`,
    language,
    script: "shop",
    brand: place.programme.brand,
    kind: "shop-page",
    children: (
      <>
        <live-page>
          <Head place={place} />
          <main>{children}</main>
          <footer class="shop-foot quiet">
            <p>
              {says.foot} <code>functions/public/demo/shop</code>. {says.footApi} <a href="/docs">{says.reference}</a> ·{" "}
              <a href="/developers">{says.developers}</a>
            </p>
          </footer>
        </live-page>
        <tessera-launcher />
        {/* All that a shop adds to its pages: one script, the store's id, and where its own server gives a token. */}
        <script
          type="module"
          src="/elements.js"
          data-store={store}
          data-token-url="/shop/loyalty-token"
          data-join-url="/shop/join"
        />
      </>
    ),
  });
}

const Head: FC<{ place: Place }> = ({ place: { inCart, member, says } }) => (
  <header class="shop-head">
    <p class="shop-name">
      <a href="/shop">{SHOP}</a>
    </p>
    <nav aria-label={says.nav}>
      <a href="/shop/cart">
        {says.cart} <span class="count">{inCart}</span>
      </a>
      <a href="/shop/orders">{says.orders}</a>
      {member === null ? <a href="/shop/join">{says.join}</a> : <a href="/me">{says.mine}</a>}
    </nav>
  </header>
);
