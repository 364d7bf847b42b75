/** Vouchers that an operation issued, as contracts show them; their codes stay sealed until the answer leaves. */
import * as z from "zod";
import type { GiftGiven } from "../decisions/gift.ts";
import type { VoucherIssued } from "../decisions/voucher.ts";
import { dateOf } from "../values/day.ts";
import { markedImported } from "../values/imported-code.ts";
import type { JsonObject } from "../values/json.ts";
import { sealedCode, unsealCodes } from "../values/voucher-code.ts";
import { unsealImported } from "./sealed-code.ts";
import type { Unseal } from "./serve.ts";
import { instantView } from "./views.ts";

const fields = {
  id: z.string(),
  code: z.string().describe("what she shows; the ledger holds its digest only"),
  valueMinor: z.int().nullable().describe("null: a percentage, a piece of the goods, or a thing"),
  expiresOn: z.string().describe("last good day"),
  expiresAt: z.string().optional().describe("on that day, the end, where it is good for minutes"),
};

export const voucher = z.strictObject(fields);

export const vouchers = z
  .array(z.strictObject({ ...fields, reward: z.string(), redemption: z.string() }))
  .describe("given by rules for nothing, or by a full card");

/** A voucher with its sealed code. */
export function voucherView({ id, valueMinor, expiresOn, expiresAt, sealed }: VoucherIssued): JsonObject {
  return {
    id,
    code: sealed === null ? sealedCode(id) : markedImported(sealed),
    valueMinor,
    expiresOn: dateOf(expiresOn),
    ...(expiresAt === null ? {} : { expiresAt: instantView(expiresAt) }),
  };
}

/** The vouchers among what rules gave. */
export function vouchersView(gifts: GiftGiven[]): JsonObject[] {
  return gifts.flatMap(({ voucher: issued, reward, redemption }) =>
    issued === null ? [] : [{ ...voucherView(issued), reward, redemption }],
  );
}

/** Puts voucher codes into an answer on its way out. */
export const unsealVouchers: Unseal = (body, { secret }) => unsealImported(unsealCodes(body, secret), secret);
