/**
 * The audit: reads the whole ledger back, a page at a time, and compares it with what it must say. It changes nothing and
 * stops nobody. Operations are walked as far as each page of rows was read at, so that what is compared was true at one
 * moment; what is written after that waits for the next audit.
 */
import type { Client } from "@libsql/client/web";
import {
  readAccountEntered,
  readAccountsForAudit,
  readAuditStart,
  readMembersForAudit,
  readUnreadable,
  readWholeFaults,
} from "../database/audit.ts";
import { readTilesForAudit } from "../database/log.ts";
import { auditTiles, type HeldCheckpoint } from "../decisions/audit-log.ts";
import { auditMember } from "../decisions/audit-members.ts";
import { auditAccount } from "../decisions/audit-operations.ts";
import { logVkeyOf, originOf } from "../draws/log/key.ts";
import { keyFrom, type NoteKey } from "../draws/log/note.ts";
import type { Programme } from "../programme/programme.ts";
import { numberFormat } from "../values/formats.ts";
import { auditTableRows } from "./audit-rows.ts";
import { auditWalk, type Walk } from "./audit-walk.ts";
import { documentOf } from "./facts-from.ts";

export interface Audit {
  operations: number;
  postings: number;
  accounts: number;
  members: number;
  /** Operations under the log's newest checkpoint; 0: nothing was sealed. */
  sealed: number;
  /** One sentence each, with the ids; empty: all is as it must be. */
  findings: string[];
}

/** How an audit reads, and what it compares with beyond the ledger itself. */
export interface AuditOptions extends Partial<HeldCheckpoint> {
  page?: number;
}

/** Rows of a page, and members of one: a member brings her orders along. */
const PAGE = 500;
const MEMBERS_PAGE = 100;

/** Audits a ledger. Throws a fault when the database does not answer. */
export async function audit(
  client: Client,
  { page = PAGE, held = null, key = null }: AuditOptions = {},
): Promise<Audit> {
  const result: Audit = { operations: 0, postings: 0, accounts: 0, members: 0, sealed: 0, findings: [] };
  result.findings.push(...(await readUnreadable(client)));
  // What does not read as JSON can be compared with nothing: it is mended first.
  if (result.findings.length > 0) return result;
  const { newest, documents } = await readAuditStart(client);
  const walk = auditWalk(client, { result, page, held, key });
  await walk.to(newest);
  await auditAccounts(client, result, { walk, page });
  await auditTableRows(client, result, { walk, page });
  const programmes = programmesOf(documents, result);
  for (let after: number | null = 0; after !== null; ) {
    const { members, next } = await readMembersForAudit(client, { after, limit: Math.min(page, MEMBERS_PAGE) });
    result.members += members.length;
    for (const member of members) result.findings.push(...auditMember(member, programmes));
    after = next;
  }
  result.findings.push(...(await readWholeFaults(client)));
  const { tiles, size } = await readTilesForAudit(client);
  await walk.to(size);
  result.sealed = size;
  result.findings.push(...auditTiles(tiles, { tiles: walk.log.tiles, size }), ...walk.log.end(size));
  return result;
}

/** The key of a ledger's log, or null while it has no operation. */
export async function logKeyIn(client: Client, secret: string): Promise<NoteKey | null> {
  const { first } = await readAuditStart(client);
  return first === null ? null : keyFrom(logVkeyOf(secret, originOf(first)));
}

/** The documents that read as programmes; one that does not is a finding. */
function programmesOf(documents: Map<number, string>, { findings }: Audit): Map<number, Programme> {
  const programmes = new Map<number, Programme>();
  for (const [version, text] of documents) {
    try {
      programmes.set(version, documentOf({ documents: new Map(), hasFixedDraws: true }, version, text));
    } catch (fault) {
      findings.push(
        `Version ${version} of the programme does not read: ${fault instanceof Error ? fault.message : fault}`,
      );
    }
  }
  return programmes;
}

async function auditAccounts(client: Client, result: Audit, { walk, page }: { walk: Walk; page: number }) {
  for (let after = 0; ; ) {
    const accounts = await readAccountsForAudit(client, { after, limit: page });
    for (const account of accounts) {
      after = account.id;
      result.accounts += 1;
      const entered = walk.entered.get(account.id);
      if (entered !== undefined && auditAccount(account, entered).length === 0) continue;
      // It may have moved since its postings were read: both are read again at one moment.
      const again = await readAccountEntered(client, account.id);
      if (again) result.findings.push(...auditAccount(again.account, again.entered));
    }
    if (accounts.length < page) break;
  }
}

/** An audit in words. */
export function auditSentence({ operations, postings, accounts, members, sealed, findings }: Audit): string {
  const number = (amount: number) => numberFormat("en").format(amount);
  const count = (amount: number, one: string) => `${number(amount)} ${one}${amount === 1 ? "" : "s"}`;
  const read = `${count(operations, "operation")}, ${count(postings, "posting")}, ${count(accounts, "account")} and ${count(members, "member")} were read.`;
  if (findings.length > 0) return [read, `${count(findings.length, "finding")}:`, ...findings].join("\n");
  return [
    read,
    "All balances equal their entries, and every unit sums to zero.",
    "Operations are numbered without gaps, and the record of every one opens.",
    "Every holder, count, play and prize item is as the last operation that changed it left it.",
    "Every order is worth what was posted for it; holds, stock and counts are what the history says.",
    sealed === 0
      ? "Nothing was sealed in the public log yet."
      : `The first ${count(sealed, "operation")} are as the public log sealed them.`,
  ].join("\n");
}
