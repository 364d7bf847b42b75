/** The console: plain pages and forms over the same operations as the API. */
import { STYLE } from "../../edge/page.tsx";
import type { App } from "../../edge/serve.ts";

export function mountPages(app: App): void {
  app.get("/staff.css", (context) => {
    context.header("content-type", "text/css; charset=utf-8");
    context.header("cache-control", "public, max-age=300");
    return context.body(STYLE);
  });
}
