/** How the demo shop's server asks the engine: by the same HTTP request that any store's server sends, without the network. */
import type { App, Ctx } from "../../edge/serve.ts";
import type { Json, JsonObject } from "../../values/json.ts";
import type { Language } from "../../values/language.ts";

/** One request as it was sent, without its credential, and what was answered. */
export interface Asked<Answer extends object = JsonObject> {
  method: string;
  path: string;
  key: string | null;
  body: Json;
  status: number;
  answer: Answer;
}

/** POSTs as the demo store. The key of the request is the browser's: a retry is the same request. */
export function askAsStore<Answer extends object = JsonObject>(
  app: App,
  context: Ctx,
  {
    path,
    key = null,
    body,
    language,
  }: { path: string; key?: string | null; body: JsonObject; language?: Language | undefined },
): Promise<Asked<Answer>> {
  return ask<Answer>(app, context, { method: "POST", path, key, body, token: storeKeyOf(context), language });
}

/** GETs as the demo store. */
export function readAsStore<Answer extends object>(
  app: App,
  context: Ctx,
  path: string,
  language?: Language,
): Promise<Asked<Answer>> {
  return ask<Answer>(app, context, {
    method: "GET",
    path,
    key: null,
    body: null,
    token: storeKeyOf(context),
    language,
  });
}

/** GETs as a member for whom the store vouched. */
export function readAsMember<Answer extends object>(
  app: App,
  context: Ctx,
  { path, token, language }: { path: string; token: string; language?: Language | undefined },
): Promise<Asked<Answer>> {
  return ask<Answer>(app, context, { method: "GET", path, key: null, body: null, token, language });
}

/** The key that the shop's server holds. No page of it ever has it. */
function storeKeyOf({ env }: Ctx): string {
  return env.DEMO_STORE_KEY ?? "";
}

async function ask<Answer extends object>(
  app: App,
  context: Ctx,
  {
    method,
    path,
    key,
    body,
    token,
    language,
  }: {
    method: string;
    path: string;
    key: string | null;
    body: Json;
    token: string;
    language: Language | undefined;
  },
): Promise<Asked<Answer>> {
  const response = await app.fetch(
    new Request(new URL(path, context.req.url), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(language === undefined ? {} : { "accept-language": language }),
        ...(key === null ? {} : { "idempotency-key": key }),
        ...(body === null ? {} : { "content-type": "application/json" }),
      },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    }),
    context.env,
  );
  return { method, path, key, body, status: response.status, answer: (await response.json()) as Answer };
}
