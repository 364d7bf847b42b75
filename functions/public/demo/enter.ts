/** GET /demo/enter?token=…: whoever starts a demo opens the member site as its first member. */
import { MEMBER_COOKIE, setSession } from "../../edge/credentials.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { Problem } from "../../edge/problem.ts";
import { type App, hostOf } from "../../edge/serve.ts";
import { readSession } from "../../values/session.ts";

/** A demo's session lasts a day, whatever its token would allow. */
const SESSION_SECONDS = 86_400;

export function mountEnter(app: App): void {
  app.get("/demo/enter", (context) => {
    const { secret, now } = ledgerOf(context.env, hostOf(context));
    const token = context.req.query("token") ?? "";
    if (readSession("tms", token, { now: now ?? Date.now(), secret }) === null) throw new Problem("unauthenticated");
    setSession(context, MEMBER_COOKIE, token, SESSION_SECONDS);
    return context.redirect("/me", 303);
  });
}
