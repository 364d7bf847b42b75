/** The vouchers that a member has, as she and stores see them. */
import * as z from "zod";
import type { Facts } from "../decisions/facts.ts";
import { isOver } from "../decisions/voucher.ts";
import type { Wording } from "../programme/kinds.ts";
import { say } from "../programme/words.ts";
import type { Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { money, pageOf } from "./shapes.ts";
import { expiryView, instantView } from "./views.ts";

const voucher = z.strictObject({
  id: z.string(),
  reward: z.string(),
  name: z.string(),
  state: z.string().describe("issued, used, cancelled or expired"),
  value: money.nullable().describe("null: a percentage, a piece or a thing"),
  expiresOn: z.string().nullable().describe("last good day"),
  expiresAt: z.string().optional().describe("on that day, the end, where it is good for minutes"),
  usedOn: z.string().nullable().describe("the order that it was used on last"),
});
export const vouchersShape = pageOf(voucher);
export const myVouchersShape = pageOf(voucher.extend({ code: z.string().describe("what a store takes") }));

/** A voucher without its code; one past its last good day reads expired, whether the clock has been by or not. */
export function listedVoucherView(
  facts: Facts,
  { publicId, state, facts: about }: Holder<"voucher">,
  { language }: Wording,
): JsonObject {
  const { programme } = facts.current;
  const reward = programme.rewards.find(({ id }) => id === about.reward);
  return {
    id: publicId,
    reward: about.reward,
    name: reward ? say(reward.name, language) : about.reward,
    state: state === "issued" && isOver(about, facts) ? "expired" : state,
    value: about.valueMinor === null ? null : { amountMinor: about.valueMinor, currency: programme.currency },
    expiresOn: expiryView(about.expiresOn),
    ...(about.expiresAt === undefined ? {} : { expiresAt: instantView(about.expiresAt) }),
    usedOn: about.uses.at(-1)?.order ?? null,
  };
}
