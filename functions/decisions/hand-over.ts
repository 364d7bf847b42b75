/** Handing a reward over: what it gives besides the thing itself is posted and recorded. */
import type { Grant } from "../values/grant.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { issueVoucher, type VoucherIssued } from "./voucher.ts";

/** Gives what a redemption gives when it is captured; returns the voucher that was issued, null: none. */
export function handOver(
  draft: Draft,
  facts: Facts,
  given: Pick<Given, "secret">,
  { gives, ...of }: { member: string; redemption: string; reward: string; gives: Grant[] },
): VoucherIssued | null {
  let voucher: VoucherIssued | null = null;
  for (const grant of gives) {
    switch (grant.kind) {
      case "voucher": {
        const { valueMinor, validDays, only } = grant;
        voucher = issueVoucher(draft, facts, given, { ...of, valueMinor, validDays, only });
        break;
      }
      default:
        throw new Error(`a reward cannot give ${grant.kind}`);
    }
  }
  return voucher;
}
