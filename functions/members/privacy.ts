/** GET /v1/me/export and POST /v1/me/erasure: what is held of me, and an end to it (GDPR, articles 15, 17 and 20). */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { exportAnswer, exportExample, exportQuery, exportView } from "../edge/export-shapes.ts";
import { memberAsking } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { erase } from "../operations/erase.ts";

export const exportMine = contract({
  id: "exportMine",
  method: "get",
  path: "/v1/me/export",
  audience: { kind: "member" },
  title: "Everything that is held of me",
  about: "Who I am comes with the first page; operations, holdings and plays follow in pages, oldest first.",
  query: exportQuery,
  status: 200,
  answer: exportAnswer,
  refusals: [],
  example: { answer: exportExample },
});

export const eraseMine = contract({
  id: "eraseMine",
  method: "post",
  path: "/v1/me/erasure",
  audience: { kind: "member" },
  title: "Erase me",
  about:
    "My identities, my profile and the words of my requests are deleted, and what I have lapses. Amounts stay under an opaque id. It cannot be undone, and my session ends.",
  body: z.strictObject({ confirm: z.literal("erase").describe("so that no slip does it") }),
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    state: z.literal("erased"),
    lapsed: z.record(z.string(), z.int()).describe("by unit; a debt that was forgiven counts against it"),
  }),
  refusals: [],
  example: {
    body: { confirm: "erase" },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      state: "erased",
      lapsed: { points: 80 },
    },
  },
});

export function mountPrivacy(app: App): void {
  serveRead(app, exportMine, (asked) => exportView(asked, memberAsking(asked.caller)));
  serveWrite(app, eraseMine, erase, {
    request: ({ caller }) => ({ member: memberAsking(caller) }),
    view: (outcome) => ({ ...outcome }),
  });
}
