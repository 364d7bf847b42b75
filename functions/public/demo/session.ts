/**
 * POST /demo/session: a visitor without a session joins through the demo shop and gets one; a form is sent on to her page.
 * GET /demo/session: a token of the visitor's own, for her curl.
 */
import { ledgerOf } from "../../edge/environment.ts";
import { enter } from "../../edge/member-entry.ts";
import { Problem } from "../../edge/problem.ts";
import { withinRate } from "../../edge/rate.ts";
import { type App, type Ctx, hostOf } from "../../edge/serve.ts";
import type { Ledger } from "../../operations/verb.ts";
import { base32 } from "../../values/id.ts";
import { newSession } from "../../values/session.ts";
import { askAsStore } from "./ask.ts";
import { visitorIfAny, visitorOf } from "./visitor.ts";

/** A demo's session lasts a day. */
const SESSION_MS = 86_400_000;

export function mountSession(app: App): void {
  app.post("/demo/session", async (context) => {
    const { member, isNew } = await joined(app, context);
    return isForm(context) ? context.redirect("/me", 303) : context.json({ member }, isNew ? 201 : 200);
  });
  app.get("/demo/session", async (context) => {
    const { member, ledger } = await visitorOf(context);
    context.header("cache-control", "no-store");
    return context.json({ member, token: tokenFor(member, ledger) });
  });
}

/** The visitor's member: who has no session joins through the demo shop and gets one. Problems: outcome_unknown. */
export async function joined(app: App, context: Ctx): Promise<{ member: string; isNew: boolean }> {
  await withinRate(context, { kind: "public" });
  const known = await visitorIfAny(context);
  if (known) return { member: known.member, isNew: false };
  const visitor = `visitor-${base32(crypto.getRandomValues(new Uint8Array(10)))}`;
  const body = { externalId: visitor, name: "Visitor" };
  const { answer, status } = await askAsStore(app, context, { path: "/v1/members", key: visitor, body });
  if (status !== 201) throw new Problem("outcome_unknown");
  const member = String(answer.member);
  await comeInAs(context, member, visitor);
  return { member, isNew: true };
}

/** Signs a visitor in, for a day; once under a name. Problems: outcome_unknown. */
async function comeInAs(context: Ctx, member: string, name: string): Promise<void> {
  const ledger = ledgerOf(context.env, hostOf(context));
  const expiresAt = (ledger.now ?? Date.now()) + SESSION_MS;
  const proof = { by: "store", member, claim: `demo:${name}`, expiresAt } as const;
  const entered = await enter(context, ledger, { proof, join: null }, context.req.path);
  if (!entered.isIn) throw new Problem("outcome_unknown");
}

function tokenFor(member: string, { secret, now }: Ledger): string {
  return newSession("tms", { holder: member, expiresAt: (now ?? Date.now()) + SESSION_MS, secret });
}

function isForm(context: Ctx): boolean {
  return (context.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded");
}
