/** GET /demo/operations/{id}: the postings that one of the visitor's own operations wrote, for the tour to show. */
import { readPostingsOf } from "../../database/postings-of.ts";
import { Problem } from "../../edge/problem.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { visitorOf } from "./visitor.ts";

export function mountPostings(app: App): void {
  app.get("/demo/operations/:id", async (context) => {
    const visitor = await visitorOf(context);
    const operation = context.req.param("id");
    const { found } = await read(visitor, { reading: readPostingsOf(operation, visitor.member) });
    if (!found) throw new Problem("operation_unknown");
    context.header("cache-control", "no-store");
    return context.json({ operation, ...found });
  });
}
