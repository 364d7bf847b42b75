/** The elements on a shop's own page: another origin, a strict policy, no third-party cookies, and nothing that moves. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { faultsOf } from "./faults.ts";

const engine = inject("demoUrl");
/** What the script may weigh, in bytes of gzip: research/ecosystem.md, 6.1. */
const WEIGHT_MAX = 12 * 1024;

/** What a shop writes into its own style sheet, so that nothing moves before the script is there. */
const STYLE = `
body { margin: 0 auto; max-width: 40rem; padding: 1rem; font: 1rem/1.4 system-ui, sans-serif; }
:root { color-scheme: light dark; } body { background: Canvas; color: CanvasText; }
tessera-points, tessera-earn, tessera-nudge, tessera-card { display: block; }
tessera-points { min-block-size: 7.5rem; }
tessera-earn { min-block-size: 1.4em; font-size: 0.875em; }
tessera-nudge { min-block-size: 10rem; }
@media (min-width: 40rem) { tessera-nudge { min-block-size: 5rem; } }
tessera-card { min-block-size: 2.75rem; }
`;

let browser: Browser;
let shop: Server;
let origin: string;
let tokensAsked = 0;
beforeAll(async () => {
  // As browsers do for whoever blocks them: no cookie goes to another site.
  browser = await startBrowser(["--test-third-party-cookie-phaseout"]);
  shop = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://shop.test");
    if (url.pathname === "/style.css") return response.writeHead(200, { "content-type": "text/css" }).end(STYLE);
    if (url.pathname === "/own.js")
      return response
        .writeHead(200, { "content-type": "text/javascript" })
        .end(
          `document.addEventListener("tessera:token", ({ detail }) => detail.give(fetch("/token?" + document.body.id).then((r) => r.text())));`,
        );
    if (url.pathname === "/token") {
      tokensAsked += 1;
      const [member = ""] = [...url.searchParams.keys()];
      return void tokenOf(member).then((token) =>
        response.end(request.headers.accept === "application/json" ? JSON.stringify({ token }) : token),
      );
    }
    return response
      .writeHead(200, { "content-type": "text/html", "content-security-policy": policyFor(url) })
      .end(pageFor(url));
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  // Another host than the engine's too, so that it is another site to the browser.
  origin = `http://localhost:${(shop.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => shop.close(resolve));
});

/** The shop's server, as far as it has one: it knows who is signed in, and asks the engine for her token. */
async function tokenOf(member: string): Promise<string> {
  return (await asStore("/v1/member-sessions", { member: { id: member } })).token ?? "";
}

async function asStore(path: string, body: object) {
  const response = await fetch(engine + path, {
    method: "POST",
    headers: {
      authorization: `Bearer ${inject("demoStoreKey")}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, string>;
}

/** Somebody who bought for so much at two points per 1.00. */
async function buyerOf(totalMinor: number): Promise<string> {
  const { member = "" } = await asStore("/v1/members", { externalId: `shop-${crypto.randomUUID()}` });
  if (totalMinor > 0)
    await asStore("/v1/purchases", {
      member: { id: member },
      order: `E-${crypto.randomUUID()}`,
      occurredAt: new Date().toISOString(),
      currency: "EUR",
      lines: [{ sku: "MUG", quantity: 1, unitMinor: totalMinor }],
      totalMinor,
    });
  return member;
}

/** Nothing but files of the shop's and the engine's script and answers: no inline script, no inline style. */
function policyFor({ searchParams }: URL): string {
  const own = searchParams.has("asks") ? " 'self'" : "";
  return [
    "default-src 'none'",
    `script-src ${engine}${own}`,
    `connect-src ${engine}${own}`,
    "style-src 'self'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

function pageFor({ searchParams }: URL): string {
  const asked = (name: string) => searchParams.get(name) ?? "";
  const lang = asked("lang") || "en";
  const cart = JSON.stringify([{ sku: "MUG", category: "kitchen", quantity: 2, unitMinor: 950 }]).replaceAll(
    '"',
    "&quot;",
  );
  const tokenUrl = searchParams.has("url") ? ` data-token-url="/token?${asked("url")}"` : "";
  return `<!doctype html><html lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css">
${searchParams.has("event") ? '<script src="/own.js"></script>' : ""}
<script type="module" src="${engine}/elements.js" data-store="sto_shop" data-token="${asked("token")}"${tokenUrl}></script></head>
<body id="${asked("event")}"><main><h1>Mugs</h1><tessera-points></tessera-points>
<h2>Enamel mug</h2><tessera-earn sku="MUG" category="kitchen" price="950"></tessera-earn><p>Holds a long coffee.</p>
<h2>Canvas shoes</h2><tessera-earn sku="SHOES" price="2800"></tessera-earn><p>For a day on foot.</p>
<tessera-nudge cart="${cart}" href="/checkout"></tessera-nudge><p>Below the cart.</p><tessera-card></tessera-card><p>The end.</p>
</main><tessera-launcher></tessera-launcher></body></html>`;
}

/** Opens the shop's page, with everything that came wrong on it and how far it moved. */
async function visit(search: Record<string, string>, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", ({ message }) => complaints.push(message));
  const requests: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(engine)) requests.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  await page.addInitScript(`
    globalThis.moved = { by: 0 };
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) moved.by += value;
    }).observe({ type: "layout-shift", buffered: true });`);
  await page.goto(`${origin}/?${new URLSearchParams(search)}`);
  return { context, page, complaints, requests };
}

const text = (page: Page, part: string) => page.locator(`[part=${part}]`).first().textContent();

test("the script may be loaded by any site, is kept for minutes, and says so in a deployment's file too", async () => {
  const { headers } = await fetch(`${engine}/elements.js`);
  const said = [
    "access-control-allow-origin",
    "cross-origin-resource-policy",
    "cache-control",
    "x-content-type-options",
  ];
  const headersFile = readFileSync(new URL("../../.build/web/_headers", import.meta.url).pathname, "utf8");
  const [, block = ""] = headersFile.split("/elements.js\n");
  for (const name of said) expect(block.split("\n\n")[0]?.toLowerCase()).toContain(`${name}: ${headers.get(name)}`);
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect((await fetch(`${engine}/assets/site.css`)).headers.get("cross-origin-resource-policy")).toBe("same-origin");
});

test("the script is at most 12 kB", () => {
  const weight = gzipSync(readFileSync(new URL("../../.build/web/elements.js", import.meta.url).pathname), {
    level: 9,
  }).length;
  console.log(`elements.js: ${weight} bytes gzip of ${WEIGHT_MAX}`);
  expect(weight).toBeLessThanOrEqual(WEIGHT_MAX);
});

test.each([
  [360, "light"],
  [1280, "dark"],
] as const)(
  "at %i in %s a member's page under a strict policy shows all of it, in two requests, and nothing moves",
  async (width, colorScheme) => {
    const member = await buyerOf(2000);
    const { context, page, complaints, requests } = await visit(
      { token: await tokenOf(member) },
      { viewport: { width, height: 900 }, colorScheme },
    );
    await page.locator("main > tessera-points[data-state=member]").waitFor();
    expect(await text(page, "amount")).toBe("40 points");
    expect(await text(page, "worth")).toBe("worth €0.40");
    expect(await text(page, "next-text")).toBe("10 points to An espresso");
    await expect
      .poll(() => page.locator("tessera-earn [part=earn]").allTextContents())
      .toEqual(["Earn 19 points", "Earn 56 points"]);
    expect(await text(page, "says")).toBe("This cart earns 38 points: enough for An espresso.");
    expect(requests.filter((asked) => asked.includes("/v1/")).sort()).toEqual([
      "GET /v1/me/elements",
      "POST /v1/me/quotes",
    ]);
    expect(await page.evaluate("moved.by")).toBe(0);
    expect(await context.cookies()).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "My rewards" }).click();
    await page.getByRole("dialog").getByText("An espresso", { exact: true }).waitFor();
    expect(await faultsOf(page), "with the panel open").toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test("with a slow engine the page is as it will be before the script is there", async () => {
  const member = await buyerOf(2000);
  const { context, page } = await visit({});
  await page.route(`${engine}/**`, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await page.goto(`${origin}/?token=${await tokenOf(member)}`);
  const before = await page.getByText("The end.").boundingBox();
  await page.locator("main > tessera-card[data-state=member]").waitFor();
  await page.locator("tessera-nudge [part=nudge]").waitFor();
  expect(await page.getByText("The end.").boundingBox()).toEqual(before);
  expect(await page.evaluate("moved.by")).toBe(0);
  await context.close();
});

test("a visitor is told what members earn, and the way to join", async () => {
  const { context, page, complaints } = await visit({});
  await page.locator("main > tessera-points[data-state=visitor]").waitFor();
  expect(await text(page, "programme")).toBe("City Explorer");
  expect(await text(page, "earn")).toBe("Members earn 19 points");
  expect(await text(page, "says")).toBe("As a member you would earn 38 points on this cart.");
  expect(await page.locator("[part=join]").first().getAttribute("href")).toBe(`${engine}/join`);
  expect(await faultsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test.each([
  ["its address", (member: string) => ({ url: member })],
  ["its own script", (member: string) => ({ event: member })],
])("a token that has run out is asked for again at the shop, once, by %s", async (_, asks) => {
  const member = await buyerOf(1000);
  const before = tokensAsked;
  const expired = `tms_${member}.${(Date.now() - 1000).toString(36)}.${"0".repeat(64)}`;
  const { context, page } = await visit({ token: expired, asks: "1", ...asks(member) });
  await page.locator("main > tessera-points[data-state=member]").waitFor();
  expect(await text(page, "amount")).toBe("20 points");
  expect(await page.locator("tessera-earn [part=earn]").first().textContent()).toBe("Earn 19 points");
  expect(tokensAsked - before).toBe(1);
  await context.close();
});

test("a reward in reach leads to the checkout with its name; not now takes the nudge away, and it stays away", async () => {
  const member = await buyerOf(2500);
  const { context, page } = await visit({ token: await tokenOf(member) });
  const act = page.locator("tessera-nudge [part=act]");
  expect(await act.getAttribute("href")).toBe(`${origin}/checkout?reward=espresso`);
  await page.getByRole("button", { name: "Not now" }).click();
  expect(await page.locator("tessera-nudge").isVisible()).toBe(false);
  await page.reload();
  await page.locator("tessera-nudge[data-state=member]").waitFor({ state: "attached" });
  expect(await page.locator("tessera-nudge [part=nudge]").count()).toBe(0);
  expect(await page.evaluate("moved.by")).toBe(0);
  await context.close();
});

test("a nudge speaks in three visits of a day and not in a fourth", async () => {
  const { context, page } = await visit({ token: await tokenOf(await buyerOf(2500)) });
  await page.locator("tessera-nudge [part=nudge]").waitFor();
  const heard = async (hoursAgo: number[]) => {
    await page.evaluate(
      (times) => localStorage.setItem("tessera:nudge", JSON.stringify({ dismissedAt: 0, times })),
      hoursAgo.map((hours) => Date.now() - hours * 3_600_000),
    );
    await page.reload();
    await page.locator("tessera-nudge[data-state=member]").waitFor({ state: "attached" });
    return page.locator("tessera-nudge [part=nudge]").count();
  };
  expect(await heard([25, 3, 2])).toBe(1);
  expect(await heard([5, 3, 2])).toBe(0);
  expect(await heard([5, 3, 0.1])).toBe(1);
  await context.close();
});

test("the launcher is for a keyboard too: opened, closed by Esc, and focus is where it was", async () => {
  const { context, page } = await visit({ token: await tokenOf(await buyerOf(2500)) });
  const button = page.getByRole("button", { name: "My rewards" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  expect(await page.getByRole("dialog").locator("[part=amount]").textContent()).toBe("50 points");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  expect(await page.evaluate("document.activeElement.shadowRoot.activeElement.getAttribute('part')")).toBe("button");
  await context.close();
});

test.each(["ar", "zh-Hans", "ru"])("in %s the elements speak the page's language and run its way", async (lang) => {
  const { context, page } = await visit({ token: await tokenOf(await buyerOf(2000)), lang });
  await page.locator("main > tessera-points[data-state=member]").waitFor();
  const shown = page.locator("main > tessera-points [part=member]");
  expect([await shown.getAttribute("lang"), await shown.getAttribute("dir")]).toEqual([
    lang,
    lang === "ar" ? "rtl" : "ltr",
  ]);
  expect(await text(page, "next-text")).not.toContain(" to ");
  expect(await page.evaluate("moved.by")).toBe(0);
  await page.locator("tessera-launcher [part=button]").click();
  expect(await faultsOf(page)).toEqual([]);
  await context.close();
});

test("when the engine does not answer, the shop's page goes on", async () => {
  const { context, page } = await visit({});
  await page.route(`${engine}/v1/**`, (route) => route.abort());
  await page.evaluate("sessionStorage.clear()");
  await page.reload();
  await page.locator("main > tessera-points[data-state=unknown]").waitFor({ state: "attached" });
  expect(await page.getByText("The end.").isVisible()).toBe(true);
  expect(await page.evaluate("moved.by")).toBe(0);
  await context.close();
});
