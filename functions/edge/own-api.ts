/** How a page of ours reads and writes: by the same HTTP API that everybody has, with its visitor's own cookie, without the network. */
import type { JsonObject } from "../values/json.ts";
import { LANGUAGE_COOKIE } from "./page-language.ts";
import type { App, Ctx } from "./serve.ts";

export interface OwnAnswer<Body> {
  status: number;
  body: Body;
}

/**
 * GETs a path of our own as whoever asks for the page, in the page's language where one is named. The caller names the
 * contract's answer; a problem has its status.
 */
export function askOwn<Body extends object = JsonObject>(
  app: App,
  context: Ctx,
  path: string,
  language?: string,
): Promise<OwnAnswer<Body>> {
  return own(app, context, { path, headers: language === undefined ? {} : { "accept-language": language } });
}

/** POSTs (or PUTs) a form's content to a path of our own, under the key that the form carries; what other sites send is refused there. */
export function sendOwn<Body extends object = JsonObject>(
  app: App,
  context: Ctx,
  {
    method = "POST",
    path,
    key,
    body,
    language,
  }: { method?: "POST" | "PUT"; path: string; key: string; body?: JsonObject; language: string },
): Promise<OwnAnswer<Body>> {
  const headers: Record<string, string> = { "idempotency-key": key, "accept-language": language };
  for (const name of ["origin", "sec-fetch-site"]) {
    const said = context.req.header(name);
    if (said !== undefined) headers[name] = said;
  }
  if (body !== undefined) headers["content-type"] = "application/json";
  const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  return own(app, context, { path, headers, init });
}

async function own<Body>(
  app: App,
  context: Ctx,
  { path, headers: given, init = {} }: { path: string; headers: Record<string, string>; init?: RequestInit },
): Promise<OwnAnswer<Body>> {
  const headers = new Headers(given);
  const language = headers.get("accept-language");
  const cookie = cookieIn(context.req.header("cookie") ?? "", language);
  if (cookie !== "") headers.set("cookie", cookie);
  const response = await app.fetch(new Request(new URL(path, context.req.url), { ...init, headers }), context.env);
  return { status: response.status, body: (await response.json()) as Body };
}

/** Her cookies, with the page's language in the place of the one that her device keeps. */
function cookieIn(cookie: string, language: string | null): string {
  if (language === null) return cookie;
  const others = cookie.split(/;\s*/).filter((pair) => pair !== "" && !pair.startsWith(`${LANGUAGE_COOKIE}=`));
  return [...others, `${LANGUAGE_COOKIE}=${language}`].join("; ");
}
