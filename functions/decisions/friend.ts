/**
 * Friends: a member hands over an invitation, and whoever accepts it is her friend, mutually. Nobody is found by an address,
 * so that nobody learns who is a member. Who is whose friend lives in `people`, which an erasure of either empties.
 */
import type { Instant } from "../values/day.ts";
import { DAY_MS } from "../values/day.ts";
import { FRIENDS_MAX, INVITATIONS_MAX, invitationCode, invitationOf, otherHalf } from "../values/friend.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { knownMember, ownerOf } from "./member.ts";
import { isByHerself } from "./member-session.ts";

/** How long an invitation may be accepted: a week. */
const INVITATION_MS = 7 * DAY_MS;

/** A half as it was read beside the facts: of her, or of who invited her. */
interface Half {
  half: string;
  state: string;
  friend: string | null;
  expiresAt: Instant | null;
}

interface ByHerself {
  member: string;
  /** The session that asks; null: a shop's token, which has none. */
  session: string | null;
  /** What the other is let to call her; null: nothing. */
  name: string | null;
}

export interface Invited {
  operation: string;
  id: string;
  expiresAt: Instant;
}

/** Refusals, in order: forbidden (a shop's word let her in), member_unknown (nothing stored); member_frozen, limit_reached (stored). */
export function decideInvite(
  facts: Facts,
  { session, name, hers }: ByHerself & { hers: Half[] },
  given: Given,
): Decided<Invited> {
  const member = friendly(facts, session);
  if (isRefusal(member)) return member;
  const open = hers.filter(({ state, expiresAt }) => state === "invited" && (expiresAt ?? 0) > facts.now).length;
  if (open >= INVITATIONS_MAX) return refuse("limit_reached", { limit: INVITATIONS_MAX });
  const id = invitationOf(given.secret, invitationCode(given.secret, given.operation));
  const expiresAt = facts.now + INVITATION_MS;
  const draft = draftOf(facts);
  // Two at once would both be the last that is allowed.
  draft.change(member);
  draft.open<"friendship">({
    publicId: id,
    kind: "friendship",
    owner: member.publicId,
    state: "invited",
    dueAt: null,
    facts: { at: facts.now, invitation: { operation: given.operation, expiresAt } },
  });
  draft.records.people = [{ holder: id, profile: JSON.stringify(saying(name)) }];
  return { written: draft.written(member.publicId), outcome: { operation: given.operation, id, expiresAt } };
}

/**
 * Both become friends. Refusals, in order: forbidden, member_unknown, invitation_unknown (nothing stored; one that is her own,
 * and one of somebody who has blocked her, too); member_frozen, already_friends, limit_reached (stored).
 */
export function decideAcceptFriend(
  facts: Facts,
  { session, name, invitation, hers, theirs }: ByHerself & { invitation: string; hers: Half[]; theirs: Half[] },
  given: Given,
): Decided<{ operation: string; id: string }> {
  const member = friendly(facts, session);
  if (isRefusal(member) && !member.isDecided) return member;
  const open = openInvitation(facts, invitation);
  const inviter = open && ownerOf(open, (id) => facts.holders.get(id));
  const her = facts.member?.publicId;
  if (!open || !inviter || !isForHer({ her: her ?? "", inviter: inviter.publicId, state: inviter.state, hers, theirs }))
    return cannotDecide("invitation_unknown");
  if (isRefusal(member)) return member;
  const friends = hers.filter(({ state }) => state === "open" || state === "hidden");
  if (friends.some(({ friend }) => friend === inviter.publicId)) return refuse("already_friends");
  const most = Math.max(friends.length, theirs.filter(({ state }) => state === "open" || state === "hidden").length);
  if (most >= FRIENDS_MAX) return refuse("limit_reached", { limit: FRIENDS_MAX });

  const draft = draftOf(facts);
  const id = otherHalf(invitation);
  // Both are stepped: who accept each other's invitations at once are decided one after the other.
  draft.change(member);
  draft.change(inviter);
  draft.change(open, { state: "open", facts: { at: facts.now } });
  draft.open<"friendship">({
    publicId: id,
    kind: "friendship",
    owner: member.publicId,
    state: "open",
    dueAt: null,
    facts: { at: facts.now },
  });
  draft.records.people = [
    {
      holder: invitation,
      profile: JSON.stringify({ ...facts.profiles.get(invitation), friend: member.publicId }),
    },
    { holder: id, profile: JSON.stringify({ ...saying(name), friend: inviter.publicId }) },
  ];
  return { written: draft.written(member.publicId), outcome: { operation: given.operation, id } };
}

