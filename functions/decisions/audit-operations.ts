/** The audit of operations: numbered without gaps, whole, in one unit each, and with a record that opens. */

import { budgetOf, nameOf, termsOf } from "../values/account.ts";
import type { AuditedAccount, AuditedOperation } from "../values/audited.ts";
import { papersHashOf, recordHashOf } from "../values/record.ts";

/** What is wrong with an operation that follows `before` (0: none before it), one sentence each. */
export function auditOperation(audited: AuditedOperation, before: number): string[] {
  const { seq, record, recordHash, salt, papers, isErased, moves } = audited;
  const name = `operation ${seq} (${record.id})`;
  const found: string[] = [];
  if (seq !== before + 1) found.push(`${name} follows ${before}: the operations between them are missing.`);
  for (const [index, { line, toUnit }] of moves.entries()) {
    const posting = record.postings[index];
    if (line !== index) found.push(`${name} has a posting ${line} where ${index} was expected: one is missing.`);
    if (posting && posting.unit !== toUnit)
      found.push(`${name}, posting ${line}, turns ${posting.unit} into ${toUnit}.`);
    if (posting && posting.amount <= 0) found.push(`${name}, posting ${line}, moves ${posting.amount}.`);
  }
  for (const [budget, { given, drawn }] of budgetsOf(record.postings))
    if (given !== drawn)
      found.push(`${name} gave ${given} on the budget of campaign:${budget}, and drew ${drawn} from it.`);
  if (!papers && !isErased) found.push(`${name} has no papers, and nobody was erased who could have taken them along.`);
  if (papers && papersHashOf(papers) !== record.papers)
    found.push(`${name} has other papers than those that were recorded.`);
  if (recordHashOf(salt, record) !== recordHash)
    found.push(`${name} is not what was recorded: its rows do not open its record hash.`);
  return found;
}

/** By campaign with a budget: what an operation gave on it and took back, and what it drew and returned. */
function budgetsOf(postings: AuditedOperation["record"]["postings"]): Map<string, { given: number; drawn: number }> {
  const budgets = new Map<string, { given: number; drawn: number }>();
  for (const { amount, reason, why, to } of postings) {
    // What the document brings in says no rule.
    if (typeof why.budget !== "string" || typeof why.rule !== "string") continue;
    const known = budgets.get(why.budget) ?? { given: 0, drawn: 0 };
    if (reason === "earn" || reason === "forgive") known.given += amount;
    if (reason === "refund") known.given -= amount;
    if (reason === "budget") known.drawn += to === nameOf(budgetOf(why.budget)) ? -amount : amount;
    budgets.set(why.budget, known);
  }
  return budgets;
}

/** What is wrong with an account, whose postings sum to `entered`; null: it has none, and an account opens with its first. */
export function auditAccount(account: AuditedAccount, entered: number | null): string[] {
  const { balance, floor, ceiling } = account;
  const name = `account ${account.id} (${nameOf(account)})`;
  if (entered === null) return [`${name} is there, and no posting ever named it.`];
  const found: string[] = [];
  if (balance !== entered) found.push(`${name} has a balance of ${balance}, and its postings sum to ${entered}.`);
  const terms = termsOf(account);
  if (floor !== terms.floor || ceiling !== terms.ceiling)
    found.push(`${name} is bounded by ${floor} and ${ceiling} where ${terms.floor} and ${terms.ceiling} hold.`);
  if ((terms.floor !== null && balance < terms.floor) || (terms.ceiling !== null && balance > terms.ceiling))
    found.push(`${name} has ${balance}, beyond its bounds.`);
  return found;
}
