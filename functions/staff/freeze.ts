/** POST /v1/staff/members/{id}/freeze and /unfreeze. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { text } from "../edge/shapes.ts";
import { freeze } from "../operations/freeze.ts";

const body = z.strictObject({ reason: text("in your own words, for colleagues", 500) });
const answer = z.strictObject({
  operation: z.string(),
  member: z.string(),
  state: z.enum(["frozen", "joined", "guest"]),
});
const exampleOf = (state: string, reason: string) => ({
  body: { reason },
  answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s", member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t", state },
});

export const freezeMember = contract({
  id: "freezeMember",
  method: "post",
  path: "/v1/staff/members/:member/freeze",
  audience: { kind: "staff", roles: ["owner", "support"] },
  title: "Freeze a member",
  about: "She keeps what she has and can look at it; nothing earns or spends until she is unfrozen. Refunds still run.",
  body,
  status: 200,
  answer,
  refusals: ["member_unknown"],
  example: exampleOf("frozen", "Her card was stolen."),
});

export const unfreezeMember = contract({
  id: "unfreezeMember",
  method: "post",
  path: "/v1/staff/members/:member/unfreeze",
  audience: { kind: "staff", roles: ["owner", "support"] },
  title: "Unfreeze a member",
  about: "She is what she was before: a member, or a guest.",
  body,
  status: 200,
  answer,
  refusals: ["member_unknown"],
  example: exampleOf("joined", "The card was found."),
});

export function mountFreeze(app: App): void {
  for (const [terms, isFrozen] of [
    [freezeMember, true],
    [unfreezeMember, false],
  ] as const) {
    serveWrite(app, terms, freeze, {
      request: ({ params }) => ({ member: params.member ?? "", isFrozen }),
      view: (outcome) => ({ ...outcome }),
    });
  }
}
