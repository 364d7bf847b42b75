/** GET /v1/staff/members/{id}/export: everything that is held of a person, for her to have (GDPR, articles 15 and 20). */
import * as z from "zod";
import { type ExportCursor, readExport } from "../database/export-of.ts";
import { contract } from "../edge/contract.ts";
import { memberIn, read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import type { JsonObject } from "../values/json.ts";
import { MAY } from "./roles.ts";

const rows = z.array(z.record(z.string(), z.unknown()));

export const exportMember = contract({
  id: "exportMember",
  method: "get",
  path: "/v1/staff/members/:member/export",
  audience: { kind: "staff", roles: MAY.makeGood },
  title: "Export everything held of a person",
  about: "Who she is comes with the first page; operations, holdings and plays follow in pages, oldest first.",
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(500).default(200).describe("rows of a kind in a page, at most 500"),
    cursor: z
      .string()
      .regex(/^\d{1,15}~[\x21-\x7d]{0,200}~[\x21-\x7d]{0,200}$/)
      .nullable()
      .default(null)
      .describe("next_cursor of the page before"),
  }),
  status: 200,
  answer: z.strictObject({
    member: z.string(),
    state: z.string(),
    identities: rows,
    profile: z.record(z.string(), z.unknown()).nullable(),
    accounts: rows,
    metrics: rows,
    holdings: rows,
    plays: rows,
    operations: rows,
    next_cursor: z.string().nullable(),
  }),
  refusals: ["member_unknown"],
  example: {
    answer: {
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      state: "joined",
      identities: [{ kind: "email", value: "ada@example.com" }],
      profile: { name: "Ada" },
      accounts: [{ unit: "points", availableOn: 0, expiresOn: 2932896, balance: 80 }],
      metrics: [],
      holdings: [],
      plays: [],
      operations: [],
      next_cursor: null,
    },
  },
});

export function mountExport(app: App): void {
  serveRead(app, exportMember, async (asked) => {
    const member = asked.params.member ?? "";
    const { limit, cursor } = asked.query;
    const reading = readExport(member, { limit, cursor: cursor === null ? null : cursorOf(cursor) });
    const { facts, found } = await read(asked, { member, reading });
    const { publicId, state } = memberIn(facts);
    const { next, ...page } = found;
    const view = { member: publicId, state, ...page } as unknown as JsonObject;
    return { ...view, next_cursor: next && `${next.seq}~${next.holding}~${next.play}` };
  });
}

function cursorOf(text: string): ExportCursor {
  const [seq = "0", holding = "", play = ""] = text.split("~");
  return { seq: Number(seq), holding, play };
}
