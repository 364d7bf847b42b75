/** The audit of operations: numbered without gaps, whole, in one unit each, and with a record that opens. */

import { nameOf, termsOf } from "../values/account.ts";
import type { AuditedAccount, AuditedOperation } from "../values/audited.ts";
import { sha256Hex } from "../values/hash.ts";
import { recordHashOf } from "../values/record.ts";

/** What is wrong with an operation that follows `before` (0: none before it), one sentence each. */
export function auditOperation(audited: AuditedOperation, before: number): string[] {
  const { seq, record, recordHash, papers, isErased, moves } = audited;
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
  if (!papers && !isErased) found.push(`${name} has no papers, and nobody was erased who could have taken them along.`);
  if (papers) {
    const opened = recordHashOf(papers.salt, { ...record, answer: sha256Hex(papers.answer) });
    if (opened !== recordHash)
      found.push(`${name} is not what was recorded: its rows and papers do not open its record hash.`);
  }
  return found;
}

/** What is wrong with an account, whose postings sum to `entered`. */
export function auditAccount(account: AuditedAccount, entered: number): string[] {
  const { balance, floor, ceiling } = account;
  const name = `account ${account.id} (${nameOf(account)})`;
  const found: string[] = [];
  if (balance !== entered) found.push(`${name} has a balance of ${balance}, and its postings sum to ${entered}.`);
  const terms = termsOf(account);
  if (floor !== terms.floor || ceiling !== terms.ceiling)
    found.push(`${name} is bounded by ${floor} and ${ceiling} where ${terms.floor} and ${terms.ceiling} hold.`);
  if ((terms.floor !== null && balance < terms.floor) || (terms.ceiling !== null && balance > terms.ceiling))
    found.push(`${name} has ${balance}, beyond its bounds.`);
  return found;
}
