/**
 * /v1/me/nearby and /v1/nearby: which friends are near. Browsers compare by blind tags that only the two of a friendship can
 * make (evidence/nearby-tags.ts); neither cell nor position, nor any distance, is in a request, an answer or the ledger.
 */
import * as z from "zod";
import { CALLS_MAX } from "../database/nearby-tags.ts";
import type { Facts } from "../decisions/facts.ts";
import { nearbyOf } from "../decisions/nearby.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { memberAsking, memberIn, read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { instantView } from "../edge/views.ts";
import type { Caller } from "../operations/caller.ts";
import { askTags, changeNearby, showTags } from "../operations/nearby.ts";
import { EPOCH_MS, epochOf, FRIENDS_MAX, HALF, PLACES_MAX } from "../values/friend.ts";
import { nearbyShape } from "./friends.ts";
import { mustBeByHerself, sessionOf } from "./sessions.ts";

const TTL_MIN = 900;
const TTL_MAX = 604_800;
const DAY_SECONDS = 86_400;
/** A tag of this quarter of an hour and one of the next: friends who look a little apart find each other. */
const SHOWN_MAX = 2;

const friend = z.string().regex(HALF, "my half of a friendship").describe("my half of a friendship");
const tag = z
  .string()
  .regex(/^[0-9a-f]{32}$/, "16 bytes in hex")
  .describe("HMAC-SHA256 of place and quarter of an hour under the pair's key, 16 bytes in hex");
const tagged = (most: number) =>
  z.array(z.strictObject({ friend, tags: z.array(tag).min(1).max(most) })).max(FRIENDS_MAX);
const FRIEND = "frd_0a1b2c3d4e5f60718293a4b5c6d7e8f9-1";
const TAG = "6224313d9447929f04fe52dfcde05cfc";

export const setNearby = contract({
  id: "setNearby",
  method: "put",
  path: "/v1/me/nearby",
  audience: { kind: "member" },
  title: "Let friends see that I am near",
  about:
    "e2e: the friends of mine to whom I am not hidden may compare, with this browser's public key, until the time is over. One browser at a time: the last one. off: what was shown is deleted at once. Nobody under 18, as far as a birthday is known, is shown.",
  body: z.discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("off") }),
    z.strictObject({
      mode: z.literal("e2e"),
      publicKey: z
        .string()
        .regex(/^B[A-P][A-Za-z0-9_-]{85}$/, "65 bytes of an uncompressed point, in base64url")
        .describe("of this browser: ECDH P-256, raw, base64url"),
      ttlSeconds: z
        .int()
        .min(TTL_MIN)
        .max(TTL_MAX)
        .default(DAY_SECONDS)
        .describe("how long, up to the end of a quarter of an hour; a day without it"),
    }),
  ]),
  status: 200,
  answer: nearbyShape.extend({ operation: z.string() }),
  refusals: ["forbidden", "member_unknown", "member_frozen", "too_young"],
  example: {
    body: { mode: "off" },
    answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v", mode: "off", publicKey: null, until: null },
  },
});

export const showNearbyTags = contract({
  id: "showNearbyTags",
  method: "post",
  path: "/v1/nearby/tags",
  audience: { kind: "member" },
  title: "Show tags to friends",
  about: `For each friend the tags of where I am, for this quarter of an hour and the next: they take the place of those before, and are deleted within 30 minutes. No operation is kept of it. At most ${CALLS_MAX} calls of this and of the query within an hour.`,
  body: z.strictObject({ tags: tagged(SHOWN_MAX) }),
  isKeyless: true,
  status: 200,
  answer: z.strictObject({
    shown: z.int().describe("friends to whom I am shown"),
    until: z.string().describe("when the tags are deleted at the latest"),
  }),
  refusals: ["forbidden", "nearby_off"],
  example: {
    body: { tags: [{ friend: FRIEND, tags: [TAG] }] },
    answer: { shown: 1, until: "2026-11-22T12:30:00.000Z" },
  },
});

export const askNearby = contract({
  id: "askNearby",
  method: "post",
  path: "/v1/nearby/query",
  audience: { kind: "member" },
  title: "Ask which friends are near",
  about: `For each friend the tags that she would show at the places asked about, at most ${PLACES_MAX} in a quarter of an hour, however many calls. Only of friends to whom I show myself just now. Whether, and nothing more: no distance, no direction, no time.`,
  body: z.strictObject({ friends: tagged(PLACES_MAX) }),
  isKeyless: true,
  status: 200,
  answer: z.strictObject({
    data: z.array(
      z.strictObject({
        friend,
        near: z
          .boolean()
          .nullable()
          .describe("null: I show myself to this friend nowhere just now, or asked about other places already"),
      }),
    ),
  }),
  refusals: ["forbidden", "nearby_off"],
  example: {
    body: { friends: [{ friend: FRIEND, tags: [TAG] }] },
    answer: { data: [{ friend: FRIEND, near: true }] },
  },
});

export function mountNearby(app: App): void {
  serveWrite(app, setNearby, changeNearby, {
    request: ({ body, caller }) => ({
      member: memberAsking(caller),
      session: sessionOf(caller),
      on: body.mode === "off" ? null : { publicKey: body.publicKey, ttlSeconds: body.ttlSeconds },
    }),
    view: ({ until, ...rest }) => ({ ...rest, until: until === null ? null : instantView(until) }),
  });
  serveRead(app, showNearbyTags, async (asked) => {
    const { ledger, body } = asked;
    const member = memberAsking(asked.caller);
    const { facts } = await read(asked, { member });
    const { now } = facts;
    const until = (epochOf(now) + SHOWN_MAX) * EPOCH_MS;
    mayCompare(facts, asked.caller);
    const { calls, shown } = await showTags(ledger, { member, tagged: body.tags, now, until });
    withinHour(calls);
    return { shown, until: instantView(until) };
  });
  serveRead(app, askNearby, async (asked) => {
    const { ledger, body } = asked;
    const member = memberAsking(asked.caller);
    const { facts } = await read(asked, { member });
    mayCompare(facts, asked.caller);
    const { calls, near } = await askTags(ledger, { member, tagged: body.friends, now: facts.now });
    withinHour(calls);
    return { data: body.friends.map((each) => ({ friend: each.friend, near: near.get(each.friend) ?? null })) };
  });
}

/** Problems: forbidden (a shop's word let her in: no shop shows her, asks for her, or uses up her places), nearby_off, for who is frozen too. */
function mayCompare(facts: Facts, caller: Caller): void {
  mustBeByHerself(facts, caller);
  const { publicId, state } = memberIn(facts);
  if (state === "frozen" || nearbyOf(facts.profiles.get(publicId) ?? {}, facts.now).mode === "off")
    throw new Problem("nearby_off");
}

/** Problems: nearby_off (she turned it off meanwhile), too_many_requests. */
function withinHour(calls: number): void {
  if (calls === 0) throw new Problem("nearby_off");
  if (calls > CALLS_MAX) throw new Problem("too_many_requests");
}
