/**
 * Undoing a captured redemption: units go back to the lots they came from with the expiry they had, units that it gave are
 * taken back, the piece goes back to its stock, the member may have another one, and a voucher is cancelled.
 */
import { issuedBy, redeemedAt, stockGone, stockOf } from "../values/account.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { type Refusal, refuse } from "../values/refusal.ts";
import type { Draft } from "./draft.ts";
import { countOf } from "./exchange.ts";
import type { Facts, Given } from "./facts.ts";
import { lotsOf } from "./lots.ts";
import { giveBack, takeBack } from "./units.ts";

/** Whether what a redemption gave is still there. Refusals, in order: voucher_used, points_short (units that it gave were spent). Null: it is. */
export function judgeUnused(
  draft: Draft,
  facts: Facts,
  { publicId, facts: about }: Holder<"redemption">,
  member: string,
): Refusal | null {
  const voucher = about.voucher === null ? undefined : draft.holder(about.voucher);
  if (about.voucher !== null && !voucher) throw new Error(`${publicId} has a voucher that was not read`);
  if (voucher?.state === "used") return refuse("voucher_used", { voucher: voucher.publicId });
  for (const unit of new Set((about.gave ?? []).map((gave) => gave.unit))) {
    const needs = (about.gave ?? []).reduce((sum, gave) => sum + (gave.unit === unit ? gave.amount : 0), 0);
    const good = lotsOf(draft, member, unit).filter(({ lastDay }) => lastDay >= facts.today);
    const has = good.reduce((sum, { balance }) => sum + balance, 0);
    if (has < needs) return refuse("points_short", { unit, has, needs });
  }
  return null;
}

/** Undoes a redemption of which nothing was used. Returns what lapsed of what came back, by unit. */
export function undo(
  draft: Draft,
  facts: Facts,
  { operation }: Pick<Given, "operation">,
  { redemption, member, because }: { redemption: Holder<"redemption">; member: string; because?: JsonObject },
): Map<string, number> {
  const { publicId: id, facts: about } = redemption;
  const why = { redemption: id, reward: about.reward, ...because };
  for (const { unit, amount, ...lot } of about.gave ?? [])
    takeBack(draft, facts, { member, unit, amount, to: issuedBy(null, unit), lot, reason: "reverse", why });
  const from = (unit: string) => redeemedAt(about.store, unit);
  const lapsed = giveBack(draft, facts, { member, taken: about.taken, from, reason: "reverse", why });
  if (about.stock)
    draft.post({ from: stockGone(about.reward), to: stockOf(about.reward), amount: 1, reason: "reverse", why });
  if (!about.gift) draft.count({ holder: member, metric: countOf(about.reward), bucket: 0, amount: -1 });
  const voucher = about.voucher === null ? undefined : draft.holder(about.voucher);
  if (voucher) draft.change(asKind(voucher, "voucher"), { state: "cancelled" });
  draft.change(redemption, { state: "reversed", facts: { ...about, reversedBy: operation } });
  return lapsed;
}
