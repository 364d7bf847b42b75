/**
 * Undoing a captured redemption: what it gave is taken back, units go back to the lots they came from with the expiry they
 * had, the piece goes back to its stock, the member may have another one, and the voucher is cancelled.
 */
import { redeemedAt, stockGone } from "../values/account.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Draft } from "./draft.ts";
import { countOf } from "./exchange.ts";
import type { Facts, Given } from "./facts.ts";
import { takeHandedBack, type UnitsBack } from "./hand-over.ts";
import { comesFree } from "./line.ts";
import { slideBack } from "./slide.ts";
import { giveBack } from "./units.ts";
import { cancelVoucher } from "./voucher.ts";

/** Undoes a redemption whose voucher was not used. Returns what lapsed of what came back, by unit, and the units that were taken back. */
export function undo(
  draft: Draft,
  facts: Facts,
  { operation }: Pick<Given, "operation">,
  { redemption, member, because }: { redemption: Holder<"redemption">; member: string; because?: JsonObject },
): { lapsed: Map<string, number>; back: UnitsBack[] } {
  const { publicId: id, facts: about } = redemption;
  const { reward, store, gave } = about;
  const why = { redemption: id, reward, ...because };
  const handed = { member, redemption: id, reward, store, gave, ...(because ? { because } : {}) };
  const back = takeHandedBack(draft, facts, handed);
  const from = (unit: string) => redeemedAt(store, unit);
  const lapsed = giveBack(draft, facts, { member, taken: about.taken, from, reason: "reverse", why });
  // A code that was shown is nobody else's again.
  const isShown = about.gives.some((grant) => grant.kind === "voucher" && grant.codes !== undefined);
  if (about.stock && !isShown) comesFree(draft, { reward, from: stockGone(reward), reason: "reverse", why });
  const counts = about.gift ? [] : [{ metric: countOf(reward), bucket: 0 }, ...(about.counted ?? [])];
  for (const each of counts) draft.count({ holder: member, ...each, amount: -1 });
  slideBack(draft, facts, { member, undone: counts });
  const voucher = voucherOfRedemption(draft, redemption);
  if (voucher) cancelVoucher(draft, voucher);
  draft.change(redemption, { state: "reversed", facts: { ...about, reversedBy: operation } });
  return { lapsed, back };
}

/** The voucher that a redemption issued; undefined: none. Throws a fault when it was not read. */
export function voucherOfRedemption(draft: Draft, redemption: Holder<"redemption">): Holder<"voucher"> | undefined {
  const { voucher: id } = redemption.facts;
  if (id === null) return undefined;
  const found = draft.holder(id);
  if (!found) throw new Error(`${redemption.publicId} has a voucher that was not read`);
  return asKind(found, "voucher");
}
