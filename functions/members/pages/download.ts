/** GET /me/privacy/download: everything that is held of her as one file. */
import { askOwn } from "../../edge/own-api.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import type { JsonObject } from "../../values/json.ts";

/** Pages of an export that are put together into one file; whoever has more takes it by the API. */
const PAGES_MAX = 20;

export function mountDownload(app: App): void {
  app.get("/me/privacy/download", (context) => download(app, context));
}

async function download(app: App, context: Ctx): Promise<Response> {
  const pages: JsonObject[] = [];
  let cursor: string | null = "";
  while (cursor !== null && pages.length < PAGES_MAX) {
    const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await askOwn(app, context, `/v1/me/export?limit=500${query}`);
    if (status !== 200) return context.redirect("/me/privacy", 303);
    pages.push(body);
    cursor = typeof body.next_cursor === "string" ? body.next_cursor : null;
  }
  const lists = ["holdings", "plays", "operations"];
  const whole = Object.fromEntries(
    Object.entries(pages[0] ?? {}).map(([name, value]) => [
      name,
      lists.includes(name) ? pages.flatMap((page) => (Array.isArray(page[name]) ? page[name] : [])) : value,
    ]),
  );
  return new Response(JSON.stringify({ ...whole, next_cursor: cursor }, null, 2), {
    headers: {
      "content-type": "application/json",
      "content-disposition": 'attachment; filename="my-data.json"',
      "cache-control": "no-store",
    },
  });
}
