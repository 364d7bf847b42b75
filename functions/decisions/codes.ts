/**
 * Codes that a merchant brought along. Each is a row that is claimed once; how many are left is the reward's stock. The
 * facts have a few free ones from a place that the request's key chooses, so that two at once hardly want the same; if they
 * do, the row answers for one of them, who decides again.
 */
import { rewardHolder } from "../values/account.ts";
import type { FreeCode } from "../values/written.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";

/** A code of a reward that nobody has, in the draft either; null: none was read. */
export function freeCode(draft: Draft, { codes }: Facts, reward: string): FreeCode | null {
  const taken = new Set((draft.records.claimedCodes ?? []).map(({ digest }) => digest));
  return codes.get(rewardHolder(reward))?.find(({ digest }) => !taken.has(digest)) ?? null;
}

/** Makes a free code that of a voucher. Throws a fault when there is none: its piece of the stock must have been taken before. */
export function takeCode(
  draft: Draft,
  facts: Facts,
  { reward, voucher }: { reward: string; voucher: string },
): FreeCode {
  const code = freeCode(draft, facts, reward);
  if (!code) throw new Error(`no free code of ${reward} was read`);
  draft.records.claimedCodes = [...(draft.records.claimedCodes ?? []), { digest: code.digest, voucher }];
  return code;
}
