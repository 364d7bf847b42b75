/** GET /demo/enter?token=…: whoever starts a demo opens the member site as its first member, signed in as anybody is. */
import { ledgerOf } from "../../edge/environment.ts";
import { enter } from "../../edge/member-entry.ts";
import { Problem } from "../../edge/problem.ts";
import { type App, hostOf } from "../../edge/serve.ts";
import { readSession } from "../../values/session.ts";
import { DEMO_SESSION_MS } from "./session.ts";

export function mountEnter(app: App): void {
  app.get("/demo/enter", async (context) => {
    const ledger = ledgerOf(context.env, hostOf(context));
    const now = ledger.now ?? Date.now();
    const member = readSession("tms", context.req.query("token") ?? "", { now, secret: ledger.secret });
    if (member === null) throw new Problem("unauthenticated");
    // The link is good for as long as its token is, however often it is opened: each time is a session.
    const proof = {
      by: "store",
      member,
      claim: `demo:${crypto.randomUUID()}`,
      expiresAt: now + DEMO_SESSION_MS,
    } as const;
    const entered = await enter(context, ledger, { proof, join: null }, "/demo/enter");
    if (!entered.isIn) throw new Problem("outcome_unknown");
    return context.redirect("/me", 303);
  });
}
