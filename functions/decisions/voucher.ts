/** Vouchers: a code that is worth something at a store. Only the digest of the code is ever written. */
import { type Day, dateOf } from "../values/day.ts";
import { asKind, type Holder, type VoucherFacts } from "../values/holder.ts";
import { cannotDecide, type Refusal, refuse } from "../values/refusal.ts";
import { codeFrom, codeHashOf, codeLabel } from "../values/voucher-code.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { orderName } from "./record-order.ts";

export interface VoucherIssued {
  id: string;
  valueMinor: number;
  /** Last good day. */
  expiresOn: Day;
}

/** The voucher that a redemption issues: named after it, so that either is found by the other's id. */
export function voucherOf(redemption: string): string {
  return redemption.replace(/^rdm_/, "vch_");
}

/** Issues the voucher of a redemption, good from today for a number of days. */
export function issueVoucher(
  draft: Draft,
  facts: Facts,
  given: Pick<Given, "secret">,
  {
    member,
    redemption,
    reward,
    valueMinor,
    validDays,
    only,
  }: {
    member: string;
    redemption: string;
    reward: string;
    valueMinor: number;
    validDays: number;
    only?: VoucherFacts["only"];
  },
): VoucherIssued {
  const id = voucherOf(redemption);
  const expiresOn = facts.today + validDays;
  const codeHash = codeHashOf(codeFrom(given.secret(codeLabel(id))));
  draft.open<"voucher">({
    publicId: id,
    kind: "voucher",
    owner: member,
    state: "issued",
    dueAt: null,
    facts: {
      reward,
      codeHash,
      valueMinor,
      expiresOn,
      redemption,
      usedOn: null,
      ...(only === undefined ? {} : { only }),
    },
  });
  return { id, valueMinor, expiresOn };
}

/** The voucher that a request names by its code. Refusals: voucher_unknown (nothing stored). */
export function namedVoucher(facts: Facts, codeHash: string | null): Holder<"voucher"> | Refusal {
  for (const holder of facts.holders.values()) {
    if (holder.kind !== "voucher") continue;
    const voucher = asKind(holder, "voucher");
    if (voucher.facts.codeHash === codeHash) return voucher;
  }
  return cannotDecide("voucher_unknown");
}

/** Whether a voucher is good today. Refusals, in order: voucher_cancelled, voucher_expired, voucher_used. Null: it is. */
export function judgeVoucher({ state, facts: { expiresOn } }: Holder<"voucher">, { today }: Facts): Refusal | null {
  if (state === "cancelled") return refuse("voucher_cancelled");
  if (expiresOn < today) return refuse("voucher_expired", { expiredOn: dateOf(expiresOn) });
  return state === "used" ? refuse("voucher_used") : null;
}

/** The order of a store that a voucher was used on; null: it was not, or at another store. */
export function orderUsedOn({ state, facts: { usedOn } }: Holder<"voucher">, store: string): string | null {
  const ofStore = orderName(store, "");
  return state === "used" && usedOn?.startsWith(ofStore) ? usedOn.slice(ofStore.length) : null;
}

/** A cart as far as a voucher asks of it. */
export interface VoucherCart {
  channel: string | null;
  lines: { category: string | null; amountMinor: number }[];
}

/**
 * What a voucher may take off a cart: null, without a bound of its own, or the worth of the goods that it is for.
 * Refusals, in order: voucher_not_in_channel, voucher_not_for_goods (none of them are in the cart).
 */
export function eligibleMinor({ only }: VoucherFacts, { channel, lines }: VoucherCart): number | null | Refusal {
  if (only?.channels && (channel === null || !only.channels.includes(channel)))
    return refuse("voucher_not_in_channel", { channels: only.channels });
  const { categories } = only ?? {};
  if (!categories) return null;
  const goods = lines.filter(({ category }) => category !== null && categories.includes(category));
  const eligible = goods.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return eligible > 0 ? eligible : refuse("voucher_not_for_goods", { categories, eligibleMinor: 0 });
}
