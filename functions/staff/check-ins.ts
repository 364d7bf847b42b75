/** POST /v1/staff/venues/{venue}/check-ins: somebody at the counter says that a member is there. */
import * as z from "zod";
import { CHECKED_IN, checkInShape, checkInView } from "../edge/check-in-view.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { memberIn, read } from "../edge/read.ts";
import { type App, type Asked, serveWrite } from "../edge/serve.ts";
import { memberRef } from "../edge/shapes.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { checkIn } from "../operations/check-in.ts";
import { memberNamed } from "../operations/member-named.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { MAY } from "./roles.ts";

export const confirmCheckIn = contract({
  id: "confirmCheckIn",
  method: "post",
  path: "/v1/staff/venues/:venue/check-ins",
  audience: { kind: "staff", roles: MAY.vouch },
  title: "Check a member in at the counter",
  about:
    "For whoever stands there and cannot show it: no camera, no position, or one that is wrong. It is trusted as highly as anything, and kept with who said it.",
  body: z.strictObject({ member: memberRef }),
  status: 201,
  answer: checkInShape.extend({ member: z.string() }),
  refusals: ["member_unknown", "earning_paused", "venue_unknown", "member_frozen"],
  example: {
    body: { member: { email: "ada@example.com" } },
    answer: {
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      ...CHECKED_IN,
      evidence: "staff",
      trust: "high",
      why: ["Somebody at the counter confirmed that you are here.", "It is your first here today, so it counts."],
    },
  },
});

/** A member who is checked in by staff. Problems: member_unknown. */
export async function confirmed(
  asked: Pick<Asked<unknown, unknown>, "caller" | "ledger">,
  { member, venue }: { member: MemberRef; venue: string },
) {
  const { facts } = await read(asked, memberNamed(member, null));
  if (!facts.member) throw new Problem("member_unknown");
  const { publicId } = memberIn(facts);
  return { member: publicId, venue, fix: null, qr: null, tap: null, isDemo: false, isConfirmed: true };
}

export function mountStaffCheckIns(app: App): void {
  serveWrite(app, confirmCheckIn, checkIn, {
    request: (asked) => confirmed(asked, { member: asked.body.member, venue: asked.params.venue ?? "" }),
    view: (outcome) => ({ member: outcome.member, ...checkInView(outcome) }),
    unseal: unsealVouchers,
  });
}
