/**
 * Routes that a browser may ask from a shop's own pages, on another origin. Any origin: `*` never goes with cookies (Fetch,
 * 3.3.5), and these routes read none, so whoever asks has only what the token that she sends shows. A list of origins would
 * keep nobody out, since a token works from any machine, and it would divide every cache by origin.
 */
import type { Contract } from "./contract.ts";
import type { App } from "./serve.ts";

/** How long a browser need not ask again what it may send: Chromium keeps it two hours at most, others longer. */
const PREFLIGHT_SECONDS = 7200;

/** Lets other origins read what a contract's route answers, its problems included. */
export function answerOrigins(app: App, { method, path }: Pick<Contract, "method" | "path">): void {
  const mayBeSent = {
    "access-control-allow-methods": method.toUpperCase(),
    "access-control-allow-headers": "authorization, content-type",
    "access-control-max-age": String(PREFLIGHT_SECONDS),
  };
  app.use(path, async (context, next) => {
    // Before anything is read: a preflight is a browser's question, not a caller's.
    if (context.req.method === "OPTIONS") context.res = new Response(null, { status: 204, headers: mayBeSent });
    else await next();
    context.res.headers.set("access-control-allow-origin", "*");
  });
}
