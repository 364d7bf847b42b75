/**
 * /assets/…: what web/ was built into. A deployment answers them before the Worker is asked (wrangler.toml `[assets]`,
 * web/_headers); on an own machine the same binding is a directory, and the Worker names the types.
 */
import { Problem } from "../edge/problem.ts";
import type { App } from "../edge/serve.ts";

const TYPES: Record<string, string> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  map: "application/json",
};

export function mountAssets(app: App): void {
  app.get("/assets/:name", async (context) => {
    const name = context.req.param("name");
    const type = TYPES[/^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.([a-z]+)$/.exec(name)?.[1] ?? ""];
    const found = type ? await context.env.ASSETS?.fetch(`http://assets/assets/${name}`) : undefined;
    if (!found?.ok) throw new Problem("not_found");
    return new Response(found.body, { headers: { "content-type": type ?? "", "cache-control": "no-cache" } });
  });
}
