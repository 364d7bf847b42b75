/** Going out: here, on another device or everywhere; and changing what she signs in with. */
import { readForm } from "../../edge/body.ts";
import { brandedPage } from "../../edge/branded-page.ts";
import { endSession as forget, isOurOwn, MEMBER_COOKIE } from "../../edge/credentials.ts";
import { problemOfRefusal } from "../../edge/problem.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import type { Caller } from "../../operations/caller.ts";
import { endSession, signOut } from "../../operations/member-session.ts";
import { changePasskey } from "../../operations/passkey.ts";
import { perform } from "../../operations/perform.ts";
import type { Ledger, Verb } from "../../operations/verb.ts";
import type { Json } from "../../values/json.ts";
import { mountMemberPage } from "../pages/frame.tsx";
import { sessionOf } from "../sessions.ts";
import { at, type Member, memberIfAny } from "./at.ts";
import { signIns } from "./sign-ins.tsx";

/** Characters of a passkey's name. */
const LABEL_MAX = 60;

export function mountGoingOut(app: App): void {
  app.get("/me/sessions", async (context, next) => {
    const caller = await memberIfAny(context, at(context).ledger);
    return caller === null ? context.redirect("/sign-in?next=/me/sessions", 303) : next();
  });
  mountMemberPage(app, signIns);
  app.post("/me/sessions/end", (context) =>
    pressed(context, async (caller, ledger, form) => {
      const session = form.get("session")?.[0] ?? "";
      await performed(ledger, endSession, { member: caller.member, session }, caller);
      return session === sessionOf(caller);
    }),
  );
  app.post("/me/sessions/sign-out", (context) =>
    pressed(context, async (caller, ledger, form) => {
      const but = form.get("keep")?.[0] === "this" ? sessionOf(caller) : null;
      await performed(ledger, signOut, { member: caller.member, but }, caller);
      return but === null;
    }),
  );
  app.post("/me/passkeys/change", (context) =>
    pressed(context, async (caller, ledger, form) => {
      const field = (name: string) => form.get(name)?.[0] ?? "";
      const label = field("label").trim().slice(0, LABEL_MAX);
      const isRemoved = field("remove") === "yes";
      const request = { member: caller.member, passkey: field("passkey"), label: isRemoved ? null : label };
      if (isRemoved || label !== "") await performed(ledger, changePasskey, request, caller);
      return false;
    }),
  );
  app.post("/sign-out", (context) =>
    pressed(context, async (caller, ledger) => {
      const session = sessionOf(caller);
      if (session !== null) await performed(ledger, endSession, { member: caller.member, session }, caller);
      return true;
    }),
  );
  app.get("/signed-out", (context) => {
    const { language, says } = at(context);
    const children = (
      <main class="door">
        <signed-out />
        <h1>{says.signedOut}</h1>
        <p class="quiet">{says.signedOutLede}</p>
        <p class="other-ways">
          <a class="button" href="/sign-in">
            {says.signIn}
          </a>
        </p>
      </main>
    );
    return brandedPage(context, {
      title: says.signedOut,
      language,
      kind: "entrance-page",
      script: "entrance",
      children,
    });
  });
}

/** A button of ours that was pressed; what it does says whether she is out on this device now. */
async function pressed(
  context: Ctx,
  does: (caller: Member, ledger: Ledger, form: Map<string, string[]>) => Promise<boolean>,
): Promise<Response> {
  const { ledger } = at(context);
  if (!isOurOwn(context)) return context.redirect("/me/sessions", 303);
  const form = await readForm(context);
  const caller = await memberIfAny(context, ledger);
  if (caller !== null && !(await does(caller, ledger, form))) return context.redirect("/me/sessions", 303);
  forget(context, MEMBER_COOKIE);
  return context.redirect("/signed-out", 303);
}

async function performed<Request extends object, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  request: Request,
  caller: Caller,
): Promise<void> {
  const body = JSON.parse(JSON.stringify(request)) as Json;
  const call = { request, caller, key: crypto.randomUUID(), method: "POST", path: verb.kind, body };
  await perform(ledger, verb, call, { status: 200, view: () => ({}), refused: problemOfRefusal });
}
