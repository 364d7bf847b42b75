/**
 * Erasure (GDPR, article 17): identities, profile and the papers of her operations go; what she held lapses. Operations
 * and postings stay with opaque ids, so that the ledger and its log stay whole.
 */
import { debtOf, expiredOf } from "../values/account.ts";
import { DEBT } from "../values/day.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { leave, placesIn } from "./line.ts";
import { expectProgramme } from "./paused.ts";
import { hasLapsed, heldBy } from "./standing.ts";
import { release } from "./units.ts";

export interface Erasure {
  member: string;
}

export interface Erased {
  operation: string;
  member: string;
  state: "erased";
  /** What lapsed, by unit; a debt that was forgiven counts against it. */
  lapsed: Record<string, number>;
}

/** Refusals: member_unknown (nothing stored; an erased member too). A frozen member can be erased. */
export function decideErase(facts: Facts, _: Erasure, given: Given): Decided<Erased> {
  const { member } = facts;
  if (!member || member.state === "erased") return cannotDecide("member_unknown");
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const id = member.publicId;
  // What is held comes back first, so that it lapses with the rest and its piece is in stock again.
  for (const redemption of heldBy(draft, id))
    release(draft, facts, redemption, hasLapsed(redemption, facts.now) ? "lapsed" : "released");
  for (const place of placesIn(draft)) leave(draft, place, { state: "left" });
  const lapsed = new Map<string, number>();
  for (const account of draft.accountsOf(id)) {
    const { unit, balance, expiresOn } = account;
    const isDebt = expiresOn === DEBT;
    draft.post({
      from: isDebt ? expiredOf(unit) : account,
      to: isDebt ? debtOf(id, unit) : expiredOf(unit),
      amount: Math.abs(balance),
      reason: "expire",
      why: { erased: true },
    });
    lapsed.set(unit, (lapsed.get(unit) ?? 0) + balance);
  }
  // What says where she was is forgotten by the clock, next (forget-erased.ts): it may be thousands of rows.
  draft.change(member, { state: "erased", dueAt: facts.now, facts: { joinedAt: null } });
  draft.records.erased = { member: id };
  return {
    written: draft.written(id),
    outcome: { operation: given.operation, member: id, state: "erased", lapsed: Object.fromEntries(lapsed) },
  };
}
