/** GET /v1/me and what hangs on it: a member's own account, as she sees it. */
import * as z from "zod";
import { readStatement } from "../database/statement-of.ts";
import { readStock } from "../database/stock.ts";
import { readVouchers } from "../database/vouchers-of.ts";
import { reachOf } from "../decisions/reach.ts";
import { contract } from "../edge/contract.ts";
import { meShape, meView, rewardsShape, rewardsView } from "../edge/member-view.ts";
import { spoken, wordingAsked } from "../edge/page-language.ts";
import type { ProblemCode } from "../edge/problems.ts";
import { profileExample } from "../edge/profile-shapes.ts";
import { memberAsking, memberIn, read } from "../edge/read.ts";
import { openImported } from "../edge/sealed-code.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { namedPage, numberedPage } from "../edge/shapes.ts";
import { statementExample, statementPage, statementView } from "../edge/statement-view.ts";
import { listedVoucherView, myVouchersShape } from "../edge/voucher-list.ts";
import { codeOf } from "../values/voucher-code.ts";

const shared = { method: "get", audience: { kind: "member" }, status: 200, refusals: [] as ProblemCode[] } as const;

export const showMe = contract({
  ...shared,
  id: "showMe",
  path: "/v1/me",
  title: "What I have",
  about: "Balances, what they are worth, where I stand and what is next.",
  query: z.strictObject(spoken),
  answer: meShape,
  example: {
    answer: {
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      state: "joined",
      joinedAt: "2026-11-21T10:00:00.000Z",
      balances: { points: { available: 80, pending: 0, held: 0, debt: 0 } },
      tier: null,
      tiers: [],
      benefits: [],
      stampCards: [],
      ...profileExample,
      birthDate: "1990-05-17",
      region: null,
      name: "Ada",
      language: "en",
      units: { points: { one: "point", other: "points" } },
      worth: { points: { amountMinor: 80, currency: "EUR" } },
      tierNames: {},
      nextReward: {
        id: "coffee",
        name: "Coffee",
        unit: "points",
        costs: 100,
        has: 80,
        missing: 20,
        way: { by: "spending", minor: 1000 },
      },
      expiring: [{ unit: "points", amount: 80, on: "2027-11-21" }],
    },
  },
});

export const showMyStatement = contract({
  ...shared,
  id: "showMyStatement",
  path: "/v1/me/statement",
  title: "My statement",
  about: "Everything that moved my units, newest first, each with its why.",
  query: numberedPage.extend(spoken),
  answer: statementPage,
  example: { answer: statementExample },
});

export const showMyRewards = contract({
  ...shared,
  id: "showMyRewards",
  path: "/v1/me/rewards",
  title: "Rewards",
  about: "The catalogue with what I am missing for each reward.",
  query: z.strictObject(spoken),
  answer: rewardsShape,
  example: { answer: { data: [] } },
});

export const showMyVouchers = contract({
  ...shared,
  id: "showMyVouchers",
  path: "/v1/me/vouchers",
  title: "My vouchers",
  about: "Newest first, in every state, each with the code that a store takes.",
  query: namedPage.extend(spoken),
  answer: myVouchersShape,
  example: { answer: { data: [], next_cursor: null } },
});

export function mountMe(app: App): void {
  serveRead(app, showMe, async (asked) => {
    const member = memberAsking(asked.caller);
    const { facts, found } = await read(asked, { member, reading: readStock });
    const wording = wordingAsked(asked, facts, member);
    return meView(facts, memberIn(facts), { reaches: reachOf(facts, memberIn(facts).publicId, found), wording });
  });
  serveRead(app, showMyStatement, async (asked) => {
    const member = memberAsking(asked.caller);
    const knownVersions = [...asked.ledger.documents.keys()];
    const { facts, found } = await read(asked, {
      member,
      reading: readStatement(member, { ...asked.query, knownVersions }),
    });
    const { language } = wordingAsked(asked, facts, member);
    return statementView(found, { ledger: asked.ledger, language });
  });
  serveRead(app, showMyRewards, async (asked) => {
    const member = memberAsking(asked.caller);
    const { facts, found } = await read(asked, { member, reading: readStock });
    return rewardsView(reachOf(facts, memberIn(facts).publicId, found), wordingAsked(asked, facts, member));
  });
  serveRead(app, showMyVouchers, async (asked) => {
    const member = memberAsking(asked.caller);
    const { facts, found } = await read(asked, { member, reading: readVouchers(member, asked.query) });
    const { secret } = asked.ledger;
    const wording = wordingAsked(asked, facts, member);
    const data = await Promise.all(
      found.found.map(async (voucher) => {
        const { sealed } = voucher.facts;
        const code = sealed === undefined ? codeOf(secret, voucher.publicId) : await openImported(secret, sealed);
        return { ...listedVoucherView(facts, voucher, wording), code };
      }),
    );
    return { data, next_cursor: found.next };
  });
}
