/**
 * /me?token=tms_…: a shop sends a member of its own over to her page. The token is used up for a session that is good for as
 * long, and is out of the address before anything is shown.
 */
import { callerOf } from "../../edge/credentials.ts";
import { enter, nextIn } from "../../edge/member-entry.ts";
import type { App } from "../../edge/serve.ts";
import { sha256Hex } from "../../values/hash.ts";
import { openSession } from "../../values/session.ts";
import { at } from "./at.ts";
import { shut } from "./coming-in.tsx";

export function mountStoresLink(app: App): void {
  app.get("/me", async (context, next) => {
    const token = context.req.query("token");
    if (token === undefined) return next();
    const { ledger, says } = at(context);
    const on = nextIn(context.req.query("next"));
    const read = openSession("tms", token, { now: ledger.now ?? Date.now(), secret: ledger.secret });
    if (read !== null && read.session === null) {
      const { holder: member, expiresAt } = read;
      const claim = `stores-link:${sha256Hex(token)}`;
      const proof = { by: "store", member, claim, expiresAt } as const;
      const entered = await enter(context, ledger, { proof, join: null }, "/me");
      if (entered.isIn) return context.redirect(on, 303);
      // Whoever presses it again is in already.
      const caller = await callerOf(context, { kind: "member" }, ledger).catch(() => null);
      if (caller?.kind === "member" && caller.member === member) return context.redirect(on, 303);
    }
    return shut(context, says.linkUsed);
  });
}
