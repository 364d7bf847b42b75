/** The demo's store key. It follows from this machine's secret, so that every start knows it without keeping it. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { KeyMaking } from "../../functions/decisions/store.ts";
import { newStoreKey, readStoreKey, type StoreKey } from "../../functions/values/key.ts";

/** The text of a store's demo key, and its parts. */
export function demoKeyOf(secret: string, preset: string, store: string): { text: string; parts: StoreKey } {
  const luck = hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`demo-key/${preset}/${store}`));
  const text = newStoreKey({ environment: "test", store, luck });
  const parts = readStoreKey(text);
  if (!parts) throw new Error("a new key must read");
  return { text, parts };
}

/** What the demo store's key may do: everything that a store can. */
const SCOPES = ["earn", "redeem", "read", "members"];

/** What makes a store's demo key known to a database. */
export function demoKeyMaking(secret: string, preset: string, store: string): KeyMaking {
  const { text, parts } = demoKeyOf(secret, preset, store);
  return { store, key: parts.key, hash: parts.digest, scopes: SCOPES, environment: "test", hint: text.slice(-4) };
}

/** The platforms that may speak for the demo store, as HOOKS has them: what the page for developers signs samples with. */
export function demoHooksOf(secret: string, store: string, plans: Record<string, string> = {}): string {
  const secretOf = (platform: string) =>
    bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`demo-hook/${platform}/${store}`)));
  return JSON.stringify({
    [store]: {
      shopify: { shop: "corner-and-co.myshopify.com", secrets: [secretOf("shopify")] },
      stripe: { secrets: [`whsec_${secretOf("stripe")}`], plans },
    },
  });
}
