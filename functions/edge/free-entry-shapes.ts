/** Free entries as the routes have them that take one. */
import * as z from "zod";
import { region } from "../programme/draws/region.ts";
import type { ProblemCode } from "./problems.ts";

/** What somebody may say of herself: it is judged and not kept. */
export const saidFields = {
  region: region.nullable().default(null).describe("where she lives; null: she says it when she wins"),
  birthDate: z.iso.date().nullable().default(null).describe("null: she says it when she wins"),
};

export const entryAnswer = z.strictObject({
  operation: z.string(),
  contest: z.string(),
  tag: z.string().describe("finds her in the public entries, and nobody else can compute it"),
  tickets: z.int(),
});

export const entryExample = {
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8w",
  contest: "con_01kajw8zt0q9w4m2xv5n6p7r8s",
  tag: "5f3759df5f3759df5f3759df5f3759df",
  tickets: 1,
};

export const entryRefusals: ProblemCode[] = [
  "contest_unknown",
  "email_not_verified",
  "contest_closed",
  "no_free_entry",
  "member_frozen",
  "not_eligible",
  "already_entered",
];
