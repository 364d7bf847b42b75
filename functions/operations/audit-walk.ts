/** The operations as an audit walks them: each checked by itself, and what they say of all rows summed up. */
import type { Client } from "@libsql/client/web";
import { readOperationsForAudit } from "../database/audit.ts";
import { readChangedForAudit } from "../database/audit-changes.ts";
import { isTooLong, pagesOf } from "../database/audit-pages.ts";
import { readEntriesPart } from "../database/contests.ts";
import { readCheckpointsForAudit } from "../database/log.ts";
import { type Account, accountFor, auditRows, emptyAccount } from "../decisions/audit-changes.ts";
import { type HeldCheckpoint, type LogWalk, logWalk } from "../decisions/audit-log.ts";
import { auditOperation } from "../decisions/audit-operations.ts";
import type { AuditedOperation } from "../values/audited.ts";
import { sha256BytesHex } from "../values/hash.ts";

export interface Walk {
  /** Reads on, up to an operation's seq; what was read is not read again. */
  to(seq: number): Promise<void>;
  /** What all postings sum to, by account. */
  entered: Map<number, number>;
  /** What operations say that there must be. */
  account: Account;
  log: LogWalk;
}

/** Begins before the first operation. Findings and figures go to `result`. */
export function auditWalk(
  client: Client,
  {
    result,
    page,
    ...compared
  }: { result: { operations: number; postings: number; findings: string[] }; page: number } & HeldCheckpoint,
): Walk {
  const entered = new Map<number, number>();
  const account = emptyAccount();
  const log = logWalk(compared);
  const paged = pagesOf(page);
  return {
    entered,
    account,
    log,
    async to(seq) {
      while (account.seq < seq) {
        const before = account.seq;
        const { page: operations } = await paged((limit) =>
          readOperationsForAudit(client, { after: before, upTo: seq, limit }),
        );
        const last = operations.at(-1)?.seq ?? seq;
        const checkpoints = await readCheckpointsForAudit(client, { after: before, upTo: last });
        for (const operation of operations) {
          result.findings.push(...auditOperation(operation, account.seq));
          result.operations += 1;
          result.postings += operation.moves.length;
          for (const [index, { from, to }] of operation.moves.entries()) {
            const amount = operation.record.postings[index]?.amount ?? 0;
            entered.set(from, (entered.get(from) ?? 0) - amount);
            entered.set(to, (entered.get(to) ?? 0) + amount);
          }
          const { recordHash, record } = operation;
          result.findings.push(
            ...log.add({ id: record.id, recordHash }, checkpoints.get(operation.seq)),
            ...accountFor(account, operation.seq, operation.changes),
          );
        }
        result.findings.push(...(await auditRowsOf(client, operations, account)));
        account.seq = last;
      }
    },
  };
}

/** The kinds of rows that are compared here. */
const ROWS = [
  "claims",
  "plays",
  "settled",
  "revealed",
  "items",
  "passedItems",
  "codes",
  "claimedCodes",
  "beacons",
  "versions",
  "entries",
];

/** What operations wrote, in halves where it is too long for one answer. */
async function auditRowsOf(client: Client, operations: AuditedOperation[], account: Account): Promise<string[]> {
  try {
    return await auditWrittenRows(client, operations, account);
  } catch (fault) {
    if (!isTooLong(fault) || operations.length < 2) throw fault;
    const half = Math.ceil(operations.length / 2);
    const first = await auditRowsOf(client, operations.slice(0, half), account);
    return [...first, ...(await auditRowsOf(client, operations.slice(half), account))];
  }
}

/** Compares claims and the rows of rarer tables that a page of operations wrote; what is compared never changes afterwards, so any moment will do. */
async function auditWrittenRows(client: Client, operations: AuditedOperation[], { pools }: Account): Promise<string[]> {
  const written = operations.filter(({ changes }) => ROWS.some((name) => name in changes));
  if (written.length === 0) return [];
  const all = <Item>(of: (changes: AuditedOperation["changes"]) => Item[] | undefined) =>
    written.flatMap(({ changes }) => of(changes) ?? []);
  const { claims, plays, items, passedItems, codes, beacons, versions } = await readChangedForAudit(client, {
    claims: all(({ claims }) => claims),
    plays: [
      ...new Set([
        ...all(({ plays }) => plays).map(([id]) => id),
        ...all(({ settled }) => settled).map(([id]) => id),
        ...all(({ revealed }) => revealed),
      ]),
    ],
    pools: all(({ items }) => items).map(([pool]) => pool),
    passedItems: all(({ passedItems }) => passedItems).map(([item]) => item),
    codes: [...all(({ codes }) => codes), ...all(({ claimedCodes }) => claimedCodes)].map(([digest]) => digest),
    beacons: all(({ beacons }) => beacons).map(([chain, round]) => [chain, round]),
    versions: all(({ versions }) => versions).map(([version]) => version),
  });
  const found = written.flatMap(({ seq, changes }) =>
    auditRows(seq, changes, {
      claims,
      plays: new Map(plays.map((play) => [play.id, play])),
      items: new Map(items.map((each) => [each.pool, each])),
      passedItems: new Map(passedItems.map(({ id, contest }) => [id, contest])),
      codes: new Map(codes.map((code) => [code.digest, code])),
      beacons,
      versions: new Map(versions.map((each) => [each.version, each])),
      pools,
    }),
  );
  // One at a time: a part is up to a megabyte.
  for (const { seq, changes } of written)
    for (const [contest, part, hash] of changes.entries ?? [])
      if (sha256BytesHex(await readEntriesPart(client, contest, part)) !== hash)
        found.push(`part ${part} of the entries file of ${contest} is not as operation ${seq} left it.`);
  return found;
}
