/** GET /v1/staff/appeals, POST /v1/staff/appeal-verdicts: check-ins that members ask us to look at, with what spoke against them. */
import * as z from "zod";
import { type CheckInRow, readAppeals, readCheckIn } from "../database/check-ins.ts";
import type { Reviewed } from "../decisions/appeal.ts";
import type { Doubt } from "../decisions/trust.ts";
import { contract } from "../edge/contract.ts";
import { GAVE_NOTHING, gave, gaveView } from "../edge/gave.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, type Asked, serveRead, serveWrite } from "../edge/serve.ts";
import { balances, numberedPage, pageOf, stampCards } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { reviewAppeal } from "../operations/appeal.ts";
import type { JsonObject } from "../values/json.ts";
import { MAY } from "./roles.ts";

const checkInText = z
  .string()
  .regex(/^chk_[0-9a-z]{26}$/)
  .describe("a check-in's id");

export const listAppeals = contract({
  id: "listAppeals",
  method: "get",
  path: "/v1/staff/appeals",
  audience: { kind: "staff", roles: MAY.moderate },
  title: "Check-ins to look at",
  about: "That gave nothing and that their members ask to be looked at, oldest first, with what spoke against each.",
  query: numberedPage,
  status: 200,
  answer: pageOf(
    z.strictObject({
      checkIn: checkInText,
      member: z.string(),
      venue: z.strictObject({ id: z.string(), name: z.string() }),
      at: z.string(),
      evidence: z.string(),
      score: z.int().min(0).max(100),
      doubt: z.string().nullable().describe("what spoke against it most; members are not told"),
      reason: z.string().describe("the doubt in a sentence"),
      says: z.string().nullable().describe("in her own words"),
    }),
  ),
  refusals: [],
  example: {
    answer: {
      data: [
        {
          checkIn: "chk_01kajw8zt0q9w4m2xv5n6p7r8x",
          member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
          venue: { id: "ven_01kajw8zt0q9w4m2xv5n6p7r8w", name: "Canal Books, Oudegracht" },
          at: "2026-11-21T10:00:00.000Z",
          evidence: "gps",
          score: 25,
          doubt: "copied",
          reason: "The same coordinates, to the last digit, were sent within a day before.",
          says: "I sat at the window.",
        },
      ],
      next_cursor: null,
    },
  },
});

export const decideAppealContract = contract({
  id: "decideAppeal",
  method: "post",
  path: "/v1/staff/appeal-verdicts",
  audience: { kind: "staff", roles: MAY.moderate },
  title: "Accept or reject an appeal",
  about:
    "Accepted, the check-in gives what it would have given then if nothing had spoken against it, under the version that was in force. Rejected, she reads `says`. It is decided once.",
  body: z
    .strictObject({
      checkIn: checkInText,
      verdict: z.enum(["accept", "reject"]),
      says: z.string().trim().min(1).max(300).optional().describe("to reject: what she reads"),
    })
    .refine(({ verdict, says }) => verdict === "accept" || says !== undefined, {
      path: ["says"],
      message: "say why, for her to read",
    }),
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    checkIn: checkInText,
    state: z.enum(["rewarded", "counted", "declined"]),
    ...gave,
    balances,
    stampCards,
  }),
  refusals: ["earning_paused", "not_found", "duplicate", "not_waiting", "member_frozen"],
  example: {
    body: { checkIn: "chk_01kajw8zt0q9w4m2xv5n6p7r8x", verdict: "reject", says: "We are closed on Sundays." },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      checkIn: "chk_01kajw8zt0q9w4m2xv5n6p7r8x",
      state: "declined",
      ...GAVE_NOTHING,
      balances: { points: { available: 180, pending: 0, held: 0, debt: 0 } },
      stampCards: [],
    },
  },
});

export function mountStaffAppeals(app: App): void {
  serveRead(app, listAppeals, async (asked) => {
    const { found } = await read(asked, { reading: readAppeals(asked.query) });
    return {
      data: found.found.map(appealView),
      next_cursor: found.next === null ? null : String(found.next),
    };
  });
  serveWrite(app, decideAppealContract, reviewAppeal, {
    request: async (asked) => ({
      ...(await checkInOf(asked, asked.body.checkIn)),
      verdict: asked.body.verdict,
      says: asked.body.says ?? null,
    }),
    view: reviewedView,
    unseal: unsealVouchers,
  });
}

/** A check-in that was read before it is decided, since its venue and its instant say what is read with it. Problems: not_found. */
export async function checkInOf(asked: Pick<Asked<unknown, unknown>, "caller" | "ledger">, checkIn: string) {
  const { found } = await read(asked, { reading: readCheckIn(checkIn) });
  if (!found) throw new Problem("not_found");
  const { member, facts, venue } = found;
  return { checkIn, member, venue, at: facts.at };
}

/** What a check-in was shown by, and its score. Throws a fault where that is forgotten: who appeals is answered from it. */
export function shownBy({ checkIn, facts: { evidence, score } }: CheckInRow): { evidence: string; score: number } {
  if (evidence === undefined || score === undefined) throw new Error(`what showed ${checkIn} is forgotten`);
  return { evidence, score };
}

/** What spoke against a check-in, as staff read it. */
export function reasonOf({ facts }: CheckInRow): string {
  const { doubt } = facts;
  return doubt !== undefined && Object.hasOwn(REASONS, doubt)
    ? REASONS[doubt as Doubt]
    : "Nothing showed that she was there.";
}

const REASONS: Record<Doubt, string> = {
  no_fix: "No position was sent, and no code.",
  stale: "The position was too old when it came, or its clock was wrong.",
  coarse: "The position was too coarse to tell one place from the next.",
  elsewhere: "The position was further away than the venue's radius.",
  too_fast: "Nobody travels that fast from where she was rewarded before.",
  contradicted: "The code or the tap is this venue's, and the position was far from it.",
  abroad: "The network was in another country.",
  hidden: "The network hides where it is.",
  shared_device: "Several members checked in from the same browser within minutes.",
  harvested: "Taps of this tag seem to have been gathered and sent later.",
  copied: "The same coordinates, to the last digit, were sent within a day before.",
};

function appealView(row: CheckInRow): JsonObject {
  const { checkIn, member, facts, venue, venueName, said } = row;
  return {
    checkIn,
    member,
    venue: { id: venue, name: venueName },
    at: instantView(facts.at),
    ...shownBy(row),
    doubt: facts.doubt ?? null,
    reason: reasonOf(row),
    says: said,
  };
}

function reviewedView(reviewed: Reviewed): JsonObject {
  return gaveView({ ...reviewed, stampCards: reviewed.stampCards.map((card) => ({ ...card })) } as Reviewed);
}
