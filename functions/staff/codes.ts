/** /v1/staff/rewards/{reward}/codes: codes of vouchers that a merchant brings along, and how many are left. */
import * as z from "zod";
import { readCodePools } from "../database/codes.ts";
import { contract } from "../edge/contract.ts";
import { read } from "../edge/read.ts";
import { sealImported } from "../edge/sealed-code.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { importCodes } from "../operations/import-codes.ts";
import { signing } from "../values/gift-card.ts";
import { importedDigest, readImported } from "../values/imported-code.ts";
import { MAY } from "./roles.ts";

/** Codes of one call: what a Worker encrypts and writes at once. */
export const CODES_MAX = 1000;

const issued = z.int().describe("codes that were ever brought along for it");
const left = z.int().describe("codes that can be had");

export const importCodesContract = contract({
  id: "importVoucherCodes",
  method: "post",
  path: "/v1/staff/rewards/:reward/codes",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Bring codes along",
  about:
    "For a voucher reward with `codes: imported`: each code becomes one voucher, and they are its stock. At most 1,000 at once, so send a long list in pages; also as text/csv (the first column; a heading `code` is passed over) or application/x-ndjson (a text or an object with `code`, each on its line). Codes are visible ASCII, 3 to 100 characters, found in any case. One that is there already, in the page or for whichever reward, is told by its line and left out, so that a page can be sent again. They are kept encrypted and are in no answer but that of whoever gets one.",
  body: z.strictObject({
    codes: z
      .array(
        z
          .string()
          .max(200)
          .refine((code) => code.trim() === "" || readImported(code) !== null, {
            message: "is 3 to 100 visible ASCII characters",
          }),
      )
      .min(1)
      .max(CODES_MAX)
      .describe("one a line; empty ones are passed over"),
  }),
  takesLines: true,
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    reward: z.string(),
    added: z.int(),
    duplicates: z.array(z.strictObject({ line: z.int().describe("counted from 1") })).describe("there already"),
    issued,
    left,
  }),
  refusals: ["reward_unknown"],
  example: {
    body: { codes: ["SPRING-7K2M", "SPRING-XQ4D", "SPRING-7K2M"] },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      reward: "cinema",
      added: 2,
      duplicates: [{ line: 3 }],
      issued: 2,
      left: 2,
    },
  },
});

export const listCodePools = contract({
  id: "listVoucherCodes",
  method: "get",
  path: "/v1/staff/codes",
  audience: { kind: "staff", roles: MAY.look },
  title: "How many codes are left",
  about: "Of every reward whose codes are brought along. The codes themselves are shown to nobody but their members.",
  status: 200,
  answer: z.strictObject({ data: z.array(z.strictObject({ reward: z.string(), issued, left })) }),
  refusals: [],
  example: { answer: { data: [{ reward: "cinema", issued: 500, left: 120 }] } },
});

export function mountCodes(app: App): void {
  serveWrite(app, importCodesContract, importCodes, {
    request: async ({ body, params, ledger: { secret } }) => ({
      reward: params.reward ?? "",
      codes: await Promise.all(
        body.codes
          .map((typed, index) => ({ line: index + 1, code: typed.trim() }))
          .filter(({ code }) => code !== "")
          .map(async ({ line, code }) => ({
            line,
            digest: importedDigest(signing(secret), code),
            sealed: await sealImported(secret, code),
          })),
      ),
    }),
    view: (outcome) => ({ ...outcome, duplicates: outcome.duplicates.map((each) => ({ ...each })) }),
  });
  serveRead(app, listCodePools, async (asked) => {
    const { found } = await read(asked, { reading: readCodePools });
    return { data: found.map((pool) => ({ ...pool })) };
  });
}
