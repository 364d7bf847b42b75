/** A ledger in memory: what a decision wrote becomes the facts of the next, as the database would have them. */
import type { Decided } from "../../functions/decisions/decision.ts";
import type { Facts } from "../../functions/decisions/facts.ts";
import { type Account, nameOf } from "../../functions/values/account.ts";
import { asKind, type Holder } from "../../functions/values/holder.ts";
import { isRefusal, type Refusal } from "../../functions/values/refusal.ts";
import type { MetricRow, Written } from "../../functions/values/written.ts";

/** What a decision came to, and the facts after it; a refusal leaves them as they were. */
export function after<Outcome>(
  facts: Facts,
  decided: Decided<Outcome>,
): { facts: Facts; outcome: Outcome | null; refusal: Refusal | null } {
  if (isRefusal(decided)) return { facts, outcome: null, refusal: decided };
  return { facts: remembering(facts, decided.written), outcome: decided.outcome, refusal: null };
}

function remembering(facts: Facts, { holders: changes, postings, metrics: counts }: Written): Facts {
  const holders = new Map(facts.holders);
  for (const { publicId, kind, owner, state, dueAt, facts: about, isChanged } of changes) {
    if (!isChanged) continue;
    const version = (holders.get(publicId)?.version ?? -1) + 1;
    holders.set(publicId, { publicId, kind, owner, state, dueAt, facts: about, version } as Holder);
  }
  const accounts = new Map<string, Account>(facts.accounts.map((account) => [nameOf(account), { ...account }]));
  for (const { from, to, amount } of postings) {
    for (const [name, moved] of [
      [from, -amount],
      [to, amount],
    ] as const) {
      const known = accounts.get(nameOf(name)) ?? { ...name, balance: 0 };
      accounts.set(nameOf(name), { ...known, balance: known.balance + moved });
    }
  }
  const metrics = new Map<string, MetricRow>();
  for (const row of [...facts.metrics, ...counts]) {
    const key = `${row.holder}\n${row.metric}\n${row.bucket}`;
    metrics.set(key, { ...row, amount: (metrics.get(key)?.amount ?? 0) + row.amount });
  }
  const member = facts.member && holders.get(facts.member.publicId);
  return {
    ...facts,
    holders,
    accounts: [...accounts.values()].filter(({ balance }) => balance !== 0),
    metrics: [...metrics.values()],
    member: member ? asKind(member, "member") : null,
  };
}
