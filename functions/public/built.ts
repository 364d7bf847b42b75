/**
 * What is made at build time (bin/build-web.ts): /openapi.json from the contracts, /programme.schema.json from the shapes of
 * a programme document, /presets.json for the tour, /words/… for pages of many words, /elements.js for shops' pages, /service-worker.js for ours. A deployment
 * answers them before the Worker is asked (web/_headers).
 */
import { Problem } from "../edge/problem.ts";
import type { App, Ctx } from "../edge/serve.ts";
import type { Language } from "../values/language.ts";

/** The text of /openapi.json. Problems: not_found, where web/ was not built. */
export function openapiText(context: Ctx): Promise<string> {
  return builtText(context, "/openapi.json");
}

/** The text of /presets.json: the sentence about each preset that ships, by its name. Problems: not_found, where web/ was not built. */
export function presetsText(context: Ctx): Promise<string> {
  return builtText(context, "/presets.json");
}

/** The text of /words/verify.{language}.json: what the verify pages say. Problems: not_found, where web/ was not built. */
export function verifyWordsText(context: Ctx, language: Language): Promise<string> {
  return builtText(context, `/words/verify.${language}.json`);
}

export function mountBuilt(app: App): void {
  mountScript(app);
  mountServiceWorker(app);
  for (const path of ["/openapi.json", "/programme.schema.json"]) {
    app.get(path, async (context) => {
      return new Response(await builtText(context, path), {
        headers: { "content-type": "application/json", "cache-control": "public, max-age=300" },
      });
    });
  }
}

/** The elements' script, which pages of other origins load; our own answers forbid that to all else. */
function mountScript(app: App): void {
  app.get("/elements.js", async (context) => {
    return new Response(await builtText(context, "/elements.js"), {
      headers: {
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "public, max-age=300, stale-while-revalidate=86400",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        "x-content-type-options": "nosniff",
      },
    });
  });
}

/** What keeps a member's pages on her phone. It asks us and nobody else. */
function mountServiceWorker(app: App): void {
  app.get("/service-worker.js", async (context) => {
    return new Response(await builtText(context, "/service-worker.js"), {
      headers: {
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "no-cache",
        "content-security-policy": "default-src 'none'; connect-src 'self'",
      },
    });
  });
}

async function builtText(context: Ctx, path: string): Promise<string> {
  const found = await context.env.ASSETS?.fetch(`http://assets${path}`);
  if (!found?.ok) throw new Problem("not_found");
  return found.text();
}
