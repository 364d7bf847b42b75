/** What only a demo has: visitors who join at a click, a shop, and a look at the postings. Elsewhere all of it is 404. */
import { isOurOwn } from "../../edge/credentials.ts";
import { isDemo } from "../../edge/environment.ts";
import { Problem } from "../../edge/problem.ts";
import type { App } from "../../edge/serve.ts";
import { mountMailbox } from "./mailbox.tsx";
import { mountPostings } from "./postings.ts";
import { mountSession } from "./session.ts";
import { mountShop } from "./shop/index.tsx";
import { mountVenues } from "./venues.ts";

export function mountDemo(app: App): void {
  for (const path of ["/demo/*", "/shop", "/shop/*"])
    app.use(path, async (context, next) => {
      if (!isDemo(context.env)) throw new Problem("not_found");
      // A form of the shop joins and buys in one press: only its own pages may send one.
      if (context.req.method === "POST" && path.startsWith("/shop") && !isOurOwn(context))
        throw new Problem("unauthenticated");
      await next();
    });
  mountSession(app);
  mountMailbox(app);
  mountShop(app);
  mountPostings(app);
  mountVenues(app);
}
