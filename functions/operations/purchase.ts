import { decidePurchase, type Purchase, type PurchaseOutcome } from "../decisions/purchase.ts";
import { orderName } from "../decisions/record-order.ts";
import { typedHashes } from "../decisions/use-voucher.ts";
import type { Json } from "../values/json.ts";
import { memberNamed } from "./member-named.ts";
import type { Verb } from "./verb.ts";

/** Records a purchase once per store and order. */
export const purchase: Verb<Purchase, PurchaseOutcome> = {
  kind: "purchase",
  subjects: (
    { store, member, order, occurredAt, venue, redemptions = [], vouchers = [], giftCards = [] },
    _,
    secret,
  ) => ({
    // The store and its venue say in which city it happened.
    holders: [store, ...(venue ? [venue] : []), ...redemptions, ...giftCards.map(({ card }) => card)],
    voucherCodeHashes: vouchers.flatMap(({ code }) => typedHashes(code, secret)),
    ...memberNamed(member, store),
    claims: [],
    once: [orderName(store, order)],
    occurredAt,
  }),
  kept: withoutCodes,
  decide: decidePurchase,
};

/** Of the codes that paid an order, the papers keep a tag: whoever has one of them may use it again after a refund. */
function withoutCodes(body: Json, secret: (label: string) => string): Json {
  if (body === null || typeof body !== "object" || Array.isArray(body)) return body;
  const tagged = (name: "vouchers" | "giftCards") => {
    const list = body[name];
    if (!Array.isArray(list)) return {};
    return {
      [name]: list.map((each) =>
        each !== null && typeof each === "object" && !Array.isArray(each)
          ? { ...each, code: `not kept, ${secret(`paid-with/${String(each.code)}`)}` }
          : each,
      ),
    };
  };
  return { ...body, ...tagged("vouchers"), ...tagged("giftCards") };
}
