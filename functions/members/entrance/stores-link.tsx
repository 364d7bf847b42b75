/**
 * /me?token=tms_…: a shop sends a member of its own over to her page. The token is used up for a session that is good for as
 * long, and is out of the address before anything is shown. Where another member is signed in, she is asked first.
 */
import { readForm } from "../../edge/body.ts";
import { callerOf, isOurOwn } from "../../edge/credentials.ts";
import { enter, nextIn } from "../../edge/member-entry.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import { sha256Hex } from "../../values/hash.ts";
import { openSession } from "../../values/session.ts";
import { at } from "./at.ts";
import { page, shut } from "./coming-in.tsx";
import { AskInstead, someoneElse } from "./someone-else.tsx";

/** Where the question is answered. */
const ANSWERED = "/sign-in/shop";

export function mountStoresLink(app: App): void {
  app.get("/me", async (context, next) => {
    const token = context.req.query("token");
    if (token === undefined) return next();
    const { ledger, language, says } = at(context);
    const on = nextIn(context.req.query("next"));
    const link = linkIn(context, token);
    const names = link === null ? null : await someoneElse(context, ledger, link);
    if (names === null) return comeIn(context, token, on);
    const asked = <AskInstead says={says} names={names} action={ANSWERED} fields={{ token, next: on }} />;
    return page(context, language, asked, says.someoneIsIn);
  });
  app.post(ANSWERED, async (context) => {
    const form = isOurOwn(context) ? await readForm(context) : new Map<string, string[]>();
    return comeIn(context, form.get("token")?.[0] ?? "", nextIn(form.get("next")?.[0]));
  });
}

async function comeIn(context: Ctx, token: string, on: string): Promise<Response> {
  const { ledger, says } = at(context);
  const link = linkIn(context, token);
  if (link !== null) {
    const claim = `stores-link:${sha256Hex(token)}`;
    const entered = await enter(context, ledger, { proof: { by: "store", claim, ...link }, join: null }, "/me");
    if (entered.isIn) return context.redirect(on, 303);
    // Whoever presses it again is in already.
    const caller = await callerOf(context, { kind: "member" }, ledger).catch(() => null);
    if (caller?.kind === "member" && caller.member === link.member) return context.redirect(on, 303);
  }
  return shut(context, says.linkUsed);
}

/** Whom a shop's token is of, and until when; null: it is none, or it is a session with a row of its own. */
function linkIn(context: Ctx, token: string): { member: string; expiresAt: number } | null {
  const { ledger } = at(context);
  const read = openSession("tms", token, { now: ledger.now ?? Date.now(), secret: ledger.secret });
  return read === null || read.session !== null ? null : { member: read.holder, expiresAt: read.expiresAt };
}
