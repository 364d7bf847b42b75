/**
 * /demo/enter?token=…: whoever starts a demo opens the member site as its first member, signed in as anybody is. Where
 * somebody else is signed in, she is asked first, as any link asks.
 */
import { readForm } from "../../edge/body.ts";
import { isOurOwn } from "../../edge/credentials.ts";
import { isDemo } from "../../edge/environment.ts";
import { enter } from "../../edge/member-entry.ts";
import { Problem } from "../../edge/problem.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import { DAY_MS } from "../../values/day.ts";
import { readSession } from "../../values/session.ts";
import { at } from "./at.ts";
import { page } from "./coming-in.tsx";
import { AskInstead, someoneElse } from "./someone-else.tsx";

const PATH = "/demo/enter";

export function mountDemoLink(app: App): void {
  app.get(PATH, async (context) => {
    const { ledger, language, says } = at(context);
    const token = context.req.query("token") ?? "";
    const names = await someoneElse(context, ledger, { member: memberIn(context, token) });
    if (names === null) return comeIn(context, token);
    const asked = <AskInstead says={says} names={names} action={PATH} fields={{ token }} />;
    return page(context, language, asked, says.someoneIsIn);
  });
  app.post(PATH, async (context) => {
    const form = isOurOwn(context) ? await readForm(context) : new Map<string, string[]>();
    return comeIn(context, form.get("token")?.[0] ?? "");
  });
}

/** The link is good for as long as its token is, however often it is opened: each time is a session of a day. */
async function comeIn(context: Ctx, token: string): Promise<Response> {
  const { ledger } = at(context);
  const expiresAt = (ledger.now ?? Date.now()) + DAY_MS;
  const proof = {
    by: "store",
    member: memberIn(context, token),
    claim: `demo:${crypto.randomUUID()}`,
    expiresAt,
  } as const;
  const entered = await enter(context, ledger, { proof, join: null }, PATH);
  if (!entered.isIn) throw new Problem("outcome_unknown");
  return context.redirect("/me", 303);
}

/** Problems: not_found (no demo), unauthenticated. */
function memberIn(context: Ctx, token: string): string {
  if (!isDemo(context.env)) throw new Problem("not_found");
  const { ledger } = at(context);
  const member = readSession("tms", token, { now: ledger.now ?? Date.now(), secret: ledger.secret });
  if (member === null) throw new Problem("unauthenticated");
  return member;
}