/** Whether an open invitation is one that she may accept: not her own, from a member, and neither has blocked the other. */
export function isForHer({
  her,
  inviter,
  state: inviterState,
  hers,
  theirs,
}: {
  her: string;
  inviter: string;
  state: string;
  hers: Half[];
  theirs: Half[];
}): boolean {
  const isBlocked = [...hers, ...theirs].some(
    ({ state, friend }) => state === "blocked" && (friend === her || friend === inviter),
  );
  return inviterState === "joined" && inviter !== her && !isBlocked;
}

export interface FriendSteered {
  member: string;
  friend: string;
  /** open, hidden: whether she shows herself to this friend; removed, blocked: an end to it, which the other is not told. */
  to: "open" | "hidden" | "removed" | "blocked";
}

/** From which states each may be come to. */
const FROM: Record<FriendSteered["to"], string[]> = {
  open: ["open", "hidden"],
  hidden: ["open", "hidden"],
  removed: ["invited", "open", "hidden", "blocked"],
  blocked: ["open", "hidden"],
};

/** Refusals: friend_unknown (nothing stored): none, over already, or somebody else's. */
export function decideSteerFriend(
  facts: Facts,
  { friend, to }: FriendSteered,
  given: Given,
): Decided<{ operation: string; id: string; state: string }> {
  const { member } = facts;
  const known = facts.holders.get(friend);
  if (!member || known?.kind !== "friendship") return cannotDecide("friend_unknown");
  const half = asKind(known, "friendship");
  const isHers = ownerOf(half, (id) => facts.holders.get(id)).publicId === member.publicId;
  if (!isHers || !FROM[to].includes(half.state)) return cannotDecide("friend_unknown");
  const draft = draftOf(facts);
  draft.change(half, { state: to });
  if (to === "hidden") draft.records.unshown = { halves: [friend] };
  if (to === "removed" || to === "blocked") {
    const name = otherHalf(friend);
    const other = facts.holders.get(name);
    if (other && ["open", "hidden"].includes(other.state)) draft.change(other, { state: "removed" });
    draft.records.parted = { halves: to === "removed" ? [friend, name] : [name] };
  }
  // Whom she has blocked is kept, by the name that she knew: so it can be taken back, and hinders until it is.
  if (to === "blocked") {
    // Neither is erased at the same moment: this would be kept of her.
    for (const each of [half, facts.holders.get(otherHalf(friend))])
      if (each) draft.expect(ownerOf(each, (id) => facts.holders.get(id)));
    const { friend: who = null } = facts.profiles.get(friend) ?? {};
    const called = facts.profiles.get(otherHalf(friend))?.name;
    const profile = { friend: who, ...(typeof called === "string" ? { called } : {}) };
    draft.records.people = [{ holder: friend, profile: JSON.stringify(profile) }];
  }
  return { written: draft.written(member.publicId), outcome: { operation: given.operation, id: friend, state: to } };
}

/** Who makes friends: she herself, by a proof of her own. A friendship outlives a shop's word. */
function friendly(facts: Facts, session: string | null): Holder<"member"> | Refusal {
  return isByHerself(facts, session) ? knownMember(facts) : cannotDecide("forbidden", { needs: "sign-in" });
}

function openInvitation(facts: Facts, invitation: string): Holder<"friendship"> | null {
  const known = facts.holders.get(invitation);
  if (known?.kind !== "friendship" || known.state !== "invited") return null;
  const half = asKind(known, "friendship");
  return (half.facts.invitation?.expiresAt ?? 0) > facts.now ? half : null;
}

function saying(name: string | null): { name?: string } {
  return name === null ? {} : { name };
}
