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
  readUnreadable,
  readVersionsForAudit,
  readWholeFaults,
} from "../database/audit.ts";
import { readLongMemberForAudit, readMembersForAudit } from "../database/audit-members.ts";
import { isTooLong, type Paged, pagesOf } from "../database/audit-pages.ts";
import { readTilesForAudit } from "../database/log.ts";
import { auditTiles, type HeldCheckpoint } from "../decisions/audit-log.ts";
import { auditMember } from "../decisions/audit-members.ts";
import { auditAccount } from "../decisions/audit-operations.ts";
import { auditTiers, type InForce } from "../decisions/audit-tiers.ts";
import { logVkeyOf, originOf } from "../draws/log/key.ts";
import { keyFrom, type NoteKey } from "../draws/log/note.ts";
import type { AuditedMember } from "../values/audited.ts";
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
  const { newest } = await readAuditStart(client);
  const walk = auditWalk(client, { result, page, held, key });
  await walk.to(newest);
  await auditAccounts(client, result, { walk, page });
  await auditTableRows(client, result, { walk, page });
  await auditMembers(client, result, page);
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

async function auditMembers(client: Client, result: Audit, page: number): Promise<void> {
  const versions = await versionsOf(client, result, page);
  const programmes = new Map(versions.map(({ version, programme }) => [version, programme]));
  const paged = pagesOf(Math.min(page, MEMBERS_PAGE));
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    const { members, next } = await readMembers(client, { after: from, paged, page });
    result.members += members.length;
    for (const member of members)
      result.findings.push(
        ...(typeof member === "string"
          ? [`${member} changed each time that she was read: audit her again.`]
          : [...auditMember(member, programmes), ...auditTiers(member, versions)]),
      );
    after = next;
  }
}

/** A page of members; one who does not fit an answer by herself comes alone, and by her name where she does not hold still. */
async function readMembers(
  client: Client,
  { after, paged, page }: { after: number; paged: Paged; page: number },
): Promise<{ members: (AuditedMember | string)[]; next: number | null }> {
  try {
    return (await paged((limit) => readMembersForAudit(client, { after, limit }))).page;
  } catch (fault) {
    if (!isTooLong(fault)) throw fault;
    const { member, next } = await readLongMemberForAudit(client, { after, limit: page });
    return { members: [member ?? `The member with number ${next}`], next };
  }
}

/** The versions whose documents read as programmes; one that does not is a finding. */
async function versionsOf(client: Client, { findings }: Audit, page: number): Promise<InForce[]> {
  const found: InForce[] = [];
  const paged = pagesOf(page);
  for (let after = 0; ; ) {
    const { page: versions, limit } = await paged((limit) => readVersionsForAudit(client, { after, limit }));
    for (const { version, effectiveAt, document } of versions) {
      after = version;
      try {
        const programme = documentOf({ documents: new Map(), hasFixedDraws: true }, version, document);
        found.push({ version, effectiveAt, programme });
      } catch (fault) {
        findings.push(
          `Version ${version} of the programme does not read: ${fault instanceof Error ? fault.message : fault}`,
        );
      }
    }
    if (versions.length < limit) return found;
  }
}

async function auditAccounts(client: Client, result: Audit, { walk, page }: { walk: Walk; page: number }) {
  const paged = pagesOf(page);
  for (let after = 0; ; ) {
    const { page: accounts, limit } = await paged((limit) => readAccountsForAudit(client, { after, limit }));
    for (const account of accounts) {
      after = account.id;
      result.accounts += 1;
      const entered = walk.entered.get(account.id);
      if (entered !== undefined && auditAccount(account, entered).length === 0) continue;
      // It may have moved since its postings were read: both are read again at one moment.
      const again = await readAccountEntered(client, account.id);
      if (again) result.findings.push(...auditAccount(again.account, again.entered));
    }
    if (accounts.length < limit) break;
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
    "Every member is in the tiers that her records say, and the clock will come by when one turns.",
    sealed === 0
      ? "Nothing was sealed in the public log yet."
      : `The first ${count(sealed, "operation")} are as the public log sealed them.`,
  ].join("\n");
}
