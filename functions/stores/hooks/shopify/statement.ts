/** A Shopify fact as a statement of an order, in the words of the ledger. */
import type { OrderStatement } from "../../../decisions/state-order.ts";
import type { PersonNamed } from "../../../operations/person-named.ts";
import type { MemberRef } from "../../../values/member-ref.ts";
import type { StatedRefund } from "../../../values/order-facts.ts";
import type { Customer, ShopifyCancel, ShopifyErase, ShopifyExport, ShopifyOrder, ShopifyRefund } from "./fact.ts";

/** The statement that a delivery makes. A person is looked for by e-mail, then phone, then Shopify's own number. */
export function statementOf(store: string, fact: ShopifyOrder | ShopifyRefund | ShopifyCancel): OrderStatement {
  const { order } = fact;
  switch (fact.kind) {
    case "cancel":
      return { store, order, sold: null, refunds: {}, isCancelled: true };
    case "refund":
      return { store, order, sold: null, refunds: { [fact.refund]: refundOf(fact) }, isCancelled: false };
    case "order":
      return {
        store,
        order,
        sold: {
          store,
          order,
          occurredAt: Date.parse(fact.occurredAt),
          currency: fact.currency,
          totalMinor: fact.totalMinor,
          members: membersOf(fact.customer),
          lines: fact.lines.map(({ line, sku, category, quantity, unitMinor, discountMinor }) => ({
            line,
            sku: sku ?? line,
            category,
            quantity,
            basisMinor: category === "gift-card" ? 0 : Math.max(0, quantity * unitMinor - discountMinor),
          })),
        },
        refunds: Object.fromEntries(fact.refunds.map((refund) => [refund.refund, refundOf(refund)])),
        isCancelled: false,
      };
  }
}

function refundOf({ lines, looseMinor }: ShopifyRefund): StatedRefund {
  return { amountMinor: Math.max(0, looseMinor), lines: lines.map(({ line, quantity }) => ({ line, quantity })) };
}

function membersOf({ email, phone, externalId }: Customer): MemberRef[] {
  return [
    ...(email === undefined ? [] : [{ email }]),
    ...(phone === undefined ? [] : [{ phone }]),
    ...(externalId === undefined ? [] : [{ externalId }]),
  ];
}

/** Whom a delivery about a person names: by every name that it gives, and by her orders. */
export function namesOf(store: string, { orders, ...customer }: ShopifyErase | ShopifyExport): PersonNamed {
  return { store, members: membersOf(customer), orders };
}
