/** Vouchers: a code that is worth something at a store. Only the digest of the code is ever written. */
import { issuedBy, leftOnVoucher, VOUCHER_MONEY } from "../values/account.ts";
import { type Day, dateOf, dayOf, dayOfDate, type Instant, NEVER } from "../values/day.ts";
import type { VoucherGrant } from "../values/grant.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { VoucherFacts, VoucherUse } from "../values/redemption-facts.ts";
import { cannotDecide, type Refusal, refuse } from "../values/refusal.ts";
import { codeFrom, codeHashOf, codeLabel } from "../values/voucher-code.ts";
import { takeCode } from "./codes.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { orderName } from "./record-order.ts";

export interface VoucherIssued {
  id: string;
  /** Null: another worth than money. */
  valueMinor: number | null;
  /** Last good day. */
  expiresOn: Day;
  /** On it, the end, not included; null: the end of the day. */
  expiresAt: Instant | null;
  /** Its code that was brought along, encrypted; null: it is made of its id. */
  sealed: string | null;
}

/** The voucher that a redemption issues: named after it, so that either is found by the other's id. */
export function voucherOf(redemption: string): string {
  return redemption.replace(/^rdm_/, "vch_");
}

const MINUTE_MS = 60_000;

/** Issues the voucher of a redemption, good for its days within its dates. One that is used in parts has its money on an account. */
export function issueVoucher(
  draft: Draft,
  facts: Facts,
  given: Pick<Given, "secret">,
  {
    member,
    redemption,
    reward,
    grant: { kind: _, validDays, validMinutes, here: __, from, until, codes, ...worth },
  }: { member: string; redemption: string; reward: string; grant: VoucherGrant },
): VoucherIssued {
  const id = voucherOf(redemption);
  const ends = validMinutes === undefined ? null : facts.now + validMinutes * MINUTE_MS;
  const lastDay = ends === null ? facts.today + validDays : dayOf(ends - 1, facts.current.programme.zone);
  const untilDay = until === undefined ? NEVER : dayOfDate(until);
  const expiresOn = Math.min(lastDay, untilDay);
  const expiresAt = lastDay <= untilDay ? ends : null;
  const imported = codes === undefined ? null : takeCode(draft, facts, { reward, voucher: id });
  const codeHash = imported?.digest ?? codeHashOf(codeFrom(given.secret(codeLabel(id))));
  const sealed = imported === null ? {} : { sealed: imported.sealed };
  const goodFrom = from === undefined ? {} : { goodFrom: dayOfDate(from) };
  draft.open<"voucher">({
    publicId: id,
    kind: "voucher",
    owner: member,
    state: "issued",
    dueAt: null,
    facts: {
      reward,
      codeHash,
      ...sealed,
      ...worth,
      ...goodFrom,
      expiresOn,
      ...(expiresAt === null ? {} : { expiresAt }),
      redemption,
      uses: [],
    },
  });
  const { valueMinor } = worth;
  if (worth.isInParts) {
    const [source, to] = [issuedBy(null, VOUCHER_MONEY), leftOnVoucher(id)];
    draft.post({ from: source, to, amount: valueMinor ?? 0, reason: "redeem", why: { redemption, reward } });
  }
  return { id, valueMinor, expiresOn, expiresAt, sealed: imported?.sealed ?? null };
}

/** Cancels a voucher that was not used; what was left on it goes back to where it came from. */
export function cancelVoucher(draft: Draft, voucher: Holder<"voucher">): void {
  const from = leftOnVoucher(voucher.publicId);
  const { redemption, reward } = voucher.facts;
  draft.post({
    from,
    to: issuedBy(null, VOUCHER_MONEY),
    amount: draft.balanceOf(from),
    reason: "reverse",
    why: { redemption, reward },
  });
  draft.change(voucher, { state: "cancelled" });
}

/** Whether a voucher was used and that was not reversed, wholly or in part. */
export function isUsed({ state, facts: { uses } }: Holder<"voucher">): boolean {
  return state === "used" || uses.length > 0;
}

/** Whether it may have been used: a code that was brought along may be good elsewhere too, and was shown. */
export function mayBeUsed(voucher: Holder<"voucher">): boolean {
  return voucher.facts.sealed !== undefined || isUsed(voucher);
}

/** The money that is left of a voucher, in minor units; 0 for one of another worth. */
export function leftOf(draft: Draft, { publicId, facts: about }: Holder<"voucher">): number {
  if (!about.isInParts) return about.valueMinor ?? 0;
  return draft.balanceOf(leftOnVoucher(publicId));
}

/** The voucher that a request names by its code. Refusals: voucher_unknown (nothing stored). */
export function namedVoucher(facts: Facts, codeHashes: string[]): Holder<"voucher"> | Refusal {
  for (const holder of facts.holders.values()) {
    if (holder.kind !== "voucher") continue;
    const voucher = asKind(holder, "voucher");
    if (codeHashes.includes(voucher.facts.codeHash)) return voucher;
  }
  return cannotDecide("voucher_unknown");
}

/** Whether a voucher is good today. Refusals, in order: voucher_cancelled, voucher_not_yet, voucher_expired, voucher_used. Null: it is. */
export function judgeVoucher(
  { state, facts: about }: Holder<"voucher">,
  facts: Pick<Facts, "now" | "today">,
): Refusal | null {
  const { goodFrom, expiresOn, expiresAt } = about;
  const { today } = facts;
  if (state === "cancelled") return refuse("voucher_cancelled");
  if (goodFrom !== undefined && today < goodFrom) return refuse("voucher_not_yet", { goodFrom: dateOf(goodFrom) });
  if (isOver(about, facts))
    return refuse("voucher_expired", {
      expiredOn: dateOf(expiresOn),
      ...(expiresAt === undefined ? {} : { expiredAt: new Date(expiresAt).toISOString() }),
    });
  return state === "used" ? refuse("voucher_used") : null;
}

/** Whether the days, or the minutes, of a voucher are over. */
export function isOver(
  { expiresOn, expiresAt }: Pick<VoucherFacts, "expiresOn" | "expiresAt">,
  { now, today }: Pick<Facts, "now" | "today">,
): boolean {
  return expiresOn < today || (expiresAt !== undefined && expiresAt <= now);
}

/** What a store used a voucher on, oldest first, with its own order numbers. */
export function usesAt({ facts: { uses } }: Holder<"voucher">, store: string): VoucherUse[] {
  const ofStore = orderName(store, "");
  return uses
    .filter(({ order }) => order.startsWith(ofStore))
    .map((use) => ({ ...use, order: use.order.slice(ofStore.length) }));
}
