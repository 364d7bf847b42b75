/** /v1/me/waiting-list: where I stand in line for what is gone, and what I was offered from it. */
import * as z from "zod";
import { readPlaces } from "../database/line.ts";
import { draftOf } from "../decisions/draft.ts";
import { offeredTo } from "../decisions/line.ts";
import { spentOf } from "../decisions/redeem.ts";
import { contract } from "../edge/contract.ts";
import { spoken, wordingAsked } from "../edge/page-language.ts";
import { memberAsking, read } from "../edge/read.ts";
import {
  redeemExample,
  redemptionAnswer,
  redemptionView,
  returnedAnswer,
  returnedExample,
  returnedView,
} from "../edge/redemption-shapes.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { instantView } from "../edge/views.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { acceptOffer, declineOffer, joinLine, leaveLine } from "../operations/line.ts";
import type { Programme } from "../programme/programme.ts";
import { say } from "../programme/words.ts";

const audience = { kind: "member" } as const;
const PLACE = "stb_01kajw8zt0q9w4m2xv5n6p7r8t";
const placeAnswer = z.strictObject({ operation: z.string(), place: z.string(), reward: z.string() });
const placeExample = { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v", place: PLACE, reward: "evening" };

export const joinWaitingList = contract({
  id: "joinWaitingList",
  method: "post",
  path: "/v1/me/waiting-list",
  audience,
  title: "Join a waiting list",
  about:
    "For a reward whose seats are gone. A place costs nothing and holds nothing. A seat that comes free is offered to whoever is first, as a hold with a time limit; where somebody cannot have it then, because of her points or the rules, it goes to the next and she keeps her place.",
  body: z.strictObject({ reward: z.string().max(100) }),
  status: 201,
  answer: placeAnswer,
  refusals: [
    "reward_unknown",
    "member_frozen",
    "member_not_joined",
    "not_yet",
    "no_longer",
    "not_now",
    "tier_too_low",
    "segment_needed",
    "limit_reached",
    "already_in_line",
    "stock_left",
  ],
  example: { body: { reward: "evening" }, answer: placeExample },
});

export const leaveWaitingList = contract({
  id: "leaveWaitingList",
  method: "post",
  path: "/v1/me/waiting-list/:place/leave",
  audience,
  title: "Leave a waiting list",
  about: "Whoever joins again is last.",
  status: 200,
  answer: placeAnswer.extend({ status: z.enum(["left", "over"]) }),
  refusals: ["not_found"],
  example: { answer: { ...placeExample, status: "left" } },
});

export const showMyWaitingList = contract({
  id: "showMyWaitingList",
  method: "get",
  path: "/v1/me/waiting-list",
  audience,
  title: "Where I stand in line",
  about: "My places in lines, the oldest first, and what I am offered now.",
  query: z.strictObject(spoken),
  status: 200,
  answer: z.strictObject({
    data: z.array(
      z.strictObject({
        place: z.string(),
        reward: z.string(),
        name: z.string(),
        position: z.int().describe("1: what comes free next is offered to me"),
        since: z.string(),
        passed: z
          .strictObject({ at: z.string(), because: z.string().describe("the refusal") })
          .nullable()
          .describe("what came free last and passed me by, because I could not have it; null: nothing did"),
      }),
    ),
    offers: z
      .array(
        z.strictObject({
          redemption: z.string(),
          reward: z.string(),
          name: z.string(),
          spent: z.array(z.strictObject({ unit: z.string(), amount: z.int() })).describe("held for it"),
          endsAt: z.string().describe("before when I have to take it"),
        }),
      )
      .describe("what is held for me: take it or leave it"),
  }),
  refusals: [],
  example: {
    answer: {
      data: [
        {
          place: PLACE,
          reward: "evening",
          name: "Evening at the roastery",
          position: 2,
          since: "2026-11-21T10:00:00.000Z",
          passed: null,
        },
      ],
      offers: [],
    },
  },
});

export const acceptOfferContract = contract({
  id: "acceptOffer",
  method: "post",
  path: "/v1/me/redemptions/:redemption/acceptance",
  audience,
  title: "Take what I was offered",
  about: "From a waiting list: what is held for it is spent, and the seat is mine.",
  status: 200,
  answer: redemptionAnswer,
  refusals: ["redemption_unknown", "hold_lapsed", "redemption_not_held", "member_frozen"],
  example: { answer: redeemExample },
});

export const declineOfferContract = contract({
  id: "declineOffer",
  method: "post",
  path: "/v1/me/redemptions/:redemption/release",
  audience,
  title: "Leave what I was offered",
  about: "From a waiting list: what was held goes back to the lots it came from, and the seat to the next in line.",
  status: 200,
  answer: returnedAnswer,
  refusals: ["redemption_unknown", "hold_lapsed", "redemption_not_held"],
  example: { answer: { ...returnedExample, status: "released" } },
});

export function mountWaitingList(app: App): void {
  serveRead(app, showMyWaitingList, async (asked) => {
    const member = memberAsking(asked.caller);
    const { facts, found } = await read(asked, { member, reading: readPlaces(member) });
    const { language } = wordingAsked(asked, facts, member);
    const named = (reward: string) => ({ reward, name: nameIn(facts.current.programme, reward, language) });
    return {
      data: found.map(({ place: { publicId, facts: about }, position }) => ({
        place: publicId,
        ...named(about.reward),
        position,
        since: instantView(about.at),
        passed: about.passed ? { at: instantView(about.passed.at), because: about.passed.because } : null,
      })),
      offers: offeredTo(draftOf(facts), facts, facts.member?.publicId ?? "").map(({ publicId, facts: about }) => ({
        redemption: publicId,
        ...named(about.reward),
        spent: spentOf(about.taken),
        endsAt: instantView(about.endsAt ?? facts.now),
      })),
    };
  });
  serveWrite(app, joinWaitingList, joinLine, {
    request: ({ body, caller }) => ({ member: memberAsking(caller), reward: body.reward }),
    view: (outcome) => ({ ...outcome }),
  });
  serveWrite(app, leaveWaitingList, leaveLine, {
    request: ({ params, caller }) => ({ member: memberAsking(caller), place: params.place ?? "" }),
    view: (outcome) => ({ ...outcome }),
  });
  serveWrite(app, acceptOfferContract, acceptOffer, {
    request: ({ params, caller }) => ({ member: memberAsking(caller), redemption: params.redemption ?? "" }),
    view: redemptionView,
    unseal: unsealVouchers,
  });
  serveWrite(app, declineOfferContract, declineOffer, {
    request: ({ params, caller }) => ({ member: memberAsking(caller), redemption: params.redemption ?? "" }),
    view: returnedView,
  });
}

function nameIn({ rewards }: Programme, reward: string, language: string): string {
  const known = rewards.find(({ id }) => id === reward);
  return known ? say(known.name, language) : reward;
}
