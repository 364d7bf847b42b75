/** POST /v1/staff/members/{id}/erasure: the person goes, the ledger stays whole. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { erase } from "../operations/erase.ts";
import { MAY } from "./roles.ts";

export const eraseMember = contract({
  id: "eraseMember",
  method: "post",
  path: "/v1/staff/members/:member/erasure",
  audience: { kind: "staff", roles: MAY.makeGood },
  title: "Erase a person",
  about:
    "Identities, profile and the words of her requests and answers are deleted, what she held lapses, and her old keys answer 410. Amounts stay under an opaque id. It cannot be undone.",
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    state: z.literal("erased"),
    lapsed: z.record(z.string(), z.int()).describe("by unit; a debt that was forgiven counts against it"),
  }),
  refusals: ["member_unknown"],
  example: {
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      state: "erased",
      lapsed: { points: 80 },
    },
  },
});

export function mountErasure(app: App): void {
  serveWrite(app, eraseMember, erase, {
    request: ({ params }) => ({ member: params.member ?? "" }),
    view: (outcome) => ({ ...outcome }),
  });
}
