/** One attempt at a call: what it asks for, and what it comes to on facts that were read. */
import type { Earlier, FactRows } from "../database/facts.ts";
import type { OperationRow } from "../database/steps.ts";
import type { Subjects } from "../database/subjects.ts";
import type { Facts } from "../decisions/facts.ts";
import type { ShownCode } from "../evidence/member-code.ts";
import { hmacHex, sha256Hex } from "../values/hash.ts";
import { canonicalBody } from "../values/jcs.ts";
import { REFUSALS } from "../values/own-metrics.ts";
import { isRefusal, refuse } from "../values/refusal.ts";
import type { Written } from "../values/written.ts";
import { actorOf, authorise, type Caller, credentialsOf, shownBy } from "./caller.ts";
import { factsOf, givenFor } from "./facts-from.ts";
import { operationOf } from "./operation-row.ts";
import { claimOf, judgeShown } from "./shown-code.ts";
import type { Answering, Call, Ledger, Performed, Verb } from "./verb.ts";

/** How many schema migrations this code was written for. */
export const SCHEMA_VERSION = 1;

/** Refusals that one member may have stored in a day; beyond it nothing is stored. */
const REFUSALS_PER_DAY = 200;

/** A call with what it reads and how it is known. */
export interface Asked<Request> {
  call: Call<Request>;
  actor: string;
  requestHash: string;
  subjects: Subjects;
  /** The member, where she is named by id. */
  member: string | null;
  /** The natural keys among its claims that it takes itself. */
  once: string[];
}

/** What a call to a verb asks for. */
export function askedOf<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  sent: Call<Request>,
): Asked<Request> {
  const secret = (label: string) => hmacHex(ledger.secret, label);
  const call = verb.kept ? { ...sent, body: verb.kept(sent.body, secret) } : sent;
  return { call, actor: actorOf(call.caller), requestHash: hashOf(call), ...subjectsOf(verb, call, secret) };
}

/** What is read for a request: what its verb names, its credential and the programme. */
export function subjectsOf<Request, Outcome>(
  verb: Verb<Request, Outcome>,
  { request, caller }: Pick<Call<Request>, "request" | "caller">,
  secret: (label: string) => string,
): { subjects: Subjects; once: string[]; member: string | null } {
  const { once = [], member, ...named } = verb.subjects(request, caller, secret);
  const shown = shownBy(caller);
  const subjects: Subjects = {
    ...named,
    holders: ["programme", ...credentialsOf(caller), ...(member === undefined ? [] : [member]), ...named.holders],
    claims: [...named.claims, ...once, ...(shown === null ? [] : [claimOf(shown)])],
    occurredAt: named.occurredAt ?? null,
  };
  return { subjects, once, member: member ?? null };
}

/** What one attempt comes to: an answer that stands, or what has to be committed before `performed` is true. */
export type Judged =
  | { kind: "stands"; performed: Performed }
  | { kind: "write"; facts: Facts; written: Written; operation: OperationRow; performed: Performed };

/** One attempt on facts that were read: earlier answers first, then the decision. Pure but for the ids and salt it draws. */
export function judge<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  { call, actor, requestHash, subjects, member, once }: Asked<Request>,
  rows: FactRows,
  answering: Answering<Outcome>,
): Judged {
  const stands = (performed: Performed): Judged => ({ kind: "stands", performed });
  if (rows.schemaVersion !== (ledger.schemaVersion ?? SCHEMA_VERSION)) return stands({ kind: "migrating" });
  const denied = authorise(rows.holders, call.caller);
  if (denied) return stands({ kind: "refused", refusal: denied });
  const earlier = rows.earlier.get(call.key);
  if (earlier) return stands(earlier.requestHash === requestHash ? replayOf(earlier) : { kind: "key_reused" });

  const shown = shownBy(call.caller);
  const stale = shown === null ? null : judgeShown(rows, shown);
  if (stale) return stands({ kind: "refused", refusal: stale });

  const facts = factsOf(rows, ledger, member);
  const given = givenFor(ledger, facts.now, {
    actor,
    key: call.key,
    requestHash,
    occurredAt: subjects.occurredAt ?? facts.now,
  });
  const taken = once.map((name) => rows.claims.get(name)).find((known) => known !== undefined);
  if (taken?.requestHash === requestHash) return stands(replayOf(taken));
  const decided = taken ? refuse("duplicate", { operation: taken.operation }) : verb.decide(facts, call.request, given);
  if (isRefusal(decided) && !decided.isDecided) return stands({ kind: "refused", refusal: decided });
  if (isRefusal(decided) && refusalsToday(facts) >= REFUSALS_PER_DAY) return stands({ kind: "too_many_refusals" });

  // What is refused leaves a code good: it was used for nothing.
  const wanted = isRefusal(decided) ? (decided.written ?? refusalWritten(facts)) : taking(shown, decided.written);
  const written = expectingStaff(wanted, facts, call.caller);
  const answer = isRefusal(decided)
    ? answering.refused(decided)
    : { status: answering.status, body: JSON.stringify(answering.view(decided.outcome)) };
  return {
    kind: "write",
    facts,
    written,
    operation: operationOf({
      ...{ verb, call, facts, given, written, answer, actor, requestHash },
      ...(ledger.salts ? { salts: ledger.salts } : {}),
    }),
    performed: {
      kind: "answered",
      operation: given.operation,
      status: answer.status,
      body: answer.body,
      isReplay: false,
    },
  };
}

/** SHA-256 of method, path and canonical JSON of the body as it was sent. */
export function hashOf({ method, path, body }: Pick<Call<unknown>, "method" | "path" | "body">): string {
  return sha256Hex(`${method}\n${path}\n${canonicalBody(body)}`);
}

function replayOf({ operation, papers }: Earlier): Performed {
  if (!papers) return { kind: "erased" };
  const { status, answer } = papers;
  return { kind: "answered", operation, status, body: answer, isReplay: true };
}

/** What is written, and that the code by which the member was named is taken. */
function taking(shown: ShownCode | null, written: Written): Written {
  return shown === null ? written : { ...written, claims: [...written.claims, claimOf(shown)] };
}

function refusalWritten(facts: Facts): Written {
  const member = facts.member?.publicId ?? null;
  const metrics = member === null ? [] : [{ holder: member, metric: REFUSALS, bucket: facts.today, amount: 1 }];
  return { postings: [], holders: [], metrics, claims: [], records: {}, member };
}

/** A staff member's own row is expected, so that a role taken away in between is seen before anything is written. */
function expectingStaff(written: Written, { holders }: Facts, caller: Caller): Written {
  const staff = caller.kind === "staff" ? holders.get(caller.staff) : undefined;
  if (!staff || written.holders.some(({ publicId }) => publicId === staff.publicId)) return written;
  const { version, ...row } = staff;
  return { ...written, holders: [...written.holders, { ...row, expected: version, isChanged: false, before: null }] };
}

function refusalsToday({ member, metrics, today }: Facts): number {
  const row = metrics.find(
    ({ holder, metric, bucket }) => holder === member?.publicId && metric === REFUSALS && bucket === today,
  );
  return row?.amount ?? 0;
}
