/** A page: HTML rendered at the edge, useful before its script. Nothing runs or styles it but files of our own. */
import type { Child, FC } from "hono/jsx";
import { directionOf, type Language } from "../values/language.ts";
import type { Ctx } from "./serve.ts";

/** A programme's own look, as GET /v1/programme has it. */
export interface BrandShown {
  name: string;
  logo: string | null;
  stylesheet: string;
}

/** What a page is made of. */
export interface Page {
  title: string;
  /** English, where it is not said. */
  language?: Language;
  /** Name of a file in web/: its script. */
  script?: string;
  /** Name of a style sheet beside the site's: the map's. */
  style?: string;
  /** An origin beside ours that pictures may come from. */
  images?: string | undefined;
  /** Names the page to the style sheet. */
  kind: string;
  brand?: BrandShown | null;
  /** Tag of the session that it was rendered for, so that a phone keeps no other's; "nobody": nobody is signed in. */
  shownTo?: string;
  children: Child;
}

/** No inline script and no inline style; framed by our own pages only. Pictures may come from where the programme keeps its logo. */
function policyFor({ images, brand }: Page): string {
  const logo = brand?.logo?.startsWith("https:") ? new URL(brand.logo).origin : undefined;
  const pictures = [images, logo].map((origin) => (origin === undefined ? "" : ` ${origin}`)).join("");
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data:${pictures}`,
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join("; ");
}

const Document: FC<Page> = ({ title, language = "en", script, style, kind, brand, children }) => (
  <html lang={language} dir={directionOf(language)}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="same-origin" />
      <title>{title}</title>
      <link rel="icon" href={ICON} />
      {brand === undefined ? null : <link rel="manifest" href="/manifest.webmanifest" />}
      {brand === undefined ? null : <link rel="apple-touch-icon" href="/icon-180.png" />}
      {style === undefined ? null : <link rel="stylesheet" href={`/assets/${style}.css`} />}
      <link rel="stylesheet" href="/assets/site.css" />
      {brand ? <link rel="stylesheet" href={brand.stylesheet} /> : null}
      {script === undefined ? null : <script type="module" src={`/assets/${script}.js`} />}
    </head>
    <body class={kind}>{children}</body>
  </html>
);

/** Four tiles, one of them another colour. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1f5f5b" d="M1 1h6v6H1zM1 9h6v6H1zM9 9h6v6H9z"/><path fill="#c2512f" d="M9 1h6v6H9z"/></svg>',
)}`;

/** Answers with a page, never cached: it shows somebody's account. */
export function sitePage(context: Ctx, page: Page, status = 200): Response {
  return new Response(`<!doctype html>${<Document {...page} />}`, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policyFor(page),
      "cache-control": "no-store",
      "x-request-id": context.get("requestId"),
      ...(page.shownTo === undefined ? {} : { "x-shown-to": page.shownTo }),
    },
  });
}
