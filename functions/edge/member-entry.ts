/** Coming in, as the API and the pages do it: what is sent out, what is asked for, and the session that comes of it. */
import * as z from "zod";
import type { MemberSignedIn, MemberSignIn } from "../decisions/member-sign-in.ts";
import { signInMember } from "../operations/member-sign-in.ts";
import { perform } from "../operations/perform.ts";
import type { Ledger, Performed } from "../operations/verb.ts";
import type { Instant } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";
import { LANGUAGES, type Language } from "../values/language.ts";
import { normalisedEmail } from "../values/member-ref.ts";
import type { RefusalCode } from "../values/refusal.ts";
import { newSession } from "../values/session.ts";
import { MEMBER_COOKIE, sessionCookie, setSession } from "./credentials.ts";
import { deviceOf } from "./device.ts";
import { problemOfRefusal } from "./problem.ts";
import { open, seal } from "./sealed.ts";
import type { Ctx } from "./serve.ts";
import { email } from "./shapes.ts";
import { instantView } from "./views.ts";

/** Characters of a name. */
const NAME_MAX = 100;

/** What she says on joining; sending it says that she has accepted the terms. */
export const joinShape = z
  .strictObject({ name: z.string().min(1).max(NAME_MAX).optional(), language: z.enum(LANGUAGES).optional() })
  .describe("she has read and accepts the programme's terms: whoever is no member yet becomes one");

export const entryAnswer = z.strictObject({
  operation: z.string(),
  member: z.string(),
  session: z.string(),
  isNew: z.boolean().describe("she joined just now"),
  expiresAt: z.string(),
  token: z.string().describe("for Authorization: Bearer …; a browser has it as a cookie too, which no script can read"),
});

export const entryExample = {
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v",
  member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
  session: "ses_01kajw8zt0q9w4m2xv5n6p7r8s",
  isNew: false,
  expiresAt: "2027-02-19T10:00:00.000Z",
  token: "tms_mem_01kajw8zt0q9w4m2xv5n6p7r8t~ses_01kajw8zt0q9w4m2xv5n6p7r8s.mia2b3c4.0f…",
};

/** Stands for the token in what is stored. */
const TOKEN = "\u0001token\u0001";

/** What came of signing in; its token is put in on the way out. */
export function entryView({ expiresAt, ...outcome }: MemberSignedIn): JsonObject {
  return { ...outcome, expiresAt: instantView(expiresAt), token: TOKEN };
}

/** A stored answer with its token put in. */
export function unsealToken(body: string, { secret }: Pick<Ledger, "secret">): string {
  const { member, session, expiresAt, token } = JSON.parse(body) as Record<string, string>;
  if (token !== TOKEN || member === undefined || session === undefined || expiresAt === undefined) return body;
  const made = newSession("tms", { holder: member, session, expiresAt: Date.parse(expiresAt), secret });
  return body.replace(JSON.stringify(TOKEN), JSON.stringify(made));
}

/** The session of an answer as a cookie of its response. */
export function keepSession(context: Ctx, ledger: Ledger, performed: Performed, response: Response): void {
  const entered = enteredIn(performed, ledger);
  if (entered === null) return;
  const { token, seconds } = entered;
  response.headers.append("set-cookie", sessionCookie(context, MEMBER_COOKIE, token, seconds));
}

/** What a page was answered: she is in, and her browser has the cookie; or by which code not. */
export type Entered = { isIn: true; isNew: boolean } | { isIn: false; code: RefusalCode | "busy"; triesLeft: number };

/** Signs somebody in from a page. Each press of a button is a request of its own; the proof is good once. */
export async function enter(
  context: Ctx,
  ledger: Ledger,
  signIn: Omit<MemberSignIn, "device">,
  path: string,
): Promise<Entered> {
  const request = { ...signIn, device: deviceOf(context.req.header("user-agent")) };
  const performed = await perform(
    ledger,
    signInMember,
    {
      request,
      caller: { kind: "public" },
      key: crypto.randomUUID(),
      method: "POST",
      path,
      body: JSON.parse(JSON.stringify(request)) as JsonObject,
    },
    { status: 201, view: entryView, refused: problemOfRefusal },
  );
  const entered = enteredIn(performed, ledger);
  if (entered !== null) {
    setSession(context, MEMBER_COOKIE, entered.token, entered.seconds);
    return { isIn: true, isNew: entered.isNew };
  }
  if (performed.kind === "refused") return { isIn: false, code: performed.refusal.refused, triesLeft: 0 };
  if (performed.kind !== "answered") return { isIn: false, code: "busy", triesLeft: 0 };
  const { code, triesLeft = 0 } = JSON.parse(performed.body) as { code: RefusalCode; triesLeft?: number };
  return { isIn: false, code, triesLeft };
}

function enteredIn(performed: Performed, ledger: Ledger): { token: string; seconds: number; isNew: boolean } | null {
  if (performed.kind !== "answered" || performed.status !== 201) return null;
  const { token, expiresAt, isNew } = JSON.parse(unsealToken(performed.body, ledger)) as {
    token: string;
    expiresAt: string;
    isNew: boolean;
  };
  const seconds = Math.max(0, Math.floor((Date.parse(expiresAt) - (ledger.now ?? Date.now())) / 1000));
  return { token, seconds, isNew };
}

/**
 * What the link in a mail says: to whom it was sent, with which code. It says nothing of joining: whoever typed the address
 * need not be she, so that a name and a consent count where they are typed by whoever has the proof.
 */
export interface MailLink {
  email: string;
  at: Instant;
  /** The page that she wanted. */
  next: string;
  language: Language;
}

const LINK = "sign-in-link";

/** A link's token. */
export function sealLink(secret: string, link: MailLink): Promise<string> {
  return seal({ secret, purpose: LINK }, JSON.stringify(link));
}

/** What a link's token says; null: it is none of ours. */
export async function openLink(secret: string, token: string): Promise<MailLink | null> {
  const text = await open({ secret, purpose: LINK }, token);
  return text === null ? null : (JSON.parse(text) as MailLink);
}

/** An address as a form has it, normalised; null: it is none. */
export function emailIn(text: string): string | null {
  const address = normalisedEmail(text);
  return email.safeParse(address).success ? address : null;
}

/** A path of our own pages to go on to, or her home: never another site's. */
export function nextIn(text: string | undefined): string {
  return text !== undefined && /^\/(me|verify)([/?#][\x21-\x7e]*)?$/.test(text) ? text : "/me";
}
