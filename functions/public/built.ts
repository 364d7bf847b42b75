/**
 * What is made at build time (bin/build-web.ts): /openapi.json from the contracts, /programme.schema.json from the shapes of
 * a programme document. A deployment answers them before the Worker is asked.
 */
import { Problem } from "../edge/problem.ts";
import type { App, Ctx } from "../edge/serve.ts";

/** The text of /openapi.json. Problems: not_found, where web/ was not built. */
export function openapiText(context: Ctx): Promise<string> {
  return builtText(context, "/openapi.json");
}

export function mountBuilt(app: App): void {
  for (const path of ["/openapi.json", "/programme.schema.json"]) {
    app.get(path, async (context) => {
      return new Response(await builtText(context, path), {
        headers: { "content-type": "application/json", "cache-control": "public, max-age=300" },
      });
    });
  }
}

async function builtText(context: Ctx, path: string): Promise<string> {
  const found = await context.env.ASSETS?.fetch(`http://assets${path}`);
  if (!found?.ok) throw new Problem("not_found");
  return found.text();
}
