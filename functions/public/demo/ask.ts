/** How the demo shop's server asks the engine: by the same HTTP request that any store's server sends, without the network. */
import type { App, Ctx } from "../../edge/serve.ts";
import type { Json, JsonObject } from "../../values/json.ts";

/** One request as it was sent, without its credential, and what was answered. */
export interface Asked {
  method: string;
  path: string;
  key: string | null;
  body: Json;
  status: number;
  answer: JsonObject;
}

/** POSTs as the demo store. The key of the request is the browser's: a retry is the same request. */
export function askAsStore(
  app: App,
  context: Ctx,
  { path, key, body }: { path: string; key: string; body: JsonObject },
) {
  return ask(app, context, { method: "POST", path, key, body, token: context.env.DEMO_STORE_KEY ?? "" });
}

async function ask(
  app: App,
  context: Ctx,
  { method, path, key, body, token }: { method: string; path: string; key: string; body: JsonObject; token: string },
): Promise<Asked> {
  const response = await app.fetch(
    new Request(new URL(path, context.req.url), {
      method,
      headers: { authorization: `Bearer ${token}`, "idempotency-key": key, "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
    context.env,
  );
  return { method, path, key, body, status: response.status, answer: (await response.json()) as JsonObject };
}
