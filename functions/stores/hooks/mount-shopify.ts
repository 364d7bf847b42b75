/**
 * POST /hooks/shopify/{store}: what Shopify tells of orders and people. The signature is checked on the raw bytes; a
 * delivery is recorded once, with normalised facts only; what was understood is answered 200, so that Shopify goes on.
 */
import { readBytes } from "../../edge/body.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { hooksOf } from "../../edge/hook-settings.ts";
import { Problem } from "../../edge/problem.ts";
import { type App, type Ctx, hostOf } from "../../edge/serve.ts";
import { closeStore } from "../../operations/close-store.ts";
import { eraseNamed } from "../../operations/erase.ts";
import { merge } from "../../operations/merge.ts";
import { requestExport } from "../../operations/request-export.ts";
import { stateOrder } from "../../operations/state-order.ts";
import { sha256Hex } from "../../values/hash.ts";
import { answer, understood } from "./answer.ts";
import { verifyHmac } from "./hmac.ts";
import { readJson } from "./lossless-json.ts";
import { performHook, type Told } from "./perform-hook.ts";
import { readDelivery } from "./shopify/delivery.ts";
import type { ShopifyFact } from "./shopify/fact.ts";
import { namesOf, statementOf } from "./shopify/statement.ts";
import { readShopify } from "./shopify.ts";

/** Largest delivery, in bytes: an order of several hundred lines. */
const DELIVERY_BYTES_MAX = 2_097_152;

export function mountShopify(app: App): void {
  app.post("/hooks/shopify/:store", async (context) => {
    const ledger = ledgerOf(context.env, hostOf(context));
    const store = context.req.param("store");
    const settings = hooksOf(context.env.HOOKS)[store]?.shopify;
    if (!settings) throw new Problem("store_unknown");
    const payload = await readBytes(context.req.raw, DELIVERY_BYTES_MAX);
    const signature = context.req.header("x-shopify-hmac-sha256") ?? null;
    const isSigned = await verifyHmac({
      algorithm: "SHA-256",
      encoding: "base64",
      secrets: settings.secrets,
      payload,
      signature,
    });
    const delivery = readDelivery(context.req.raw.headers);
    if (!isSigned || delivery.shop !== settings.shop) throw new Problem("unauthenticated");

    const body = readJson(payload);
    const fact: ShopifyFact =
      "refused" in body
        ? { kind: "malformed", pointer: "", reason: body.refused }
        : readShopify(delivery, body.value, { taxesIncluded: settings.taxesIncluded });
    const key = `shopify:${delivery.delivery ?? sha256Hex(new TextDecoder().decode(payload))}`;
    return act({ platform: "shopify", ledger, store, key }, { context, fact });
  });
}

async function act(told: Told, { context, fact }: { context: Ctx; fact: ShopifyFact }): Promise<Response> {
  const { store } = told;
  switch (fact.kind) {
    case "order":
    case "refund":
    case "cancel":
      return answer(context, await performHook(told, stateOrder, statementOf(store, fact), fact));
    case "erase":
      return answer(context, await performHook(told, eraseNamed, namesOf(store, fact), { kind: fact.kind }));
    case "export":
      return answer(
        context,
        await performHook(told, requestExport, namesOf(store, fact), { kind: fact.kind, request: fact.request }),
      );
    case "uninstalled":
      return answer(context, await performHook(told, closeStore, { store, isRedacted: false }, fact));
    case "shop_redact":
      return answer(context, await performHook(told, closeStore, { store, isRedacted: true }, fact));
    case "malformed":
      // Answered 200, or Shopify would repeat it and in the end delete the subscription; the log names the place.
      console.warn(
        JSON.stringify({
          requestId: context.get("requestId"),
          hook: "shopify",
          malformed: fact.pointer,
          reason: fact.reason,
        }),
      );
      return understood(fact.kind);
    case "ignored":
      return understood(fact.reason);
    case "merge": {
      const { from, into } = fact;
      return answer(context, await performHook(told, merge, { store, from, into }, { kind: fact.kind }));
    }
    default:
      return fact satisfies never;
  }
}
