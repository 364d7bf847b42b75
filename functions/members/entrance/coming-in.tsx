/** /join, /sign-in and the link of a mail: pages for the phone first, over the same operations as the API. */
import type { MemberSignIn } from "../../decisions/member-sign-in.ts";
import { providersOf } from "../../edge/accounts.ts";
import { readForm } from "../../edge/body.ts";
import { brandedPage } from "../../edge/branded-page.ts";
import { isOurOwn } from "../../edge/credentials.ts";
import { hasMailer } from "../../edge/mailer.ts";
import { type Entered, emailIn, enter, nextIn, openLink } from "../../edge/member-entry.ts";
import type { EntrancePhrases } from "../../edge/phrases/entrance/index.ts";
import { Problem, problemOfRefusal } from "../../edge/problem.ts";
import { withinSignInRate } from "../../edge/rate.ts";
import { read } from "../../edge/read.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import { sendCode } from "../../edge/sign-in-mail.ts";
import { perform } from "../../operations/perform.ts";
import { askForCode } from "../../operations/sign-in-code.ts";
import type { Ledger } from "../../operations/verb.ts";
import { say } from "../../programme/words.ts";
import type { Language } from "../../values/language.ts";
import { at } from "./at.ts";
import { AskCode, AskConsent, AskEmail, AskPress, type Going, Shut } from "./forms.tsx";
import { AskInstead, someoneElse } from "./someone-else.tsx";

const NAME_MAX = 100;
const EMAIL_MAX = 254;

export function mountComingIn(app: App): void {
  for (const mode of ["join", "sign-in"] as const)
    app.get(`/${mode}`, (context) => {
      const next = nextIn(context.req.query("next"));
      return firstStep(context, { mode, next, email: "", name: "", hasAccepted: false }, null);
    });
  app.post("/sign-in/code", (context) => stepped(context, sendIt));
  app.post("/sign-in", (context) => stepped(context, tryCode));
  app.get("/sign-in/link", async (context) => {
    const { ledger, language, says } = at(context);
    const token = context.req.query("token") ?? "";
    const link = await openLink(ledger.secret, token);
    if (link === null) return shut(context, says.linkUsed);
    const names = await someoneElse(context, ledger, { email: link.email });
    if (names === null)
      return page(context, language, <AskPress says={says} email={link.email} token={token} />, says.signIn);
    const asked = <AskInstead says={says} names={names} action="/sign-in/link" fields={{ token }} />;
    return page(context, language, asked, says.someoneIsIn);
  });
  app.post("/sign-in/link", (context) => stepped(context, useLink));
}

interface Stepped {
  going: Going;
  form: Map<string, string[]>;
  ledger: Ledger;
  language: Language;
  says: EntrancePhrases;
}

/** A step that was posted from a page of ours; from elsewhere, and where it was tried too often, the first step again. */
async function stepped(context: Ctx, step: (context: Ctx, stepped: Stepped) => Promise<Response>): Promise<Response> {
  const form = isOurOwn(context) ? await readForm(context) : new Map<string, string[]>();
  const field = (name: string) => form.get(name)?.[0] ?? "";
  const going: Going = {
    mode: field("mode") === "join" ? "join" : "sign-in",
    next: nextIn(field("next")),
    email: field("email").slice(0, EMAIL_MAX),
    name: field("name").trim().slice(0, NAME_MAX),
    hasAccepted: field("terms") === "yes",
  };
  if (form.size === 0) return firstStep(context, going, null);
  try {
    await withinSignInRate(context);
  } catch (problem) {
    if (problem instanceof Problem) return firstStep(context, going, at(context).says.tooFast);
    throw problem;
  }
  return step(context, { going, form, ...at(context) });
}

