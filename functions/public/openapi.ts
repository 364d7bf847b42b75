/** /openapi.json: made at build time from the contracts (bin/openapi.ts). A deployment answers it before the Worker is asked. */
import { Problem } from "../edge/problem.ts";
import type { App, Ctx } from "../edge/serve.ts";

/** The document's text. Problems: not_found, where web/ was not built. */
export async function openapiText(context: Ctx): Promise<string> {
  const found = await context.env.ASSETS?.fetch("http://assets/openapi.json");
  if (!found?.ok) throw new Problem("not_found");
  return found.text();
}

export function mountOpenapi(app: App): void {
  app.get("/openapi.json", async (context) => {
    return new Response(await openapiText(context), {
      headers: { "content-type": "application/json", "cache-control": "public, max-age=300" },
    });
  });
}
