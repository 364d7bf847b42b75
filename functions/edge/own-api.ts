/** How a page of ours reads: by the same HTTP API that everybody has, with its visitor's own cookie, without the network. */
import type { JsonObject } from "../values/json.ts";
import type { App, Ctx } from "./serve.ts";

export interface OwnAnswer<Body> {
  status: number;
  body: Body;
}

/** GETs a path of our own as whoever asks for the page. The caller names the contract's answer; a problem has its status. */
export async function askOwn<Body extends object = JsonObject>(
  app: App,
  context: Ctx,
  path: string,
): Promise<OwnAnswer<Body>> {
  const headers = new Headers();
  const cookie = context.req.header("cookie");
  if (cookie !== undefined) headers.set("cookie", cookie);
  const response = await app.fetch(new Request(new URL(path, context.req.url), { headers }), context.env);
  return { status: response.status, body: (await response.json()) as Body };
}
