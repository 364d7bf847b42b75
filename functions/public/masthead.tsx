import type { FC } from "hono/jsx";

const PAGES = [
  { href: "/developers", says: "First steps" },
  { href: "/docs", says: "Reference" },
  { href: "/docs/webhooks", says: "Webhooks" },
  { href: "/problems", says: "Problems" },
  { href: "/openapi.json", says: "OpenAPI" },
];

/** What stands above the reference's pages; the page that is read is marked. */
export const Masthead: FC<{ here: string }> = ({ here }) => (
  <header class="reference-head">
    <p class="mark">Tessera</p>
    <nav aria-label="Reference">
      {PAGES.map(({ href, says }) => (
        <a href={href} aria-current={href === here ? "page" : undefined}>
          {says}
        </a>
      ))}
    </nav>
  </header>
);
