/** Friendships: those of a member as she sees them, and what an invitation's acceptance has to know of both sides. */
import type { Instant } from "../values/day.ts";
import { ALL_OF_HER, allOf } from "./merged.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** More than anybody has: friends and invitations are limited, and the blocked are few. */
const READ_MAX = 500;

/** Characters of a half's name but for the last digit, which says whose it is. */
const COMMON = 37;
/** The name of the other half of `half`. */
export const OTHER_HALF = `substr(half.public_id, 1, ${COMMON}) || CASE substr(half.public_id, -1) WHEN '1' THEN '2' ELSE '1' END`;

/**
 * Row ids of the friends of ?1, as whom they became friends and as whom they became since; but for who hides from her, or she
 * from them, since one of these would be told that the other is there.
 */
export const FRIENDS_OF_HER = `SELECT friend.id FROM (${ALL_OF_HER}) hers CROSS JOIN holders half ON half.owner = hers.id AND half.kind = 'friendship' AND half.state = 'open'
     CROSS JOIN holders other ON other.public_id = ${OTHER_HALF} AND other.state = 'open'
     CROSS JOIN people ON people.holder = half.id CROSS JOIN holders first ON first.public_id = people.profile ->> '$.friend'
     CROSS JOIN holders friend ON friend.public_id IN (first.public_id, first.facts ->> '$.mergedInto')`;

/** A half without the people behind it, as acceptance compares them. */
export interface HalfKnown {
  half: string;
  state: string;
  /** Public id of whom the other is today; null: nobody yet. */
  friend: string | null;
  /** Of an invitation, until when it may be accepted; null: it is none. */
  expiresAt: Instant | null;
}

/** Friends and the blocked before invitations, most of which were never accepted: what is read of many is never short of a friend. */
const FRIENDS_FIRST = "half.state = 'invited', half.id DESC";

/** The halves of those whose row ids a query gives. */
const halvesOfAll = (
  who: string,
) => `SELECT half.public_id AS half, half.state, half.facts ->> '$.invitation.expiresAt' AS expires_at,
     (SELECT coalesce(facts ->> '$.mergedInto', public_id) FROM holders WHERE public_id = people.profile ->> '$.friend') AS friend
   FROM (${who}) hers CROSS JOIN holders half ON half.owner = hers.id AND half.kind = 'friendship' AND half.state <> 'removed'
     CROSS JOIN people ON people.holder = half.id ORDER BY ${FRIENDS_FIRST} LIMIT ${READ_MAX}`;

/** The read behind `halvesOf`: of a member. */
export function halvesRead(member: string): Step {
  return statement(halvesOfAll(ALL_OF_HER), [member]);
}

/** The read behind `halvesOf`: of whoever made an invitation. */
export function inviterHalvesRead(invitation: string): Step {
  const inviter =
    "(SELECT owner.public_id FROM holders half CROSS JOIN holders owner ON owner.id = half.owner WHERE half.public_id = ?1 AND half.kind = 'friendship')";
  return statement(halvesOfAll(allOf(inviter)), [invitation]);
}

/** The answer to a read of halves. */
export function halvesOf(rows: Record<string, unknown>[] = []): HalfKnown[] {
  return rows.map(({ half, state, friend, expires_at }) => ({
    half: String(half),
    state: String(state),
    friend: friend === null ? null : String(friend),
    expiresAt: expires_at === null ? null : Number(expires_at),
  }));
}

export interface FriendRow {
  half: string;
  state: "invited" | "open" | "hidden" | "blocked";
  since: Instant;
  /** The invitation that it still is. */
  invitation: { operation: string; expiresAt: Instant } | null;
  /** What she lets this friend call her; null: nothing. */
  shownAs: string | null;
  /** What the friend lets her see; null: nothing. */
  name: string | null;
  /** The friend's public key, while the friend shows herself to her; null: she does not. */
  publicKey: string | null;
}

/** Everybody she is friends with, has invited or has blocked, the newest first. */
export function readFriends(member: string): Reading<(now: Instant) => FriendRow[]> {
  return {
    steps: [
      statement(
        `SELECT half.public_id AS half, half.state, half.facts, mine.profile ->> '$.name' AS shown_as,
           coalesce(mine.profile ->> '$.called', said.profile ->> '$.name') AS name,
           CASE WHEN other.state = 'open' THEN about.profile ->> '$.nearby.publicKey' END AS public_key, about.profile ->> '$.nearby.until' AS until
         FROM (${ALL_OF_HER}) hers CROSS JOIN holders half ON half.owner = hers.id AND half.kind = 'friendship' AND half.state <> 'removed'
           CROSS JOIN people mine ON mine.holder = half.id
           LEFT JOIN holders other ON other.public_id = ${OTHER_HALF} AND other.state IN ('open', 'hidden')
           LEFT JOIN people said ON said.holder = other.id
           LEFT JOIN holders friend ON friend.id = other.owner
           LEFT JOIN people about ON about.holder = (SELECT id FROM holders WHERE public_id = coalesce(friend.facts ->> '$.mergedInto', friend.public_id))
         ORDER BY ${FRIENDS_FIRST} LIMIT ${READ_MAX}`,
        [member],
      ),
    ],
    of:
      ([rows = []]) =>
      (now) =>
        rows.map((row): FriendRow => {
          const { at, invitation } = JSON.parse(String(row.facts)) as Pick<FriendRow, "invitation"> & { at: Instant };
          const state = String(row.state) as FriendRow["state"];
          return {
            half: String(row.half),
            state,
            since: at,
            invitation: state === "invited" ? invitation : null,
            shownAs: row.shown_as === null ? null : String(row.shown_as),
            name: row.name === null ? null : String(row.name),
            publicKey: row.public_key === null || Number(row.until) <= now ? null : String(row.public_key),
          };
        }),
  };
}

/** An invitation as whoever was handed its code may see it, and what decides whether it is for her. */
export interface InvitationRow {
  name: string | null;
  expiresAt: Instant;
  /** Whom it is from: who she is today, and whether she is a member still. */
  inviter: string;
  inviterState: string;
  hers: HalfKnown[];
  theirs: HalfKnown[];
}

/** Who made an invitation, as far as she says: for the member who was handed its code. Null: it is not open. */
export function readInvitation(invitation: string, member: string): Reading<InvitationRow | null> {
  return {
    steps: [
      statement(
        `SELECT profile ->> '$.name' AS name, half.facts ->> '$.invitation.expiresAt' AS expires_at, inviter.public_id AS inviter, inviter.state AS inviter_state
         FROM holders half CROSS JOIN people ON people.holder = half.id CROSS JOIN holders owner ON owner.id = half.owner
           CROSS JOIN holders inviter ON inviter.public_id = coalesce(owner.facts ->> '$.mergedInto', owner.public_id)
         WHERE half.public_id = ?1 AND half.kind = 'friendship' AND half.state = 'invited'`,
        [invitation],
      ),
      halvesRead(member),
      inviterHalvesRead(invitation),
    ],
    of: ([rows = [], hers, theirs]) => {
      const [row] = rows;
      return row
        ? {
            name: row.name === null ? null : String(row.name),
            expiresAt: Number(row.expires_at),
            inviter: String(row.inviter),
            inviterState: String(row.inviter_state),
            hers: halvesOf(hers),
            theirs: halvesOf(theirs),
          }
        : null;
    },
  };
}
