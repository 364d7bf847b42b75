/**
 * The audit: reads the whole ledger back, a page at a time, and compares it with what it must say. It changes nothing and
 * stops nobody; what was written after it began waits for the next.
 */
import type { Client } from "@libsql/client/web";
import {
  readAccountEntered,
  readAccountsForAudit,
  readAuditStart,
  readMembersForAudit,
  readOperationsForAudit,
  readWholeFaults,
} from "../database/audit.ts";
import { auditMember } from "../decisions/audit-members.ts";
import { auditAccount, auditOperation } from "../decisions/audit-operations.ts";
import { documentOf } from "./facts-from.ts";

export interface Audit {
  operations: number;
  postings: number;
  accounts: number;
  members: number;
  /** One sentence each, with the ids; empty: all is as it must be. */
  findings: string[];
}

/** Rows of a page, and members of one: a member brings her orders along. */
const PAGE = 500;
const MEMBERS_PAGE = 100;

/** Audits a ledger. Throws a fault when the database does not answer. */
export async function audit(client: Client, { page = PAGE }: { page?: number } = {}): Promise<Audit> {
  const { newest, documents } = await readAuditStart(client);
  const result: Audit = { operations: 0, postings: 0, accounts: 0, members: 0, findings: [] };
  const entered = await auditOperations(client, result, { newest, page });
  await auditAccounts(client, result, { entered, page });
  const programmes = new Map(
    [...documents].map(([version, text]) => [
      version,
      documentOf({ documents: new Map(), hasFixedDraws: true }, version, text),
    ]),
  );
  for (let after: number | null = 0; after !== null; ) {
    const { members, next } = await readMembersForAudit(client, { after, limit: Math.min(page, MEMBERS_PAGE) });
    result.members += members.length;
    for (const member of members) result.findings.push(...auditMember(member, programmes));
    after = next;
  }
  result.findings.push(...(await readWholeFaults(client)));
  return result;
}

/** Audits every operation up to the newest; returns what their postings sum to, by account. */
async function auditOperations(
  client: Client,
  result: Audit,
  { newest, page }: { newest: number; page: number },
): Promise<Map<number, number>> {
  const entered = new Map<number, number>();
  for (let after = 0; ; ) {
    const operations = await readOperationsForAudit(client, { after, upTo: newest, limit: page });
    for (const operation of operations) {
      result.findings.push(...auditOperation(operation, after));
      result.operations += 1;
      result.postings += operation.moves.length;
      for (const [index, { from, to }] of operation.moves.entries()) {
        const amount = operation.record.postings[index]?.amount ?? 0;
        entered.set(from, (entered.get(from) ?? 0) - amount);
        entered.set(to, (entered.get(to) ?? 0) + amount);
      }
      after = operation.seq;
    }
    if (operations.length < page) break;
  }
  return entered;
}

async function auditAccounts(
  client: Client,
  result: Audit,
  { entered, page }: { entered: Map<number, number>; page: number },
): Promise<void> {
  for (let after = 0; ; ) {
    const accounts = await readAccountsForAudit(client, { after, limit: page });
    for (const account of accounts) {
      after = account.id;
      result.accounts += 1;
      if (auditAccount(account, entered.get(account.id) ?? 0).length === 0) continue;
      // It may have moved since its postings were read: both are read again at one moment.
      const again = await readAccountEntered(client, account.id);
      if (again) result.findings.push(...auditAccount(again.account, again.entered));
    }
    if (accounts.length < page) break;
  }
}

/** An audit in words. */
export function auditSentence({ operations, postings, accounts, members, findings }: Audit): string {
  const count = (amount: number, one: string) =>
    `${new Intl.NumberFormat("en").format(amount)} ${one}${amount === 1 ? "" : "s"}`;
  const read = `${count(operations, "operation")}, ${count(postings, "posting")}, ${count(accounts, "account")} and ${count(members, "member")} were read.`;
  if (findings.length > 0) return [read, `${count(findings.length, "finding")}:`, ...findings].join("\n");
  return [
    read,
    "All balances equal their entries, and every unit sums to zero.",
    "Operations are numbered without gaps, and every record opens that was not erased.",
    "Every order is worth what was posted for it; holds, stock and counts are what the history says.",
  ].join("\n");
}
