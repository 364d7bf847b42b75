/** Everything that is held of a person, as staff hand it to her and as she takes it herself: the query, the answer and its view. */
import * as z from "zod";
import { type ExportCursor, readExport } from "../database/export-of.ts";
import type { JsonObject } from "../values/json.ts";
import { memberIn, read } from "./read.ts";
import type { Asked } from "./serve.ts";

const rows = z.array(z.record(z.string(), z.unknown()));

export const exportQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(200).describe("rows of a kind in a page, at most 500"),
  cursor: z
    .string()
    .regex(/^\d{1,15}~[\x21-\x7d]{0,200}~[\x21-\x7d]{0,200}$/)
    .nullable()
    .default(null)
    .describe("next_cursor of the page before"),
});

export const exportAnswer = z.strictObject({
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
});

export const exportExample: JsonObject = {
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
};

/** A page of what is held of a member. Problems: those of a read, member_unknown. */
export async function exportView(
  asked: Asked<unknown, z.output<typeof exportQuery>>,
  member: string,
): Promise<JsonObject> {
  const { limit, cursor } = asked.query;
  const reading = readExport(member, { limit, cursor: cursor === null ? null : cursorOf(cursor) });
  const { facts, found } = await read(asked, { member, reading });
  const { publicId, state } = memberIn(facts);
  const { next, ...page } = found;
  const view = { member: publicId, state, ...page } as unknown as JsonObject;
  return { ...view, next_cursor: next && `${next.seq}~${next.holding}~${next.play}` };
}

function cursorOf(text: string): ExportCursor {
  const [seq = "0", holding = "", play = ""] = text.split("~");
  return { seq: Number(seq), holding, play };
}
