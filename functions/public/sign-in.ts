/** POST /v1/sign-in/codes and /v1/sign-in: a code by e-mail, and the session that it opens. No passwords. */
import * as z from "zod";
import type { MemberSignIn } from "../decisions/member-sign-in.ts";
import { contract } from "../edge/contract.ts";
import { deviceOf } from "../edge/device.ts";
import { hasMailer } from "../edge/mailer.ts";
import {
  entryAnswer,
  entryExample,
  entryView,
  joinShape,
  keepSession,
  nextIn,
  openLink,
  unsealToken,
} from "../edge/member-entry.ts";
import { pageLanguage } from "../edge/page-language.ts";
import { Problem } from "../edge/problem.ts";
import { withinSignInRate } from "../edge/rate.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { email } from "../edge/shapes.ts";
import { sendCode } from "../edge/sign-in-mail.ts";
import { instantView } from "../edge/views.ts";
import { signInMember } from "../operations/member-sign-in.ts";
import { askForCode } from "../operations/sign-in-code.ts";
import { LANGUAGES } from "../values/language.ts";
import { normalisedEmail } from "../values/member-ref.ts";
import { CODE_MS } from "../values/sign-in-code.ts";

/** Characters of a link's token: an address and a page, sealed. */
const LINK_MAX = 2_000;

export const askForSignInCode = contract({
  id: "askForSignInCode",
  method: "post",
  path: "/v1/sign-in/codes",
  audience: { kind: "public" },
  title: "Send me a code",
  about:
    "Sends a mail with a code of six digits and a link, good for ten minutes and five tries. The answer is the same whether somebody has joined with the address or not. Asking again sends the same code for five minutes; five mails an hour.",
  body: z.strictObject({
    email,
    language: z.enum(LANGUAGES).optional().describe("of the mail; absent: as the request asks for"),
    next: z.string().max(200).optional().describe("the page to go on to, as /me/rewards"),
  }),
  status: 202,
  answer: z.strictObject({ expiresAt: z.string() }),
  refusals: ["no_mailer", "too_many_codes"],
  example: { body: { email: "ada@example.com" }, answer: { expiresAt: "2026-11-21T10:10:00.000Z" } },
});

export const signIn = contract({
  id: "signIn",
  method: "post",
  path: "/v1/sign-in",
  audience: { kind: "public" },
  title: "Sign in with a code",
  about:
    "With the code and its address, or with the link's token. A browser gets the session as a cookie too. Whoever has not joined yet is asked to: the code stays good, and with `join` she becomes a member in the same step.",
  body: z.union(
    [
      z.strictObject({
        email,
        code: z.string().regex(/^[0-9]{6}$/, "six digits"),
        join: joinShape.optional(),
      }),
      z.strictObject({ link: z.string().min(1).max(LINK_MAX), join: joinShape.optional() }),
    ],
    { error: "email and code, or link" },
  ),
  status: 201,
  answer: entryAnswer,
  refusals: ["code_wrong", "terms_needed", "identity_taken"],
  example: { body: { email: "ada@example.com", code: "042137" }, answer: entryExample },
});

export function mountSignIn(app: App): void {
  serveWrite(app, askForSignInCode, askForCode, {
    request: async ({ body, context }) => {
      await withinSignInRate(context);
      if (!hasMailer(context.env)) throw new Problem("no_mailer");
      return { email: normalisedEmail(body.email) };
    },
    view: ({ expiresAt }) => ({ expiresAt: instantView(expiresAt) }),
    after: ({ body, context, ledger }, performed) => {
      if (performed.kind !== "answered" || performed.status !== 202 || performed.isReplay) return;
      const { expiresAt } = JSON.parse(performed.body) as { expiresAt: string };
      sendCode(context, ledger, {
        email: normalisedEmail(body.email),
        at: Date.parse(expiresAt) - CODE_MS,
        next: nextIn(body.next),
        language: body.language ?? pageLanguage(context),
      });
    },
  });
  serveWrite(app, signIn, signInMember, {
    request: async ({ body, context, ledger }): Promise<MemberSignIn> => {
      await withinSignInRate(context);
      const device = deviceOf(context.req.header("user-agent"));
      const join = joinIn(body.join);
      if ("code" in body)
        return { proof: { by: "email", email: normalisedEmail(body.email), code: body.code }, device, join };
      const link = await openLink(ledger.secret, body.link);
      if (link === null) throw new Problem("code_wrong");
      return { proof: { by: "email", email: link.email, at: link.at }, device, join };
    },
    view: entryView,
    unseal: unsealToken,
    after: ({ context, ledger }, performed, response) => keepSession(context, ledger, performed, response),
  });
}

/** What was said on joining, without what was left out. */
function joinIn(join: z.output<typeof joinShape> | undefined): MemberSignIn["join"] {
  if (join === undefined) return null;
  const { name, language } = join;
  return { ...(name === undefined ? {} : { name }), ...(language === undefined ? {} : { language }) };
}
