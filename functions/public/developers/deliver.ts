/** Signs a delivery as its platform does and sends it to the store's hook: the same request that the platform sends. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type Hooks, hooksOf } from "../../edge/hook-settings.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import { base64Of } from "../../values/base64.ts";
import { base32 } from "../../values/id.ts";

export interface Delivered {
  path: string;
  headers: Record<string, string>;
  status: number;
  answer: string;
}

/** The platforms that may speak for a store here. */
export function platformsOf({ env }: Ctx, store: string): NonNullable<Hooks[string]> {
  return hooksOf(env.HOOKS)[store] ?? {};
}

/** Sends a body as a platform would; with a wrong signature, where that is asked. Null: the platform is not set up. */
export async function deliver(
  app: App,
  context: Ctx,
  {
    store,
    platform,
    topic,
    body,
    isForged,
  }: Record<"store" | "topic" | "body", string> & {
    platform: "shopify" | "stripe";
    isForged: boolean;
  },
): Promise<Delivered | null> {
  const { shopify, stripe } = platformsOf(context, store);
  const settings = platform === "shopify" ? shopify : stripe;
  const [secret] = settings?.secrets ?? [];
  if (secret === undefined) return null;
  const used = isForged ? "the secret of somebody else" : secret;
  const headers =
    platform === "shopify"
      ? {
          "x-shopify-topic": topic,
          "x-shopify-shop-domain": shopify?.shop ?? "",
          "x-shopify-webhook-id": base32(crypto.getRandomValues(new Uint8Array(15))),
          "x-shopify-hmac-sha256": base64Of(hmac(sha256, utf8ToBytes(used), utf8ToBytes(body))),
        }
      : { "stripe-signature": stripeSignature(used, body, Math.floor(Date.now() / 1000)) };
  const path = `/hooks/${platform}/${store}`;
  const sent = new Request(new URL(path, context.req.url), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const response = await app.fetch(sent, context.env);
  return { path, headers, status: response.status, answer: await response.text() };
}

function stripeSignature(secret: string, body: string, time: number): string {
  return `t=${time},v1=${bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`${time}.${body}`)))}`;
}
