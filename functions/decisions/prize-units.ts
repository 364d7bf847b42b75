import { issuedBy } from "../values/account.ts";
import type { JsonObject } from "../values/json.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { lotGiven } from "./lot-given.ts";
import { holdsOrAwaits } from "./standing.ts";
import { give } from "./units.ts";

/** Posts the units of a prize to its winner. A badge that she has is hers once: winning it again gives nothing more. Whether it was given. */
export function givePrizeUnits(
  draft: Draft,
  facts: Facts,
  { member, unit, amount, why }: { member: string; unit: string; amount: number; why: JsonObject },
): boolean {
  const { programme } = facts.current;
  if (programme.units[unit]?.badge && holdsOrAwaits(draft, facts, member, unit)) return false;
  const lot = lotGiven(draft, facts, programme, { member, unit });
  give(draft, facts, {
    member,
    unit,
    amount,
    from: issuedBy(null, unit),
    lot,
    reason: "prize",
    why: { ...why, amount },
  });
  return true;
}
