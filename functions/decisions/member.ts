/** Who an event is about: a known member, or a guest who is opened in the same batch. */
import { asKind, type Holder } from "../values/holder.ts";
import { identityOf, type MemberRef } from "../values/member-ref.ts";
import { cannotDecide, type Refusal, refuse } from "../values/refusal.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

/**
 * The member of an event, opened as a guest when an e-mail, phone or store id is unknown: she earns, and spends only
 * after she has joined. Refusals: member_unknown (an id that is not there; nothing stored), member_frozen.
 */
export function memberFor(
  draft: Draft,
  facts: Facts,
  given: Given,
  { ref, store }: { ref: MemberRef; store: string | null },
): Holder<"member"> | Refusal {
  if (facts.member) {
    if (facts.member.state === "erased") return cannotDecide("member_unknown");
    return facts.member.state === "frozen" ? refuse("member_frozen") : facts.member;
  }
  const identity = identityOf(ref, store);
  if (identity === null) return cannotDecide("member_unknown");
  const guest = openGuest(draft, given);
  draft.records.identities = [{ ...identity, holder: guest.publicId }];
  return guest;
}

/** The member whose a holder is today: its owner's, or that of the member whom she became. Throws a fault when she was not read. */
export function ownerOf({ publicId, owner }: Holder, find: (publicId: string) => Holder | undefined): Holder<"member"> {
  const found = owner === null ? undefined : find(owner);
  const member = found && survivorOf(asKind(found, "member"), find);
  if (!member) throw new Error(`${publicId} has an owner that was not read`);
  return member;
}

/** Whether a holder is a member's: her own, or of somebody who became her. Whose owner was not read is somebody else's. */
export function isOf({ owner }: Holder, member: string, find: (publicId: string) => Holder | undefined): boolean {
  if (owner === member) return true;
  const found = owner === null ? undefined : find(owner);
  return found?.kind === "member" && asKind(found, "member").facts.mergedInto === member;
}

/** The member whom a member became, or herself; undefined: she was not read. */
export function survivorOf(
  member: Holder<"member">,
  find: (publicId: string) => Holder | undefined,
): Holder<"member"> | undefined {
  const { mergedInto } = member.facts;
  if (mergedInto === undefined) return member;
  const survivor = find(mergedInto);
  return survivor && asKind(survivor, "member");
}

/** Opens a guest of whom nothing is known. */
export function openGuest(draft: Draft, given: Given): Holder<"member"> {
  const publicId = given.id("mem");
  draft.open<"member">({
    publicId,
    kind: "member",
    owner: null,
    state: "guest",
    dueAt: null,
    facts: { joinedAt: null },
  });
  const guest = draft.holder(publicId);
  if (!guest) throw new Error(`${publicId} was not opened`);
  return asKind(guest, "member");
}

/** The member of a request that needs one who exists. Refusals: member_unknown (nothing stored), then member_frozen. */
export function knownMember(facts: Facts): Holder<"member"> | Refusal {
  if (!facts.member || facts.member.state === "erased") return cannotDecide("member_unknown");
  return facts.member.state === "frozen" ? refuse("member_frozen") : facts.member;
}
