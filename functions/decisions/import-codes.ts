/**
 * Bringing codes along for the vouchers of a reward, a page at a time: those that are new become its stock, those that are
 * there already are told by their line. The edge has read and encrypted them; no operation holds one in the clear.
 */
import { rewardHolder, stockOf, stockSource } from "../values/account.ts";
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface CodeImport {
  reward: string;
  /** In the order of their lines. */
  codes: { line: number; digest: string; sealed: string }[];
}

export interface CodesImported {
  operation: string;
  reward: string;
  added: number;
  /** Lines whose code is there already, in this page or in the ledger, for whichever reward. */
  duplicates: { line: number }[];
  /** Codes that were ever brought along for it, and those that nobody has. */
  issued: number;
  left: number;
}

/** `known` are the digests among them that the ledger has. Refusals: reward_unknown, also for one whose codes are made (nothing stored). */
export function decideImportCodes(
  facts: Facts,
  { reward, codes, known }: CodeImport & { known: Set<string> },
  given: Given,
): Decided<CodesImported> {
  const found = facts.holders.get(rewardHolder(reward));
  if (!found || asKind(found, "reward").facts.codes === undefined) return cannotDecide("reward_unknown");
  const holder = asKind(found, "reward");
  const seen = new Set(known);
  const duplicates: CodesImported["duplicates"] = [];
  const added: CodeImport["codes"] = [];
  for (const code of codes) {
    if (seen.has(code.digest)) duplicates.push({ line: code.line });
    else added.push(code);
    seen.add(code.digest);
  }
  const draft = draftOf(facts);
  const issued = holder.facts.issued + added.length;
  draft.change(holder, { facts: { ...holder.facts, issued } });
  draft.post({
    from: stockSource(reward),
    to: stockOf(reward),
    amount: added.length,
    reason: "stock",
    why: { reward, stock: issued },
  });
  if (added.length > 0)
    draft.records.codes = added.map(({ digest, sealed }) => ({ digest, reward: holder.publicId, sealed }));
  const left = draft.balanceOf(stockOf(reward));
  return {
    written: draft.written(null),
    outcome: { operation: given.operation, reward, added: added.length, duplicates, issued, left },
  };
}
