/**
 * Our service worker: a member's pages, as she saw them last, where there is no network. What is kept is named by the session
 * that it was shown to (the header `x-shown-to`), and is forgotten as soon as it may be somebody else who holds the phone. It
 * answers pages and the files that they are made of; a write, and whatever the API says, passes it by.
 */

/** Of the worker's own scope, what is used here; the page's types know nothing of it. */
interface WorkerScope {
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}
interface Lasting {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
/** What the build put together for the pages, by a name that is of its content (bin/build-web.ts). */
declare const SHELL: { name: string; files: string[] };

const worker = self as unknown as WorkerScope;
const SHELL_CACHE = `shell-${SHELL.name}`;
const PAGES = "pages-";
/** Her own page, and the code that she shows at a counter: at hand from the first page that she opens. */
const AT_HAND = ["/me", "/me/code"];
/** What is shown of a page that was never seen. */
const OFFLINE = "/offline";
/** When a page was seen, in milliseconds since 1970, on the copy that is kept. */
const SEEN_AT = "x-seen-at";
/** How long a page that was seen is shown again: a phone that was left somewhere tells nothing for ever. */
const KEPT_MS = 7 * 86_400_000;
/** Pages on which somebody else may come in, or she goes out. */
const ENTRANCE = /^\/(sign-in|sign-out|signed-out|join|demo\/)/;

/** Steps with each forgetting: a page that was asked for before is not kept after. */
let forgotten = 0;

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL_CACHE)
      .then((cache) => cache.addAll(SHELL.files.map((file) => new Request(file, { cache: "no-cache" }))))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(drop((name) => name.startsWith("shell-") && name !== SHELL_CACHE).then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (origin !== location.origin) return;
  // Any write may be somebody coming in or going out. It is not ours to send: a browser would then no longer tell the
  // server which site it came from.
  if (request.method !== "GET") return event.waitUntil(forget());
  if (pathname.startsWith("/v1/")) return;
  // A shop's link brings somebody in too.
  if (ENTRANCE.test(pathname) || searchParams.has("token")) return event.waitUntil(forget());
  if (pathname === "/me" || pathname.startsWith("/me/")) {
    if (isPage(request)) event.respondWith(memberPage(event, pathname));
  } else if (pathname.startsWith("/assets/") || pathname === "/brand.css") event.respondWith(shellFile(request));
});

function isPage({ mode, headers }: Request): boolean {
  return mode === "navigate" || (headers.get("accept") ?? "").startsWith("text/html");
}

/** A page of hers: from the network, and without one as it was seen last. */
async function memberPage(event: Fetching, pathname: string): Promise<Response> {
  const { request } = event;
  const before = forgotten;
  let response: Response;
  try {
    response = await fetch(request);
  } catch (failure) {
    // A script that asks again for what is shown already is told that there is no network.
    if (request.mode !== "navigate") throw failure;
    return seenLast(pathname);
  }
  const shownTo = response.headers.get("x-shown-to");
  if (response.type === "opaqueredirect" || shownTo === "nobody") event.waitUntil(forget());
  else if (shownTo !== null && response.ok && before === forgotten) {
    // A page with a question in its address is no page to come back to.
    if (new URL(request.url).search === "")
      event.waitUntil(keep({ pathname, shownTo, before, response: response.clone() }));
    for (const path of AT_HAND) if (path !== pathname) event.waitUntil(keepAtHand(path, shownTo, before));
  }
  return response;
}

async function keepAtHand(pathname: string, shownTo: string, before: number): Promise<void> {
  if (await (await caches.open(PAGES + shownTo)).match(pathname)) return;
  const response = await fetch(pathname, { headers: { accept: "text/html" } }).catch(() => null);
  if (response?.ok && response.headers.get("x-shown-to") === shownTo)
    await keep({ pathname, shownTo, before, response });
}

async function keep({
  pathname,
  shownTo,
  before,
  response,
}: {
  pathname: string;
  shownTo: string;
  before: number;
  response: Response;
}): Promise<void> {
  const name = PAGES + shownTo;
  await drop((other) => other.startsWith(PAGES) && other !== name);
  const headers = new Headers(response.headers);
  headers.set(SEEN_AT, String(Date.now()));
  const copy = new Response(await response.text(), { headers });
  if (before !== forgotten) return;
  const cache = await caches.open(name);
  await cache.put(pathname, copy);
  // Forgotten meanwhile: then this copy too.
  if (before !== forgotten) await caches.delete(name);
}

/** The page as it was seen last, with its time for <live-page>; what was never seen is said to need a network. */
async function seenLast(pathname: string): Promise<Response> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES)) continue;
    const seen = await (await caches.open(name)).match(pathname);
    const at = Number(seen?.headers.get(SEEN_AT));
    if (!seen || Date.now() - at > KEPT_MS) continue;
    const text = (await seen.text()).replace("<live-page ", `<live-page data-seen-at="${at}" `);
    return new Response(text, { headers: seen.headers });
  }
  return (await caches.match(OFFLINE)) ?? Response.error();
}

/** A file of the build: one named by its content from the phone, every other from the network first. */
async function shellFile(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const cache = await caches.open(SHELL_CACHE);
  const kept = await cache.match(pathname);
  if (kept && /-[A-Z0-9]{8}\.js$/.test(pathname)) return kept;
  try {
    const response = await fetch(request);
    if (pathname === "/brand.css" && response.ok) await cache.put(pathname, response.clone());
    return response;
  } catch {
    return kept ?? Response.error();
  }
}

async function forget(): Promise<void> {
  forgotten += 1;
  await drop((name) => name.startsWith(PAGES));
}

async function drop(isDropped: (name: string) => boolean): Promise<void> {
  await Promise.all((await caches.keys()).filter(isDropped).map((name) => caches.delete(name)));
}
