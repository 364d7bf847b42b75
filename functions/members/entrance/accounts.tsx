/** /sign-in/with/{name}: over to an account elsewhere and back. Whoever is new says there and then whether she joins. */
import { getCookie, setCookie } from "hono/cookie";
import { type Arrived, arrive, type Begun, begin, type Provider, providersOf } from "../../edge/accounts.ts";
import { readForm } from "../../edge/body.ts";
import { isOurOwn } from "../../edge/credentials.ts";
import { enter, nextIn } from "../../edge/member-entry.ts";
import { Problem } from "../../edge/problem.ts";
import { withinSignInRate } from "../../edge/rate.ts";
import { open, seal } from "../../edge/sealed.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import { at, memberIfAny } from "./at.ts";
import { arrived, shut } from "./coming-in.tsx";
import type { Going } from "./forms.tsx";

/** How long she may take over there, and to say whether she joins, in seconds. */
const MAY_TAKE_SECONDS = 600;
const NAME_MAX = 100;

const UNDER_WAY = "account-under-way";
const PROVED = "account-proved";

interface Proved extends Arrived {
  provider: string;
  next: string;
  until: number;
}

export function mountAccounts(app: App): void {
  app.get("/sign-in/with/:name", async (context) => {
    await withinSignInRate(context);
    const provider = providerIn(context);
    const { ledger, says } = at(context);
    // An account elsewhere may answer unasked: where somebody is signed in, a page of others' does not begin it.
    if (cameFromElsewhere(context) && (await memberIfAny(context, ledger)) !== null)
      return context.redirect(`/sign-in?next=${encodeURIComponent(nextIn(context.req.query("next")))}`, 303);
    const begun = await begin(context.env, provider, returnTo(context, provider)).catch(failed);
    if (begun === null) return shut(context, says.accountFailed(provider.title));
    const kept = {
      ...begun.begun,
      next: nextIn(context.req.query("next")),
      until: Date.now() + MAY_TAKE_SECONDS * 1000,
    };
    const sealed = await seal({ secret: ledger.secret, purpose: UNDER_WAY }, JSON.stringify(kept));
    setCookie(context, cookieName(context), sealed, cookieTerms(context, MAY_TAKE_SECONDS));
    return context.redirect(begun.url, 303);
  });
  app.get("/sign-in/with/:name/callback", async (context) => {
    await withinSignInRate(context);
    const provider = providerIn(context);
    const { ledger, says } = at(context);
    const sealed = getCookie(context, cookieName(context)) ?? "";
    setCookie(context, cookieName(context), "", cookieTerms(context, 0));
    const text = await open({ secret: ledger.secret, purpose: UNDER_WAY }, sealed);
    const begun = text === null ? null : (JSON.parse(text) as Begun & { next: string; until: number });
    if (begun === null || begun.provider !== provider.name || begun.until <= Date.now())
      return shut(context, says.accountFailed(provider.title));
    const back = { url: new URL(context.req.url), redirectUri: returnTo(context, provider), begun };
    const who = await arrive(context.env, provider, back).catch(failed);
    if (who === null) return shut(context, says.accountFailed(provider.title));
    return comeIn(context, provider, { ...who, provider: provider.name, next: begun.next, until: begun.until }, null);
  });
  app.post("/sign-in/account", async (context) => {
    await withinSignInRate(context);
    const { ledger, language, says } = at(context);
    const form = isOurOwn(context) ? await readForm(context) : new Map<string, string[]>();
    const field = (name: string) => form.get(name)?.[0] ?? "";
    const text = await open({ secret: ledger.secret, purpose: PROVED }, field("token"));
    const proved = text === null ? null : (JSON.parse(text) as Proved);
    const provider = providersOf(context.env).find(({ name }) => name === proved?.provider);
    if (proved === null || !provider || proved.until <= Date.now()) return shut(context, says.linkUsed);
    const name = field("name").trim().slice(0, NAME_MAX);
    const join = field("terms") === "yes" ? { ...(name === "" ? {} : { name }), language } : null;
    return comeIn(context, provider, proved, join);
  });
}

async function comeIn(
  context: Ctx,
  { name, title }: Provider,
  proved: Proved,
  join: Parameters<typeof enter>[2]["join"],
): Promise<Response> {
  const { ledger, says } = at(context);
  const { subject, email, claim, next } = proved;
  const proof = { by: "account", account: { kind: `oidc:${name}`, value: subject }, email, claim } as const;
  const entered = await enter(context, ledger, { proof, join }, "/sign-in/account");
  if (!entered.isIn && entered.code === "email_not_verified") return shut(context, says.accountUnverified(title));
  if (!entered.isIn && entered.code === "code_wrong") return shut(context, says.linkUsed);
  const going: Going = {
    mode: "join",
    next,
    email: email ?? title,
    name: (proved.name ?? "").slice(0, NAME_MAX),
    hasAccepted: false,
  };
  const token = await seal({ secret: ledger.secret, purpose: PROVED }, JSON.stringify(proved));
  return arrived(context, { entered, going, action: "/sign-in/account", proof: { name: "token", value: token } });
}

/** Whether a page of another site sent her here. */
function cameFromElsewhere(context: Ctx): boolean {
  const site = context.req.header("sec-fetch-site");
  return site === "cross-site" || site === "same-site";
}

/** A provider that does not answer, or whose answer does not hold: she is told the same, and only its kind is logged. */
function failed(fault: unknown): null {
  console.error(JSON.stringify({ fault: "account", name: fault instanceof Error ? fault.name : "unknown" }));
  return null;
}

/** Problems: not_found. */
function providerIn(context: Ctx): Provider {
  const provider = providersOf(context.env).find(({ name }) => name === context.req.param("name"));
  if (!provider) throw new Problem("not_found");
  return provider;
}

function returnTo(context: Ctx, { name }: Provider): string {
  return new URL(`/sign-in/with/${name}/callback`, context.req.url).href;
}

function cookieName(context: Ctx): string {
  return new URL(context.req.url).protocol === "https:" ? "__Host-account" : "account";
}

/** Lax: she comes back by a link of the provider's. */
function cookieTerms(context: Ctx, maxAge: number) {
  const secure = new URL(context.req.url).protocol === "https:";
  return { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge } as const;
}
