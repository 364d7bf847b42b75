/** What stands around every page of the shop: its name, the way to cart and orders, and one script tag for the elements. */
import type { Child, FC } from "hono/jsx";
import type { Ctx } from "../../../edge/serve.ts";
import { sitePage } from "../../../edge/site-page.tsx";
import { type ProgrammeWords, speechFor } from "../../../edge/words.ts";
import { readStoreKey } from "../../../values/key.ts";

/** What the shop is called. */
const SHOP = "Corner & Co.";

/** Who shops, in which programme. */
export interface Place {
  programme: ProgrammeWords;
  /** Null: a visitor who has not joined. */
  member: string | null;
  inCart: number;
}

/** Money as the shop writes it. */
export function moneyIn({ programme }: Place): (minor: number) => string {
  return speechFor(programme).money;
}

/** Answers with a page of the shop. */
export function shopPage(
  context: Ctx,
  place: Place,
  { title, children }: { title: string; children: Child },
): Response {
  const store = readStoreKey(context.env.DEMO_STORE_KEY ?? "")?.store ?? "";
  return sitePage(context, {
    title: `${title} · ${SHOP}`,
    script: "shop",
    kind: "shop-page",
    children: (
      <>
        <live-page>
          <Head place={place} />
          <main>{children}</main>
          <footer class="shop-foot quiet">
            <p>
              A demo: nothing is sold. Its code is <code>functions/public/demo/shop</code>, and it uses the{" "}
              <a href="/docs">public API</a> alone. <a href="/developers">For developers</a>
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

const Head: FC<{ place: Place }> = ({ place: { inCart, member } }) => (
  <header class="shop-head">
    <p class="shop-name">
      <a href="/shop">{SHOP}</a>
    </p>
    <nav aria-label="The shop">
      <a href="/shop/cart">
        Cart <span class="count">{inCart}</span>
      </a>
      <a href="/shop/orders">Orders</a>
      {member === null ? <a href="/shop/join">Join</a> : <a href="/me">My points</a>}
    </nav>
  </header>
);
