/** GET /demo/enter?token=…: whoever starts a demo opens the member site as its first member, signed in as anybody is. */
import { ledgerOf } from "../../edge/environment.ts";
import { Problem } from "../../edge/problem.ts";
import { type App, hostOf } from "../../edge/serve.ts";
import { readSession } from "../../values/session.ts";
import { comeInAs } from "./session.ts";

export function mountEnter(app: App): void {
  app.get("/demo/enter", async (context) => {
    const { secret, now } = ledgerOf(context.env, hostOf(context));
    const member = readSession("tms", context.req.query("token") ?? "", { now: now ?? Date.now(), secret });
    if (member === null) throw new Problem("unauthenticated");
    // The link is good for as long as its token is, however often it is opened: each time is a session.
    await comeInAs(context, member, crypto.randomUUID());
    return context.redirect("/me", 303);
  });
}
