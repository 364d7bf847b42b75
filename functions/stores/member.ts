/** GET /v1/members/{id} and what hangs on it: what a store's server may know of a member. */
import * as z from "zod";
import { readStatement } from "../database/statement-of.ts";
import { readStock } from "../database/stock.ts";
import { readVouchers } from "../database/vouchers-of.ts";
import type { Facts } from "../decisions/facts.ts";
import { reachOf } from "../decisions/reach.ts";
import { contract } from "../edge/contract.ts";
import {
  benefitsShape,
  benefitsView,
  memberShape,
  memberView,
  rewardsShape,
  rewardsView,
} from "../edge/member-view.ts";
import { spoken, wordingAsked } from "../edge/page-language.ts";
import { profileExample } from "../edge/profile-shapes.ts";
import { memberIn, read } from "../edge/read.ts";
import { type App, type Ctx, serveRead } from "../edge/serve.ts";
import { namedPage, numberedPage } from "../edge/shapes.ts";
import { statementExample, statementPage, statementView } from "../edge/statement-view.ts";
import { listedVoucherView, vouchersShape } from "../edge/voucher-list.ts";
import type { Wording } from "../programme/kinds.ts";

const reading = {
  method: "get",
  audience: { kind: "store", scope: "read" },
  status: 200,
  refusals: ["member_unknown"],
} as const;
const shared = { ...reading, refusals: [...reading.refusals] };

export const showMember = contract({
  ...shared,
  id: "showMember",
  path: "/v1/members/:member",
  title: "A member",
  about: "What she has and where she stands, right at the moment of asking.",
  query: z.strictObject(spoken),
  answer: memberShape,
  example: {
    answer: {
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      state: "joined",
      joinedAt: "2026-11-21T10:00:00.000Z",
      balances: { stamps: { available: 3, pending: 0, held: 0, debt: 0 } },
      tier: null,
      tiers: [],
      stampCards: [{ reward: "sixth-free", unit: "stamps", has: 3, needs: 5, filled: 1, justFilled: 0, waits: null }],
      ...profileExample,
    },
  },
});

export const showStatement = contract({
  ...shared,
  id: "showStatement",
  path: "/v1/members/:member/statement",
  title: "A member's statement",
  about: "Her operations, newest first. Every movement says why, in words and in the numbers that the words come from.",
  query: numberedPage.extend(spoken),
  answer: statementPage,
  example: { answer: statementExample },
});

export const showRewards = contract({
  ...shared,
  id: "showRewards",
  path: "/v1/members/:member/rewards",
  title: "Rewards in a member's reach",
  about: "The catalogue with what she is missing for each reward.",
  query: z.strictObject(spoken),
  answer: rewardsShape,
  example: {
    answer: {
      data: [
        {
          id: "coffee",
          name: "Coffee",
          kind: "product",
          cost: { unit: "points", amount: 100 },
          valueMinor: null,
          has: 80,
          missing: 20,
          left: null,
          allowed: null,
          tiers: null,
          automatic: false,
          segments: null,
          isForHer: true,
          waitsFor: null,
          undoable: true,
          inReach: false,
          reason: { code: "points_short", unit: "points", has: 80, needs: 100 },
        },
      ],
    },
  },
});

export const showBenefits = contract({
  ...shared,
  id: "showBenefits",
  path: "/v1/members/:member/benefits",
  title: "Benefits that hold now",
  about: "Her tier, and what it gives her while it holds.",
  query: z.strictObject(spoken),
  answer: benefitsShape,
  example: {
    answer: {
      tier: { tier: "gold", has: 150_000, next: null },
      tiers: [],
      benefits: [
        {
          id: "level",
          name: "Member price",
          kind: "discount-level",
          percent: 12,
          fromMinor: null,
          says: "12% off",
          tier: "gold",
          membership: null,
          until: null,
        },
      ],
    },
  },
});

export const showVouchers = contract({
  ...shared,
  id: "showVouchers",
  path: "/v1/members/:member/vouchers",
  title: "A member's vouchers",
  about: "Newest first, in every state. Codes are shown to the member only.",
  query: namedPage.extend(spoken),
  answer: vouchersShape,
  example: {
    answer: {
      data: [
        {
          id: "vch_01kajw8zt0q9w4m2xv5n6p7r8t",
          reward: "five-off",
          name: "€5.00 off",
          state: "issued",
          value: { amountMinor: 500, currency: "EUR" },
          expiresOn: "2027-11-21",
          usedOn: null,
        },
      ],
      next_cursor: null,
    },
  },
});

export function mountMember(app: App): void {
  serveRead(app, showMember, async (asked) => {
    const { facts } = await read(asked, { member: asked.params.member ?? "" });
    return memberView(facts, memberIn(facts), wordingAbout(asked, facts));
  });
  serveRead(app, showStatement, async (asked) => {
    const member = asked.params.member ?? "";
    const knownVersions = [...asked.ledger.documents.keys()];
    const { facts, found } = await read(asked, {
      member,
      reading: readStatement(member, { ...asked.query, knownVersions }),
    });
    const { language } = wordingAbout(asked, facts);
    return statementView(found, { ledger: asked.ledger, language });
  });
  serveRead(app, showRewards, async (asked) => {
    const { facts, found } = await read(asked, { member: asked.params.member ?? "", reading: readStock });
    return rewardsView(reachOf(facts, memberIn(facts).publicId, found), wordingAbout(asked, facts));
  });
  serveRead(app, showBenefits, async (asked) => {
    const { facts } = await read(asked, { member: asked.params.member ?? "" });
    return benefitsView(facts, memberIn(facts), wordingAbout(asked, facts));
  });
  serveRead(app, showVouchers, async (asked) => {
    const member = asked.params.member ?? "";
    const { facts, found } = await read(asked, { member, reading: readVouchers(member, asked.query) });
    const wording = wordingAbout(asked, facts);
    return { data: found.found.map((voucher) => listedVoucherView(facts, voucher, wording)), next_cursor: found.next };
  });
}

/** As the member reads it whom it is about. Problems: member_unknown. */
function wordingAbout(asked: { context: Ctx }, facts: Facts): Wording {
  return wordingAsked(asked, facts, memberIn(facts).publicId);
}
