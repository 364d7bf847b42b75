/**
 * How a form of a member's pages is answered: it asks our own API as any client does, under the key that came with the form.
 * Sent twice, it is done once.
 */
import { readForm } from "../../edge/body.ts";
import { type OwnAnswer, sendOwn } from "../../edge/own-api.ts";
import { pageLanguage } from "../../edge/page-language.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import type { JsonObject } from "../../values/json.ts";

/** What a form sent, by field. */
export type Form = Map<string, string[]>;
interface Sending {
  /** POST, unless another is named. */
  method?: "PUT";
  path: string;
  body?: JsonObject;
}

/** Mounts a form's address. A form that another site sent, or that nobody sent, leads to the page, and nothing is done. */
export function onForm(
  app: App,
  path: string,
  handle: (asked: {
    context: Ctx;
    form: Form;
    send(sending: Sending): Promise<OwnAnswer<JsonObject>>;
  }) => Promise<Response>,
): void {
  app.post(path, async (context: Ctx) => {
    const form = await readForm(context);
    const key = field(form, "key");
    const language = pageLanguage(context);
    return handle({ context, form, send: (sending) => sendOwn(app, context, { ...sending, key, language }) });
  });
}

/** A field of a form, trimmed; empty where it is missing. */
export function field(form: Form, name: string): string {
  return form.get(name)?.[0]?.trim() ?? "";
}

/** The code of a problem. */
export function codeOf({ code }: JsonObject): string {
  return typeof code === "string" ? code : "other";
}

/** What an address names, as a part of another address and no more than that. */
export function named(context: Ctx, name: string): string {
  return encodeURIComponent(context.req.param(name) ?? "");
}
