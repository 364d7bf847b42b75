/**
 * /staff/enter: signing in by a one-time link. Opening the link shows a button and nothing more, so that a mail program
 * that looks at links does not use it up; the button's POST does.
 */
import { readForm } from "../edge/body.ts";
import { endSession, isOurOwn, STAFF_COOKIE, setSession } from "../edge/credentials.ts";
import { ledgerOf } from "../edge/environment.ts";
import { problemOfRefusal } from "../edge/problem.ts";
import { withinRate } from "../edge/rate.ts";
import { type App, type Ctx, hostOf } from "../edge/serve.ts";
import { perform } from "../operations/perform.ts";
import { signIn } from "../operations/sign-in.ts";
import { ROLES } from "../values/holder.ts";
import { readLink } from "../values/link.ts";
import { newSession } from "../values/session.ts";
import { enterPage, leftPage, spentPage } from "./pages/enter.tsx";

/** A working day: a session that was left open is over the next morning. */
const SESSION_SECONDS = 12 * 3_600;

export function mountSignIn(app: App): void {
  app.get("/staff/enter", (context) => {
    const token = context.req.query("token") ?? "";
    return readLink(token) ? enterPage(context, token) : spentPage(context);
  });
  app.post("/staff/enter", async (context) => {
    await withinRate(context, { kind: "public" });
    const form = isOurOwn(context) ? await readForm(context) : null;
    const session = form === null ? null : await sessionFor(context, form.get("token")?.[0] ?? "");
    if (session === null) return spentPage(context);
    setSession(context, STAFF_COOKIE, session, SESSION_SECONDS);
    return context.redirect("/staff", 303);
  });
  app.post("/staff/sign-out", async (context) => {
    if (isOurOwn(context)) endSession(context, STAFF_COOKIE);
    return leftPage(context);
  });
}

/** Uses a link up and answers the session that it opens; null: it was used, has run out or is none. */
async function sessionFor(context: Ctx, token: string): Promise<string | null> {
  const link = readLink(token);
  if (!link) return null;
  const ledger = ledgerOf(context.env, hostOf(context));
  const request = { staff: link.staff, link: link.link, digest: link.digest };
  // Each press of the button is a request of its own: a replay would sign in again with a link that was used.
  const performed = await perform(
    ledger,
    signIn,
    {
      request,
      caller: { kind: "staff", staff: link.staff, roles: [...ROLES] },
      key: crypto.randomUUID(),
      method: "POST",
      path: "/staff/enter",
      body: request,
    },
    { status: 200, view: (outcome) => ({ ...outcome }), refused: problemOfRefusal },
  );
  if (performed.kind !== "answered" || performed.status !== 200) return null;
  const { signedInAt } = JSON.parse(performed.body) as { signedInAt: number };
  return newSession("tss", {
    holder: link.staff,
    expiresAt: signedInAt + SESSION_SECONDS * 1000,
    secret: ledger.secret,
  });
}
