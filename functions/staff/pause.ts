/** POST /v1/staff/pause: stop earning or redeeming with a sentence, and resume. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { pause } from "../operations/pause.ts";
import { MAY } from "./roles.ts";

export const pauseProgramme = contract({
  id: "pauseProgramme",
  method: "post",
  path: "/v1/staff/pause",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Pause or resume",
  about:
    "While earning or redemption is paused a store is answered 503 with the sentence, nothing is stored, and the same request with the same key is done once it is resumed.",
  body: z.strictObject({
    what: z.enum(["earning", "redemption"]),
    says: z.string().trim().min(1).max(300).nullable().describe("the sentence that members see; null: resume"),
  }),
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    paused: z.strictObject({ earning: z.string().nullable(), redemption: z.string().nullable() }),
  }),
  refusals: ["version_unknown"],
  example: {
    body: { what: "redemption", says: "We are counting the shelves and are back at noon." },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      paused: { earning: null, redemption: "We are counting the shelves and are back at noon." },
    },
  },
});

export function mountPause(app: App): void {
  serveWrite(app, pauseProgramme, pause, { request: ({ body }) => body, view: (outcome) => ({ ...outcome }) });
}
