/**
 * One read: who asks, what she may see and what she asked for, in one round trip. The credential's row loads with
 * everything else, and nothing is shown unless it allows it.
 */
import { readFacts } from "../database/facts.ts";
import { nothingMore, type Reading } from "../database/reading.ts";
import type { Facts } from "../decisions/facts.ts";
import { SCHEMA_VERSION } from "../operations/attempt.ts";
import { authorise, type Caller, credentialsOf, shownBy } from "../operations/caller.ts";
import { factsOf } from "../operations/facts-from.ts";
import { judgeShown } from "../operations/shown-code.ts";
import type { Ledger } from "../operations/verb.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { Identity } from "../values/member-ref.ts";
import { Problem } from "./problem.ts";

export interface Wanted<Result> {
  /** Holders by public id; what hangs on a member of them comes with them. */
  holders?: string[];
  /** The member that is read, by id or by an identity. */
  member?: string;
  identity?: Identity | null;
  reading?: Reading<Result>;
}

/** Reads facts and what was asked beyond them. Problems, in order: outcome_unknown, migrating, unauthenticated, forbidden. */
export async function read<Result = null>(
  { caller, ledger }: { caller: Caller; ledger: Ledger },
  { holders = [], member, identity = null, reading }: Wanted<Result>,
): Promise<{ facts: Facts; found: Result }> {
  const { steps, of } = reading ?? (nothingMore as Reading<unknown> as Reading<Result>);
  const rows = await readFacts(ledger.client, {
    subjects: {
      holders: ["programme", ...credentialsOf(caller), ...(member === undefined ? [] : [member]), ...holders],
      identity,
      claims: [],
      occurredAt: null,
    },
    actor: "",
    keys: [],
    knownVersions: [...ledger.documents.keys()],
    now: ledger.now,
    isRetry: false,
    more: steps,
  }).catch((fault: Error) => {
    if (/no such (table|column)/.test(fault.message)) throw new Problem("migrating");
    if (/^(Libsql|Timeout|Abort|Type)/.test(fault.name)) throw new Problem("outcome_unknown");
    throw fault;
  });
  if (rows.schemaVersion !== SCHEMA_VERSION) throw new Problem("migrating");
  const denied = authorise(rows.holders, caller);
  if (denied) throw new Problem(denied.refused, denied.numbers);
  const shown = shownBy(caller);
  const stale = shown === null ? null : judgeShown(rows, shown);
  if (stale) throw new Problem(stale.refused);
  const subject = member ?? (identity === null ? null : (rows.identified[0] ?? ""));
  return { facts: factsOf(rows, ledger, subject), found: of(rows.more) };
}

/** The member that was read. Problems: member_unknown, for an erased one too. */
export function memberIn(facts: Facts): Holder<"member"> {
  if (!facts.member || facts.member.state === "erased") throw new Problem("member_unknown");
  return asKind(facts.member, "member");
}

/** The member whose session asks. */
export function memberAsking(caller: Caller): string {
  if (caller.kind !== "member") throw new Error(`a ${caller.kind} has no account of its own`);
  return caller.member;
}
