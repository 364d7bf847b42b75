/** GET /v1/staff/members/{id}/export: everything that is held of a person, for her to have (GDPR, articles 15 and 20). */
import { contract } from "../edge/contract.ts";
import { exportAnswer, exportExample, exportQuery, exportView } from "../edge/export-shapes.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { MAY } from "./roles.ts";

export const exportMember = contract({
  id: "exportMember",
  method: "get",
  path: "/v1/staff/members/:member/export",
  audience: { kind: "staff", roles: MAY.makeGood },
  title: "Export everything held of a person",
  about: "Who she is comes with the first page; operations, holdings and plays follow in pages, oldest first.",
  query: exportQuery,
  status: 200,
  answer: exportAnswer,
  refusals: ["member_unknown"],
  example: { answer: exportExample },
});

export function mountExport(app: App): void {
  serveRead(app, exportMember, (asked) => exportView(asked, asked.params.member ?? ""));
}
