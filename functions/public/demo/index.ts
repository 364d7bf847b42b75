/** What only a demo has: visitors who join at a click, a shop, and a look at the postings. Elsewhere all of it is 404. */
import { isDemo } from "../../edge/environment.ts";
import { Problem } from "../../edge/problem.ts";
import type { App } from "../../edge/serve.ts";
import { mountEnter } from "./enter.ts";
import { mountMailbox } from "./mailbox.tsx";
import { mountPostings } from "./postings.ts";
import { mountSession } from "./session.ts";
import { mountShop } from "./shop.ts";
import { mountVenues } from "./venues.ts";

export function mountDemo(app: App): void {
  app.use("/demo/*", async (context, next) => {
    if (!isDemo(context.env)) throw new Problem("not_found");
    await next();
  });
  mountSession(app);
  mountEnter(app);
  mountMailbox(app);
  mountShop(app);
  mountPostings(app);
  mountVenues(app);
}
