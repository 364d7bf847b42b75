/**
 * After an erasure nothing says where she was: check-ins lose their place and all that showed it, orders the venue at which
 * they were sold, vouchers and what gave them the venue at which alone they were good. Amounts stay.
 */

import type { VoucherOnly } from "../values/grant.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { faded } from "./fade.ts";
import { depose, unplaced, type VisitsForgotten } from "./forget-visits.ts";
import { ownerOf } from "./member.ts";

/** What of hers names a venue, those venues, tags that know of her taps and all whom she was there, as they were read before; none: it is done. */
export type ForgetErased = {
  member: string;
  names: string[];
  places: string[];
  venues: string[];
  tags: string[];
};

/** Refusals: not_due (nothing stored). */
export function decideForgetErased(
  facts: Facts,
  { member: id, names, places, venues, tags }: ForgetErased,
  given: Given,
): Decided<VisitsForgotten> {
  const found = facts.holders.get(id);
  if (found?.kind !== "member" || found.state !== "erased" || found.dueAt === null) return cannotDecide("not_due");
  const draft = draftOf(facts);
  const find = (publicId: string) => facts.holders.get(publicId);
  let deleted = 0;
  for (const name of places) {
    const place = find(name);
    if (place && ownerOf(place, find).publicId === id && displace(draft, place)) deleted += 1;
  }
  for (const venue of venues) depose(draft, facts, { venue, member: id });
  for (const name of tags) {
    const tag = find(name);
    if (tag?.kind === "tag") forgetTaps(draft, asKind(tag, "tag"), names);
  }
  // She is due until a page was empty, each time under another version.
  const isDone = places.length === 0 && tags.length === 0;
  draft.change(asKind(found, "member"), { dueAt: isDone ? null : found.dueAt });
  return { written: draft.written(id), outcome: { operation: given.operation, member: id, deleted } };
}

/** Takes the venue out of a row; says whether that was a visit. */
function displace(draft: Draft, holder: Holder): boolean {
  switch (holder.kind) {
    case "check-in": {
      const visit = asKind(holder, "check-in");
      draft.change(visit, { facts: { ...unplaced(faded(visit.facts)), venue: null } });
      return true;
    }
    case "order": {
      const order = asKind(holder, "order");
      const { venue: _, ...rest } = order.facts;
      draft.change(order, { facts: rest });
      return false;
    }
    case "voucher": {
      const voucher = asKind(holder, "voucher");
      draft.change(voucher, { facts: nowhere(voucher.facts) });
      return false;
    }
    case "redemption": {
      const redemption = asKind(holder, "redemption");
      const gives = redemption.facts.gives.map((grant) => (grant.kind === "voucher" ? nowhere(grant) : grant));
      draft.change(redemption, { facts: { ...redemption.facts, gives } });
      return false;
    }
    default:
      throw new Error(`${holder.publicId} names no venue`);
  }
}

/** What she had is over with her: it was good at some venues alone, and now at none. */
function nowhere<Worth extends { only?: VoucherOnly | undefined }>(worth: Worth): Worth {
  if (worth.only?.venues === undefined) return worth;
  const { salt: _, ...only } = worth.only;
  return { ...worth, only: { ...only, venues: [] } };
}

/** Who tapped is forgotten; the counter stays, so that no tap counts twice. */
function forgetTaps(draft: Draft, tag: Holder<"tag">, names: string[]): void {
  draft.note(tag, { ...tag.facts, taps: tag.facts.taps.filter(({ member }) => !names.includes(member)) });
}
