/** Where a member is signed in: sessions with a row of their own, which are listed and can be ended. */
import type { Instant } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";

/** How long she stays signed in on a device, in milliseconds: 90 days. */
export const SESSION_MS = 90 * 86_400_000;

/** By what somebody signed in. */
export type SignedInBy = "email" | "passkey" | "account" | "store";

export interface Device {
  /** As its browser names itself, in a few words: "Firefox · Android". */
  device: string;
}

/** Whether a session of a member's (hers, or of somebody who became her) is good still. */
export function isOpen({ publicId, state, facts }: Holder<"session">, member: Holder<"member">): boolean {
  const { signedOut } = member.facts;
  return state === "open" && (signedOut === undefined || facts.at > signedOut.at || publicId === signedOut.but);
}

/**
 * Whether a session was opened by a proof of her own. A shop's token, and the session that its link opens, is the shop's
 * word for an hour: nothing that lets somebody in later comes of it.
 */
export function isByHerself({ profiles }: Pick<Facts, "profiles">, session: string | null): boolean {
  return session !== null && profiles.get(session)?.by !== "store";
}

/** Opens a session for a member. What device it is goes with her other personal data. */
export function openSessionOf(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    member,
    by,
    device,
    expiresAt = facts.now + SESSION_MS,
  }: {
    member: string;
    by: SignedInBy;
    device: string;
    expiresAt?: Instant;
  },
): { session: string; expiresAt: Instant } {
  const session = given.id("ses");
  const about = { at: facts.now, expiresAt };
  draft.open<"session">({
    publicId: session,
    kind: "session",
    owner: member,
    state: "open",
    dueAt: null,
    facts: about,
  });
  draft.records.people = [
    ...(draft.records.people ?? []),
    { holder: session, profile: JSON.stringify({ by, device }) },
  ];
  return { session, expiresAt };
}

export interface SessionEnd {
  member: string;
  session: string;
}

/** Ends one session of hers. Refusals: session_unknown (nothing stored): none, ended already, or somebody else's. */
export function decideEndSession(
  facts: Facts,
  { session }: SessionEnd,
  given: Given,
): Decided<{ operation: string; session: string }> {
  const { member } = facts;
  const known = facts.holders.get(session);
  if (!member || known?.kind !== "session") return cannotDecide("session_unknown");
  const found = asKind(known, "session");
  const isHers = ownerOf(found, (id) => facts.holders.get(id)).publicId === member.publicId;
  if (!isHers || !isOpen(found, member)) return cannotDecide("session_unknown");
  const draft = draftOf(facts);
  draft.change(found, { state: "ended" });
  return { written: draft.written(member.publicId), outcome: { operation: given.operation, session } };
}

export interface SignOut {
  member: string;
  /** The session that stays; null: none does. */
  but: string | null;
}

/** Ends every session that was opened until now, but for one. Refusals: member_unknown (nothing stored). */
export function decideSignOut(
  facts: Facts,
  { but }: SignOut,
  given: Given,
): Decided<{ operation: string; signedOutAt: Instant }> {
  const { member } = facts;
  if (!member || member.state === "erased") return cannotDecide("member_unknown");
  const draft = draftOf(facts);
  draft.change(member, { facts: { ...member.facts, signedOut: { at: facts.now, but } } });
  return { written: draft.written(member.publicId), outcome: { operation: given.operation, signedOutAt: facts.now } };
}