async function sendIt(context: Ctx, { going, ledger, language, says }: Stepped): Promise<Response> {
  const email = emailIn(going.email);
  if (email === null) return firstStep(context, going, says.emailWrong);
  if (going.mode === "join" && !going.hasAccepted) return firstStep(context, going, says.termsMissing);
  if (!hasMailer(context.env)) return firstStep(context, going, says.noMailer);
  const performed = await perform(
    ledger,
    askForCode,
    {
      request: { email },
      caller: { kind: "public" },
      key: crypto.randomUUID(),
      method: "POST",
      path: "/sign-in/code",
      body: { email },
    },
    { status: 202, view: ({ at }) => ({ at }), refused: problemOfRefusal },
  );
  if (performed.kind === "refused") return codeStep(context, { ...going, email }, says.tooMany);
  if (performed.kind !== "answered" || performed.status !== 202) return firstStep(context, going, says.busy);
  const { at } = JSON.parse(performed.body) as { at: number };
  sendCode(context, ledger, { email, at, next: going.next, language });
  return codeStep(context, { ...going, email }, null);
}

async function tryCode(context: Ctx, { going, form, ledger, language, says }: Stepped): Promise<Response> {
  const email = emailIn(going.email);
  if (email === null) return firstStep(context, going, says.emailWrong);
  const code = (form.get("code")?.[0] ?? "").replaceAll(/[^0-9]/g, "");
  const join = joinOf(going, language);
  const entered = await enter(context, ledger, { proof: { by: "email", email, code }, join }, "/sign-in");
  if (!entered.isIn && entered.code === "code_wrong")
    return codeStep(context, going, entered.triesLeft > 0 ? says.codeWrong(entered.triesLeft) : says.codeSpent);
  return arrived(context, { entered, going, action: "/sign-in", proof: { name: "code", value: code } });
}

async function useLink(context: Ctx, { going, form, ledger, language, says }: Stepped): Promise<Response> {
  const token = form.get("token")?.[0] ?? "";
  const link = await openLink(ledger.secret, token);
  if (link === null) return shut(context, says.linkUsed);
  const join = joinOf(going, language);
  const proof = { by: "email", email: link.email, at: link.at } as const;
  const entered = await enter(context, ledger, { proof, join }, "/sign-in/link");
  if (!entered.isIn && entered.code === "code_wrong") return shut(context, says.linkUsed);
  const on = { ...going, email: link.email, next: nextIn(link.next) };
  return arrived(context, { entered, going: on, action: "/sign-in/link", proof: { name: "token", value: token } });
}

/** Where she goes from a proof that holds: in, or to say that she joins. */
export function arrived(
  context: Ctx,
  {
    entered,
    going,
    action,
    proof,
  }: { entered: Entered; going: Going; action: string; proof: { name: string; value: string } },
): Response | Promise<Response> {
  const { language, says } = at(context);
  if (entered.isIn) return context.redirect(going.next, 303);
  if (entered.code === "terms_needed") {
    const asked = { says, going, action, proof, wrong: null };
    return page(context, language, <AskConsent {...asked} />, says.notYet);
  }
  return firstStep(context, going, entered.code === "identity_taken" ? says.taken : says.busy);
}

function joinOf({ hasAccepted, name }: Going, language: Language): MemberSignIn["join"] {
  return hasAccepted ? { ...(name === "" ? {} : { name }), language } : null;
}

async function firstStep(context: Ctx, going: Going, wrong: string | null): Promise<Response> {
  const { ledger, language, says } = at(context);
  const { facts } = await read({ caller: { kind: "public" }, ledger }, {});
  const programme = say(facts.current.programme.name, language);
  const title = going.mode === "join" ? says.joinThe(programme) : says.signInTo(programme);
  const hasMail = hasMailer(context.env);
  const step = <AskEmail {...{ says, going, wrong, programme, hasMail, accounts: providersOf(context.env) }} />;
  return page(context, language, step, title);
}

function codeStep(context: Ctx, going: Going, wrong: string | null): Promise<Response> {
  const { language, says } = at(context);
  return page(context, language, <AskCode {...{ says, going, wrong }} />, says.checkMail);
}

/** A door that is shut, with the sentence that says why. */
export function shut(context: Ctx, why: string): Promise<Response> {
  const { language, says } = at(context);
  const children = (
    <Shut says={says} title={says.signIn}>
      {why}
    </Shut>
  );
  return page(context, language, children, says.signIn);
}

/** A page of the entrance. */
export function page(
  context: Ctx,
  language: Language,
  children: Parameters<typeof brandedPage>[1]["children"],
  title: string,
): Promise<Response> {
  return brandedPage(context, { title, language, kind: "entrance-page", script: "entrance", children });
}
