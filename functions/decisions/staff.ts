/** Who works on the programme: people are named by an opaque id here, and by their e-mail in `identities` only. */
import { asKind, type Role } from "../values/holder.ts";
import type { Identity } from "../values/member-ref.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface Invitation {
  /** Her id: a new one, or the one that the e-mail has already. */
  staff: string;
  identity: Identity;
  role: Role;
  /** Units that she may give or take by hand at once; null: no limit. */
  adjustLimit: number | null;
}

export interface StaffChanged {
  operation: string;
  staff: string;
}

/** Opens a staff member, or gives one another role; one who was removed is back. Refusals: identity_taken (the e-mail is another's). */
export function decideInvite(
  facts: Facts,
  { staff, identity, role, adjustLimit }: Invitation,
  given: Given,
): Decided<StaffChanged> {
  const others = [...facts.holders.values()].filter(
    ({ kind, publicId }) => kind === "staff" && publicId !== staff && publicId !== given.actor,
  );
  if (others.length > 0) return cannotDecide("identity_taken");
  const draft = draftOf(facts);
  const known = facts.holders.get(staff);
  if (known) draft.change(asKind(known, "staff"), { state: "active", facts: { role, adjustLimit } });
  else {
    draft.open<"staff">({
      publicId: staff,
      kind: "staff",
      owner: null,
      state: "active",
      dueAt: null,
      facts: { role, adjustLimit },
    });
    draft.records.identities = [{ ...identity, holder: staff }];
  }
  return { written: draft.written(null), outcome: { operation: given.operation, staff } };
}

/** Ends what a staff member may do, sessions that are open included. Refusals: not_found. */
export function decideRemove(facts: Facts, { staff }: { staff: string }, given: Given): Decided<StaffChanged> {
  const known = facts.holders.get(staff);
  if (known?.kind !== "staff" || known.state !== "active") return cannotDecide("not_found");
  const draft = draftOf(facts);
  draft.change(asKind(known, "staff"), { state: "removed" });
  return { written: draft.written(null), outcome: { operation: given.operation, staff } };
}
