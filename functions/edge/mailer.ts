/**
 * Mail that goes out: through Cloudflare's Email Service, or to any provider that takes a mail as JSON over HTTP. A demo has a
 * mailbox of its own instead, in this process's memory: nothing of it is stored anywhere, and a live environment has none.
 */
import type { Json } from "../values/json.ts";
import { type Bindings, isDemo } from "./environment.ts";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** A mail in a demo's mailbox. */
export interface KeptMail extends Mail {
  sentAt: number;
}

/** How long a provider may take, in milliseconds. */
const PATIENCE_MS = 10_000;
/** Mails that a demo's mailbox keeps. */
const KEPT_MAX = 50;

/** As Resend, MailerSend and others like them take it. */
const USUAL_BODY = '{"from":"{from}","to":["{to}"],"subject":"{subject}","text":"{text}","html":"{html}"}';

const mailboxes = new Map<string, KeptMail[]>();

/** The mailbox of a demo at a host, newest first. */
export function mailboxOf(host: string): KeptMail[] {
  return mailboxes.get(host) ?? [];
}

/** Whether mail can be sent at all. */
export function hasMailer(bindings: Bindings): boolean {
  return Boolean(bindings.MAIL_URL) || Boolean(bindings.EMAIL && bindings.MAIL_FROM) || isDemo(bindings);
}

/** Sends a mail, or says in the log that it could not, and answers which: whoever waits for it asks again. Nothing of the mail is logged. */
export async function sendMail(bindings: Bindings, host: string, mail: Mail): Promise<boolean> {
  try {
    return await deliver(bindings, host, mail);
  } catch (fault) {
    // Whatever stands between us and the provider: the mail is not there, and that is all that matters here.
    console.error(JSON.stringify({ fault: "mail", name: fault instanceof Error ? fault.name : "unknown" }));
    return false;
  }
}

async function deliver(bindings: Bindings, host: string, mail: Mail): Promise<boolean> {
  const { EMAIL: email, MAIL_FROM: from = `no-reply@${host}`, MAIL_URL: url, MAIL_TOKEN: token } = bindings;
  if (url) {
    const body = JSON.stringify(filled(JSON.parse(bindings.MAIL_BODY ?? USUAL_BODY) as Json, { from, ...mail }));
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { ok, status } = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    if (!ok) console.error(JSON.stringify({ fault: "mail", status }));
    return ok;
  }
  if (email && bindings.MAIL_FROM) {
    await email.send({ from, ...mail });
    return true;
  }
  if (!isDemo(bindings)) return false;
  mailboxes.set(host, [{ ...mail, sentAt: Date.now() }, ...mailboxOf(host)].slice(0, KEPT_MAX));
  return true;
}

/** A provider's JSON with what the mail says in its texts. */
function filled(shape: Json, said: Record<string, string>): Json {
  if (typeof shape === "string")
    return shape.replace(/\{(from|to|subject|text|html)\}/g, (_, name: string) => said[name] ?? "");
  if (Array.isArray(shape)) return shape.map((part) => filled(part, said));
  if (shape === null || typeof shape !== "object") return shape;
  return Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, filled(part, said)]));
}

/** Text as it stands in a mail's HTML, in an attribute too. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
