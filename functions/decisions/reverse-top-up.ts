/** Taking a top-up back, because its payment was refunded or charged back: what she spent of it she owes. */
import { fundedBy } from "../values/account.ts";
import { asKind } from "../values/holder.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";
import { expectProgramme } from "./paused.ts";
import { PAID_IN } from "./payment.ts";
import { noEffects } from "./rules.ts";
import { balancesOf } from "./standing.ts";
import { type ToppedUp, topUpEvent, topUpName } from "./top-up.ts";
import { takeAll } from "./undo-event.ts";
import { releaseLapsed, takeBack } from "./units.ts";

export interface TopUpReversal {
  store: string;
  id: string;
}

/** Refusals, in order: top_up_unknown (nothing stored); already_reversed (stored). It happens to a frozen member too. */
export function decideReverseTopUp(facts: Facts, { store, id }: TopUpReversal, given: Given): Decided<ToppedUp> {
  const found = facts.holders.get(topUpName(store, id));
  if (!found) return cannotDecide("top_up_unknown");
  const topUp = asKind(found, "top-up");
  const { unit, backMinor = 0, reversedBy } = topUp.facts;
  const amountMinor = topUp.facts.amountMinor - backMinor;
  if (reversedBy !== null) return refuse("already_reversed", { operation: reversedBy });
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const member = ownerOf(topUp, draft.holder);
  const { publicId } = member;
  releaseLapsed(draft, facts, publicId);
  takeBack(draft, facts, {
    member: publicId,
    unit,
    amount: amountMinor,
    to: fundedBy(store, unit),
    lot: PAID_IN,
    reason: "top-up",
    why: { topUp: topUp.publicId },
  });
  const answered = facts.holders.get(topUpEvent(topUp.publicId));
  const takenBack = answered
    ? takeAll(draft, facts, given, { event: asKind(answered, "event"), store, member, ended: "reversed" })
    : [];
  draft.change(topUp, { state: "reversed", facts: { ...topUp.facts, reversedBy: given.operation } });
  settle(draft, facts, given, member);
  const balances = balancesOf(draft, facts, publicId);
  return {
    written: draft.written(publicId),
    outcome: {
      operation: given.operation,
      member: publicId,
      topUp: id,
      unit,
      amountMinor: -amountMinor,
      ...noEffects(),
      takenBack,
      balances,
    },
  };
}
