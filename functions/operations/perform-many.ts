/**
 * A job over many holders: one read batch for a page of calls, one operation each, one write batch for all. Exempt from
 * the rule of two round trips: a page is at most 100 calls. What cannot go with the others goes alone, as `perform` does
 * it, so that a clash or a fault of one stops nobody else.
 */
import { commit, stepsOf } from "../database/commit.ts";
import { type FactRows, readFacts } from "../database/facts.ts";
import type { Subjects } from "../database/subjects.ts";
import { asKind, type HolderKind } from "../values/holder.ts";
import { type Asked, askedOf, judge } from "./attempt.ts";
import { perform } from "./perform.ts";
import type { Answering, Call, Ledger, Performed, Verb } from "./verb.ts";

/** Calls in one page. */
export const PAGE_MAX = 100;

/**
 * Performs a verb once for each call, in the order given, each exactly once per key. All calls have one caller and name
 * holders, never identities. A fault of one call is that call's `unknown`.
 */
export async function performMany<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  calls: Call<Request>[],
  answering: Answering<Outcome>,
): Promise<Performed[]> {
  if (calls.length > PAGE_MAX) throw new RangeError(`${calls.length} calls are more than a page of ${PAGE_MAX}`);
  if (verb.reads) throw new Error(`${verb.kind} reads rarer tables: it goes alone`);
  if (calls.length === 0) return [];
  const together = await performTogether(ledger, verb, calls, answering);
  const performed: Performed[] = [];
  for (const [index, call] of calls.entries()) {
    const alone = () => perform(ledger, verb, call, answering).catch(faultOf);
    performed.push(together[index] ?? (await alone()));
  }
  return performed;
}

/** What went in one batch, by position; a hole for each call that has to go alone. */
async function performTogether<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  calls: Call<Request>[],
  answering: Answering<Outcome>,
): Promise<(Performed | undefined)[]> {
  const asked = calls.map((call) => askedOf(ledger, verb, call));
  const rows = await readFacts(ledger.client, {
    subjects: unionOf(asked),
    actor: asked[0]?.actor ?? "",
    keys: calls.map(({ key }) => key),
    knownVersions: [...ledger.documents.keys()],
    now: ledger.now,
    isRetry: false,
  });
  const changed = new Set<string>();
  const steps = [];
  const written: number[] = [];
  const performed: (Performed | undefined)[] = [];
  for (const [index, each] of asked.entries()) {
    let judged: ReturnType<typeof judge>;
    try {
      judged = judge(ledger, verb, each, narrowed(rows, each.subjects.holders), answering);
    } catch {
      // Nothing is lost: it goes alone, and there the same fault is answered.
      continue;
    }
    if (judged.kind === "stands") {
      performed[index] = judged.performed;
      continue;
    }
    // Two operations of a page on one holder would both expect the version that was read: the second goes alone.
    const changes = judged.written.holders.filter(({ isChanged }) => isChanged).map(({ publicId }) => publicId);
    const named = judged.written.holders.map(({ publicId }) => publicId);
    if (named.some((publicId) => changed.has(publicId))) continue;
    for (const publicId of changes) changed.add(publicId);
    steps.push(...stepsOf(judged.written, judged.operation, ledger.now));
    written.push(index);
    performed[index] = judged.performed;
  }
  if (steps.length === 0) return performed;
  const committed = await commit(ledger.client, steps);
  if (!committed.isCommitted) for (const index of written) performed[index] = undefined;
  return performed;
}

function unionOf<Request>(asked: Asked<Request>[]): Subjects {
  for (const { member, subjects } of asked) {
    const { holders: _, claims: __, identity, occurredAt, ...more } = subjects;
    if (member !== null || identity !== null || occurredAt !== null || Object.keys(more).length > 0)
      throw new Error("a call of many names its holders and claims, and nothing else");
  }
  return {
    holders: [...new Set(asked.flatMap(({ subjects }) => subjects.holders))],
    identity: null,
    claims: [...new Set(asked.flatMap(({ subjects }) => subjects.claims))],
    occurredAt: null,
  };
}

/** What every operation reads of whatever is open: draws, stocks and budgets. */
const SHARED: HolderKind[] = ["pool", "contest", "reward", "campaign"];

/** The rows that `perform` would have read for these holders: them, their owners, whom those became and who became them, what they hold, and what is shared. */
function narrowed(rows: FactRows, named: string[]): FactRows {
  const own = new Set<string>(named);
  for (const name of named) {
    const owner = rows.holders.get(name)?.owner;
    if (owner) own.add(owner);
  }
  for (const name of [...own]) {
    const holder = rows.holders.get(name);
    const into = holder?.kind === "member" ? asKind(holder, "member").facts.mergedInto : undefined;
    if (into) own.add(into);
  }
  for (const [name, holder] of rows.holders) {
    const into = holder.kind === "member" ? asKind(holder, "member").facts.mergedInto : undefined;
    if (into && own.has(into)) own.add(name);
  }
  const kept = [...rows.holders].filter(
    ([name, { kind, owner }]) => own.has(name) || (owner !== null && own.has(owner)) || SHARED.includes(kind),
  );
  const holders = new Map(kept);
  return {
    ...rows,
    holders,
    accounts: rows.accounts.filter(({ holder }) => holders.has(holder)),
    metrics: rows.metrics.filter(({ holder }) => holders.has(holder)),
  };
}

function faultOf(fault: unknown): Performed {
  return { kind: "unknown", fault };
}
