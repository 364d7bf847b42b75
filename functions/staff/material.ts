/** POST /v1/staff/contests/{contest}/material: the numbers of the public draw that a contest named when it opened. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { typeMaterial } from "../operations/type-material.ts";
import { MAY } from "./roles.ts";

/** Most that a number of a public draw may be. */
const NUMBER_MAX = 1_000_001;

export const typeContestMaterial = contract({
  id: "typeContestMaterial",
  method: "post",
  path: "/v1/staff/contests/:contest/material",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Type the numbers of a public draw",
  about:
    "For a contest that is drawn by public numbers, once it awaits them. They are typed once and decide at the next tick of the clock; who typed them is on record, and everybody can compare them with the draw that was named beforehand.",
  body: z.strictObject({
    numbers: z
      .array(z.array(z.int().min(0).max(NUMBER_MAX)).min(1).max(50))
      .min(1)
      .max(20)
      .describe("of each public draw, in the order of the contest's `entropy.draws`"),
  }),
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    contest: z.string(),
    text: z.string().describe("the numbers as RFC 3797 writes them down: what the winners follow from"),
    bits: z.int().describe("bits of luck that the public draws have"),
    bitsNeeded: z.int().describe("bits that choosing the winners takes"),
    warning: z.string().nullable().describe("null: there is luck enough"),
  }),
  refusals: ["contest_unknown", "duplicate", "not_awaiting", "invalid"],
  example: {
    body: { numbers: [[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]] },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      contest: "con_01kajw8zt0q9w4m2xv5n6p7r8s",
      text: "9319./2.5.8.10.12./9.18.26.34.41.45./",
      bits: 54,
      bitsNeeded: 23,
      warning: null,
    },
  },
});

export function mountMaterial(app: App): void {
  serveWrite(app, typeContestMaterial, typeMaterial, {
    request: ({ params, body }) => ({ contest: params.contest ?? "", numbers: body.numbers }),
    view: ({ operation, contest, text, bits, bitsNeeded }) => ({
      operation,
      contest,
      text,
      bits,
      bitsNeeded,
      warning:
        bits < bitsNeeded
          ? `These draws have ${bits} bits of luck, and choosing the winners takes ${bitsNeeded}: not every outcome can come of them.`
          : null,
    }),
  });
}
