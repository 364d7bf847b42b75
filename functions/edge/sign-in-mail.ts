/** The mail with a code and a link, in the language of whoever asked for it. Plain text says all that the HTML does. */
import type { Ledger } from "../operations/verb.ts";
import { say } from "../programme/words.ts";
import { hmacHex } from "../values/hash.ts";
import { directionOf, type Language } from "../values/language.ts";
import { codeAt } from "../values/sign-in-code.ts";
import { escaped, type Mail, sendMail } from "./mailer.ts";
import { type MailLink, sealLink } from "./member-entry.ts";
import { entrancePhrases } from "./phrases/entrance/index.ts";
import { read } from "./read.ts";
import type { Ctx } from "./serve.ts";

/** Sends the code that was made, after the answer: nobody waits for a mail to leave, nor learns from how long it takes. */
export function sendCode(context: Ctx, ledger: Ledger, link: MailLink): void {
  context.executionCtx.waitUntil(
    mailFor(context, ledger, link).then((mail) => sendMail(context.env, new URL(context.req.url).hostname, mail)),
  );
}

async function mailFor(context: Ctx, ledger: Ledger, link: MailLink): Promise<Mail> {
  const { facts } = await read({ caller: { kind: "public" }, ledger }, {});
  const { language, email, at } = link;
  const name = say(facts.current.programme.name, language);
  const code = codeAt((label) => hmacHex(ledger.secret, label), email, at);
  const url = new URL("/sign-in/link", context.req.url);
  url.searchParams.set("token", await sealLink(ledger.secret, link));
  url.searchParams.set("lang", language);
  const says = entrancePhrases(language).mail;
  const text = [says.code(name), code, says.link, url.href, says.until, says.notYou].join("\n\n");
  const html = htmlOf(language, {
    lead: says.code(name),
    code,
    button: says.button,
    url: url.href,
    asides: [says.until, says.notYou],
  });
  return { to: email, subject: says.subject(code, name), text: `${text}\n`, html };
}

/** Simple enough for every mail program: no picture, nothing that is fetched. */
function htmlOf(
  language: Language,
  { lead, code, button, url, asides }: { lead: string; code: string; button: string; url: string; asides: string[] },
): string {
  const paragraph = (content: string, style = "") => `<p style="margin:0 0 16px;${style}">${content}</p>`;
  const link = `<a href="${escaped(url)}" style="${BUTTON}">${escaped(button)}</a>`;
  const parts = [
    paragraph(escaped(lead)),
    paragraph(code, "font:600 32px/1.2 ui-monospace,monospace;letter-spacing:.15em"),
    paragraph(link),
    ...asides.map((aside) => paragraph(escaped(aside), "color:#615c54")),
  ];
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><body style="${BODY}">\n${parts.join("\n")}\n</body></html>`;
}

const BODY = "margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1d1b18;background:#ffffff";
const BUTTON =
  "display:inline-block;padding:12px 20px;border-radius:6px;background:#1f5f5b;color:#ffffff;text-decoration:none";
