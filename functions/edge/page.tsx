/** A server-rendered page: useful before any script and without one, in light and dark, at the width of a phone. */
import type { Child } from "hono/jsx";
import type { Ctx } from "./serve.ts";

export interface PageOptions {
  title: string;
  /** Links above the content; the current one is marked. */
  links?: { href: string; says: string }[];
  /** Names of a script and a style sheet of web/, and an origin of pictures, on the few pages that have a map. */
  script?: string;
  style?: string;
  images?: string | undefined;
  status?: 200 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 500 | 503;
}

/** Nothing runs on these pages but a map's script, and nothing is loaded but our stylesheets; forms go to ourselves. */
const policyOf = ({ script, images }: Pick<PageOptions, "script" | "images">) =>
  `default-src 'none';${script === undefined ? "" : " script-src 'self';"} style-src 'self'; img-src 'self' data:${
    images === undefined ? "" : ` ${images}`
  }; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** Answers a page. Its referrer policy lets our own forms name their origin, and tells nobody else where one was. */
export function page(
  context: Ctx,
  { title, links = [], status = 200, script, style, images }: PageOptions,
  content: Child,
): Response | Promise<Response> {
  const { path } = context.req;
  const current = links
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
  context.header("content-security-policy", policyOf({ ...(script === undefined ? {} : { script }), images }));
  context.header("cache-control", "no-store");
  const document = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="same-origin" />
        <meta name="color-scheme" content="light dark" />
        <title>{title} · Tessera</title>
        {style === undefined ? null : <link rel="stylesheet" href={`/assets/${style}.css`} />}
        <link rel="stylesheet" href="/staff.css" />
        {script === undefined ? null : <script type="module" src={`/assets/${script}.js`} />}
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <header>
          <span class="brand">Tessera</span>
          {links.length > 0 && (
            <nav aria-label="Console">
              {links.map((link) => (
                <a href={link.href} aria-current={link === current ? "page" : undefined}>
                  {link.says}
                </a>
              ))}
              <form method="post" action="/staff/sign-out">
                <button class="quiet" type="submit">
                  Sign out
                </button>
              </form>
            </nav>
          )}
        </header>
        <main id="content">
          <h1>{title}</h1>
          {content}
        </main>
      </body>
    </html>
  );
  // Without it browsers lay a page out as those of the nineties.
  return context.html(`<!doctype html>${document}`, status);
}

/** What came of a form: read out by a screen reader, said again in words and not by colour alone. */
export function Result({ isGood, lead, children }: { isGood: boolean; lead?: string; children: Child }) {
  return (
    <div
      class={isGood ? "result good" : "result bad"}
      role={isGood ? "status" : "alert"}
      aria-live={isGood ? "polite" : "assertive"}
    >
      <strong>{lead ?? (isGood ? "Done." : "Not done.")} </strong>
      {children}
    </div>
  );
}

/** What may be wider than a phone: it scrolls by itself, and by keys too, under a name. */
export function Wide({ says, children }: { says: string; children: Child }) {
  return (
    <section class="scroll" tabindex={0} aria-label={says}>
      {children}
    </section>
  );
}

/** The stylesheet of server-rendered pages. Colours hold 4.5:1 against their ground in both schemes. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fbfaf7; --card: #fff; --ink: #1d1b18; --soft: #615c54; --line: #d9d4ca; --accent: #7a2e1d; --on-accent: #fff; --good: #1d5b33; --good-ground: #e7f3ea; --bad: #8c1d18; --bad-ground: #fbe9e7; --focus: #1f5fbf; }
@media (prefers-color-scheme: dark) { :root { --ground: #181614; --card: #221f1c; --ink: #f2eee7; --soft: #b5ada1; --line: #423d36; --accent: #e79a80; --on-accent: #24120c; --good: #9bd8ae; --good-ground: #16291c; --bad: #ffb4a9; --bad-ground: #3a1714; --focus: #8ab4ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
header, main { max-width: 64rem; margin: 0 auto; padding: .75rem 1rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; border-bottom: 1px solid var(--line); }
.brand { font: 600 1.15rem/1.4 Georgia, serif; letter-spacing: .02em; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; flex: 1; }
@media (max-width: 47.9rem) { nav { flex-basis: 100%; } }
nav a { padding: .5rem 0; } nav form { margin-left: auto; display: flex; }
a { color: var(--accent); text-underline-offset: .2em; }
nav a { color: inherit; text-decoration: none; } nav a[aria-current] { font-weight: 600; box-shadow: inset 0 -2px var(--accent); }
h1 { font: 600 1.75rem/1.25 Georgia, serif; margin: 1rem 0; } h2 { font: 600 1.2rem/1.3 Georgia, serif; margin: 0 0 .5rem; } h3 { font-size: 1rem; margin: 0 0 .5rem; } details { margin-top: .75rem; }
section, .card { display: block; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0 0 1rem; }
label { display: block; font-weight: 600; margin: .75rem 0 .25rem; } .hint { color: var(--soft); font-size: .9rem; margin: .1rem 0 .4rem; }
input, select, textarea { width: 100%; padding: .6rem .7rem; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: .35rem; }
input[type=checkbox], input[type=radio] { width: auto; margin-right: .4rem; } label.choice { font-weight: 400; display: inline-block; margin: .25rem 1rem .25rem 0; padding: .25rem 0; }
textarea { font: .875rem/1.5 ui-monospace, monospace; min-height: 8rem; resize: vertical; } textarea.tall { min-height: 28rem; }
fieldset { border: 0; margin: .75rem 0 0; padding: 0; } legend { font-weight: 600; padding: 0; }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1rem; margin: .75rem .5rem 0 0; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: .35rem; cursor: pointer; }
button.plain { color: var(--accent); background: transparent; } button.quiet { color: inherit; background: none; border-color: transparent; font-weight: 400; margin: 0; text-decoration: underline; padding: .5rem 0; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem; z-index: 1; }
.result { border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 1rem; border: 1px solid currentColor; }
.good { color: var(--good); background: var(--good-ground); } .bad { color: var(--bad); background: var(--bad-ground); }
.result ul { margin: .5rem 0 0; padding-left: 1.2rem; } td.code { white-space: nowrap; } code, .code { font: .875em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } section.scroll { background: none; border: 0; border-radius: 0; padding: 0; margin: 0; } table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; padding: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); } th { font-size: .85rem; color: var(--soft); font-weight: 600; } th[scope=row] { font-size: 1rem; color: inherit; } td.when { white-space: nowrap; } td.amount, th.amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td form { display: inline; } td button { margin: 0; min-height: 2.25rem; padding: .25rem .75rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; } dt { color: var(--soft); } dd { margin: 0; }
.secret { font: 1rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; user-select: all; display: block; padding: .5rem 0; }
.columns { display: grid; gap: 1rem; } @media (min-width: 48rem) { .columns { grid-template-columns: 1fr 1fr; } .columns section { margin: 0; } .columns { margin-bottom: 1rem; } }
meter { width: 7rem; height: 1rem; vertical-align: middle; margin-right: .5rem; }
.empty { color: var(--soft); } blockquote { margin: 0 0 1rem; padding-left: .75rem; border-left: 3px solid var(--line); } venue-pin { display: block; margin-top: .75rem; }
`;
