/** /v1/me/friends: inviting, accepting and parting. Nobody is looked for by an address: whoever is a member stays unknown. */
import * as z from "zod";
import { type FriendRow, readFriends, readInvitation } from "../database/friends.ts";
import { isForHer } from "../decisions/friend.ts";
import { isByHerself } from "../decisions/member-session.ts";
import { nearbyOf } from "../decisions/nearby.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { memberAsking, memberIn, read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { text } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { acceptFriend, inviteFriend, steerFriend } from "../operations/friend.ts";
import { invitationCode, invitationOf, SEALED_INVITATION, signing } from "../values/friend.ts";
import { sessionOf } from "./sessions.ts";

/** Characters of a name that a friend is shown, and of a code as it is typed. */
const NAME_MAX = 60;
const CODE_MAX = 40;

const name = text("what this friend may call me; absent: nothing", NAME_MAX).nullable().optional();
const code = text("as it was given, in any case, with or without dashes", CODE_MAX);
const friendId = z.string().describe("my half of the friendship, by which I name it");
const done = z.strictObject({ operation: z.string(), id: friendId });
const HALF = "frd_0a1b2c3d4e5f60718293a4b5c6d7e8f9-1";
const OPERATION = "op_01kajw8zt0q9w4m2xv5n6p7r8v";
const CODE = "TSR-7K2M-XQ4D-09VB";

export const nearbyShape = z.strictObject({
  mode: z.enum(["off", "e2e"]),
  publicKey: z.string().nullable().describe("of the browser in which I turned it on; null: it is off"),
  until: z.string().nullable().describe("when it turns itself off"),
});

export const showFriends = contract({
  id: "showFriends",
  method: "get",
  path: "/v1/me/friends",
  audience: { kind: "member" },
  title: "My friends",
  about:
    "Newest first, with those I have invited and those I have blocked, and whether I let friends see that I am near. A name is what the friend lets me call her. Codes of invitations are shown to who signed in herself only.",
  status: 200,
  answer: z.strictObject({
    now: z.string().describe("by the server's clock, which the quarters of an hour are of"),
    nearby: nearbyShape,
    mayChange: z
      .boolean()
      .describe("whether I signed in by a proof of my own: a shop's word makes no friends, and shows nobody"),
    data: z.array(
      z.strictObject({
        id: friendId,
        name: z.string().nullable(),
        shownAs: z.string().nullable().describe("what I let her call me"),
        state: z.enum(["open", "hidden"]).describe("hidden: I do not show myself to this friend"),
        since: z.string(),
        publicKey: z
          .string()
          .nullable()
          .describe("while she shows herself to me: P-256, raw, base64url; null: she does not"),
      }),
    ),
    invitations: z.array(
      z.strictObject({ id: friendId, code: z.string(), shownAs: z.string().nullable(), expiresAt: z.string() }),
    ),
    blocked: z.array(z.strictObject({ id: friendId, name: z.string().nullable() })),
  }),
  refusals: ["member_unknown"],
  example: {
    answer: {
      now: "2026-11-22T12:00:00.000Z",
      nearby: { mode: "off", publicKey: null, until: null },
      mayChange: true,
      data: [
        {
          id: HALF,
          name: "Ben",
          shownAs: "Ada",
          state: "open",
          since: "2026-11-21T10:00:00.000Z",
          publicKey: null,
        },
      ],
      invitations: [],
      blocked: [],
    },
  },
});

export const inviteMyFriend = contract({
  id: "inviteFriend",
  method: "post",
  path: "/v1/me/friends/invitations",
  audience: { kind: "member" },
  title: "Invite a friend",
  about:
    "A code for one friend, good for a week, which I hand over myself: by a link, as a QR code or spoken. It says who I am as far as I let it. Withdraw it by steering its id to removed.",
  body: z.strictObject({ name }),
  status: 201,
  answer: z.strictObject({ operation: z.string(), id: friendId, code: z.string(), expiresAt: z.string() }),
  refusals: ["forbidden", "member_unknown", "member_frozen", "limit_reached"],
  example: {
    body: { name: "Ada" },
    answer: { operation: OPERATION, id: HALF, code: CODE, expiresAt: "2026-11-28T10:00:00.000Z" },
  },
});

export const showInvitation = contract({
  id: "showInvitation",
  method: "get",
  path: "/v1/me/friends/invitations/:invitation",
  audience: { kind: "member" },
  title: "An invitation that I was handed",
  about:
    "Who it is from, as far as she says. One that is wrong, one that nobody made and one that I cannot accept (my own, or from somebody who has blocked me) are answered alike.",
  status: 200,
  answer: z.strictObject({ name: z.string().nullable(), expiresAt: z.string() }),
  refusals: ["invitation_unknown"],
  example: { answer: { name: "Ada", expiresAt: "2026-11-28T10:00:00.000Z" } },
});

