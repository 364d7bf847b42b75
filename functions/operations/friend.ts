import { halvesOf, halvesRead, inviterHalvesRead } from "../database/friends.ts";
import {
  decideAcceptFriend,
  decideInvite,
  decideSteerFriend,
  type FriendSteered,
  type Invited,
} from "../decisions/friend.ts";
import { otherHalf } from "../values/friend.ts";
import type { Json } from "../values/json.ts";
import type { Verb } from "./verb.ts";

interface Befriending {
  member: string;
  session: string | null;
  name: string | null;
}

/** Makes an invitation, to be handed over by whoever it is from. */
export const inviteFriend: Verb<Befriending, Invited> = {
  kind: "invite-friend",
  subjects: ({ member }) => ({ holders: [], member, identity: null, claims: [] }),
  reads: ({ member }) => [halvesRead(member)],
  decide: (facts, request, given) => decideInvite(facts, { ...request, hers: halvesOf(facts.more[0]) }, given),
};

/** Accepts an invitation: both are friends. */
export const acceptFriend: Verb<Befriending & { invitation: string }, { operation: string; id: string }> = {
  kind: "accept-friend",
  subjects: ({ member, invitation }) => ({ holders: [invitation], member, identity: null, claims: [] }),
  kept: (body, secret) => withoutCode(body, secret),
  reads: ({ member, invitation }) => [halvesRead(member), inviterHalvesRead(invitation)],
  decide: (facts, request, given) =>
    decideAcceptFriend(facts, { ...request, hers: halvesOf(facts.more[0]), theirs: halvesOf(facts.more[1]) }, given),
};

/** Shows or hides herself to one friend, or ends it. */
export const steerFriend: Verb<FriendSteered, { operation: string; id: string; state: string }> = {
  kind: "steer-friend",
  subjects: ({ member, friend }) => ({ holders: [friend, otherHalf(friend)], member, identity: null, claims: [] }),
  decide: decideSteerFriend,
};

/** Digits of the tag that stands for a code: no two are the same by chance. */
const TAG_DIGITS = 32;

/** What is kept of an acceptance names the code by a tag: nothing of it is stored. */
function withoutCode(body: Json, secret: (label: string) => string): Json {
  if (body === null || typeof body !== "object" || Array.isArray(body) || typeof body.code !== "string") return body;
  return { ...body, code: `tag ${secret(`friend-code/${body.code}`).slice(0, TAG_DIGITS)}` };
}