export const acceptMyFriend = contract({
  id: "acceptFriend",
  method: "post",
  path: "/v1/me/friends",
  audience: { kind: "member" },
  title: "Accept an invitation",
  about: "Both are friends from then on, until either parts. A code is good once.",
  body: z.strictObject({ code, name }),
  status: 201,
  answer: done,
  refusals: ["forbidden", "member_unknown", "invitation_unknown", "member_frozen", "already_friends", "limit_reached"],
  example: { body: { code: CODE, name: "Ben" }, answer: { operation: OPERATION, id: HALF } },
});

export const steerMyFriend = contract({
  id: "steerFriend",
  method: "put",
  path: "/v1/me/friends/:friend",
  audience: { kind: "member" },
  title: "Hide from a friend, or part",
  about:
    "hidden: I do not show myself to her, nor see her near; open: I do again. removed ends it for both, and withdraws an invitation. blocked ends it, and she can never be my friend again until I remove the block. She is told of none of it: a friend who blocked her and one who parted look the same.",
  body: z.strictObject({ state: z.enum(["open", "hidden", "removed", "blocked"]) }),
  status: 200,
  answer: z.strictObject({ operation: z.string(), id: friendId, state: z.string() }),
  refusals: ["friend_unknown"],
  example: { body: { state: "hidden" }, answer: { operation: OPERATION, id: HALF, state: "hidden" } },
});

export function mountFriends(app: App): void {
  serveRead(app, showFriends, async (asked) => {
    const { caller, ledger } = asked;
    const { facts, found } = await read(asked, {
      member: memberAsking(caller),
      reading: readFriends(memberAsking(caller)),
    });
    const { publicId } = memberIn(facts);
    const { until, ...nearby } = nearbyOf(facts.profiles.get(publicId) ?? {}, facts.now);
    const rows = found(facts.now);
    const mayChange = isByHerself(facts, sessionOf(caller));
    return {
      now: instantView(facts.now),
      nearby: { ...nearby, until: until === null ? null : instantView(until) },
      mayChange,
      data: rows.flatMap((row) => (row.state === "open" || row.state === "hidden" ? [friendView(row)] : [])),
      invitations: rows.flatMap(({ half: id, invitation, shownAs }) =>
        // Whoever has a code can accept it: a shop's word does not see hers, as it may not make one.
        invitation === null || invitation.expiresAt <= facts.now || !mayChange
          ? []
          : [
              {
                id,
                code: invitationCode(signing(ledger.secret), invitation.operation),
                shownAs,
                expiresAt: instantView(invitation.expiresAt),
              },
            ],
      ),
      blocked: rows.flatMap(({ half: id, state, name }) => (state === "blocked" ? [{ id, name }] : [])),
    };
  });
  serveWrite(app, inviteMyFriend, inviteFriend, {
    request: ({ body, caller }) => ({
      member: memberAsking(caller),
      session: sessionOf(caller),
      name: body.name ?? null,
    }),
    view: ({ expiresAt, ...rest }) => ({ ...rest, code: SEALED_INVITATION, expiresAt: instantView(expiresAt) }),
    unseal: (text, { secret }) => {
      const { operation } = JSON.parse(text) as { operation?: string };
      const sealed = JSON.stringify(SEALED_INVITATION);
      return text.replace(sealed, () => JSON.stringify(invitationCode(signing(secret), operation ?? "")));
    },
  });
  serveRead(app, showInvitation, async (asked) => {
    const { caller, ledger, params } = asked;
    const { facts, found } = await read(asked, {
      member: memberAsking(caller),
      reading: readInvitation(invitationOf(signing(ledger.secret), params.invitation ?? ""), memberAsking(caller)),
    });
    const her = memberIn(facts).publicId;
    if (found === null || found.expiresAt <= facts.now) throw new Problem("invitation_unknown");
    const { name, expiresAt, inviterState: state, ...rest } = found;
    if (!isForHer({ ...rest, her, state })) throw new Problem("invitation_unknown");
    return { name, expiresAt: instantView(expiresAt) };
  });
  serveWrite(app, acceptMyFriend, acceptFriend, {
    request: ({ body, caller, ledger }) => ({
      member: memberAsking(caller),
      session: sessionOf(caller),
      name: body.name ?? null,
      invitation: invitationOf(signing(ledger.secret), body.code),
    }),
    view: (outcome) => ({ ...outcome }),
  });
  serveWrite(app, steerMyFriend, steerFriend, {
    request: ({ body, caller, params }) => ({
      member: memberAsking(caller),
      friend: params.friend ?? "",
      to: body.state,
    }),
    view: (outcome) => ({ ...outcome }),
  });
}

function friendView({ half: id, name, shownAs, state, since, publicKey }: FriendRow) {
  return { id, name, shownAs, state, since: instantView(since), publicKey };
}
